import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@atobarai/sdk';
import { type NodeApp, openNodeApp } from '../../../server/src/node-app.ts';
import { readSettings } from '../../../server/src/platform/config.ts';
import { type Listening, listen } from '../../../server/src/platform/http-server.ts';
import { createLogger } from '../../../server/src/platform/log.ts';
import { sampleKeys } from '../../../server/src/sample-keys.ts';
import { createPostgresDatabase } from '../../../server/tests/support/databases.ts';

/** The true server on a port of its own, which can go down and come back with its data. */
export type RestartableServer = {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly client: Client;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function restartableServer(): Promise<RestartableServer> {
  const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
  const dataDir = await mkdtemp(join(tmpdir(), 'atobarai-test-'));
  const settings = { ...readSettings({ DATABASE_URL: connectionString }), dataDir };
  const log = createLogger({ level: 'silent' });
  let app: NodeApp | undefined;
  let listening: Listening | undefined;
  let port = 0;
  const start = async () => {
    app = await openNodeApp({ settings, log });
    listening = await listen({ fetch: app.http.fetch, host: '127.0.0.1', port });
    port = listening.port;
  };
  const stop = async () => {
    await listening?.close();
    await app?.close();
    [app, listening] = [undefined, undefined];
  };
  await start();
  if (!app) throw new Error('the server did not start');
  const apiKey = (await sampleKeys(app, dataDir))?.merchants[0]?.secretKey ?? '';
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    baseUrl,
    apiKey,
    client: createClient({ apiKey, baseUrl }),
    start,
    stop,
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
      await drop();
    },
  };
}
