import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type NodeApp, openNodeApp } from '../../packages/server/src/node-app.ts';
import { withPages } from '../../packages/server/src/pages.ts';
import { readSettings } from '../../packages/server/src/platform/config.ts';
import { listen } from '../../packages/server/src/platform/http-server.ts';
import { createLogger } from '../../packages/server/src/platform/log.ts';
import { createMetrics } from '../../packages/server/src/platform/metrics.ts';
import { sampleKeys } from '../../packages/server/src/sample-keys.ts';
import { answerParent } from '../child.ts';

// The server as `npm start` puts it together, log and metrics included, without the demo.
let app: NodeApp | undefined;

async function open(variables: Readonly<Record<string, string>>): Promise<{ port: number; key: string; merchantId: string }> {
  const settings = readSettings(variables);
  mkdirSync(settings.dataDir, { recursive: true });
  const log = openSync(join(settings.dataDir, 'server.log'), 'a');
  const metrics = createMetrics();
  app = await openNodeApp({
    settings,
    metrics,
    log: createLogger({ level: settings.logLevel, readable: false, destination: { write: (line) => void writeSync(log, line) } }),
  });
  const { port } = await listen({ fetch: withPages(app, metrics), host: settings.host, port: 0 });
  const shop = (await sampleKeys(app, settings.dataDir))?.merchants.find(({ profile }) => profile === 'general');
  if (!shop) throw new Error('the sample shop is missing');
  return { port, key: shop.secretKey, merchantId: shop.merchantId };
}

/** As the owner, because only this process may open the embedded database. */
async function sql(text: string): Promise<unknown> {
  return app?.database.admin(text);
}

answerParent({ open, sql }, async () => app?.close());
