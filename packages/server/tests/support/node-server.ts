import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, createOperatorClient, type OperatorClient } from '@atobarai/sdk';
import type { Logger } from 'pino';
import { type NodeApp, openNodeApp } from '../../src/node-app.ts';
import { withPages } from '../../src/pages.ts';
import { readSettings } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/log.ts';
import { listen } from '../../src/platform/http-server.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { sampleKeys } from '../../src/sample-keys.ts';
import type { SampleMerchants } from '../../src/modules/merchants/index.ts';
import { createPostgresDatabase } from './databases.ts';

export type NodeServer = {
  readonly app: NodeApp;
  readonly baseUrl: string;
  readonly keys: SampleMerchants;
  readonly client: Client;
  readonly operator: OperatorClient;
  /** Everything the server logged, line by line. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
};

/** The true server on real PostgreSQL behind a real port, as `npm start` with DATABASE_URL makes it. */
export async function nodeServer(): Promise<NodeServer> {
  const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'atobarai-test-'));
  const settings = { ...readSettings({ DATABASE_URL: connectionString }), dataDir };
  const logged: string[] = [];
  const log: Logger = createLogger({ level: 'info', readable: false, destination: { write: (line: string) => void logged.push(line) } });
  const metrics = createMetrics();
  const app = await openNodeApp({ settings, log, metrics });
  const listening = await listen({ fetch: withPages(app, metrics), host: '127.0.0.1', port: 0 });
  const keys = await sampleKeys(app, dataDir);
  const shop = keys?.merchants[0];
  if (!keys || !shop) throw new Error('the sample shops were not made');
  const baseUrl = `http://127.0.0.1:${listening.port}`;
  return {
    app,
    baseUrl,
    keys,
    logged,
    client: createClient({ apiKey: shop.secretKey, baseUrl, timeoutMs: 60_000 }),
    operator: createOperatorClient({ apiKey: keys.operatorKey, baseUrl }),
    async close() {
      await listening.close();
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
      await drop();
    },
  };
}
