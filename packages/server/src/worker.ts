#!/usr/bin/env node
import { openNodeApp } from './node-app.ts';
import { readSettings } from './platform/config.ts';
import { createLogger } from './platform/log.ts';

/** A process that does the background work of a PostgreSQL database and serves nothing. */
const settings = readSettings(process.env);
if (settings.databaseUrl === undefined) {
  process.stderr.write(
    'DATABASE_URL がありません。組み込みデータベースは一つのプロセスだけが使えます。 / Set DATABASE_URL: the embedded database is for one process.\n',
  );
  process.exit(1);
}
const log = createLogger({ level: settings.logLevel });
const app = await openNodeApp({ settings, log });
log.info({ engine: 'postgres', pid: process.pid }, 'worker started');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close().then(() => process.exit(0)));
