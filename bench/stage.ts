import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { RunSql } from './books.ts';
import { type Child, startChild } from './child.ts';
import type { Driver } from './driver.ts';
import { childDriver, type LoadGenerator, startLoadGenerator } from './load.ts';
import type { BenchOptions } from './options.ts';
import { findPgbench, preparePgbench } from './pgbench.ts';
import { openPostgresServer, type Postgres } from './postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Something whose slices are measured against the others'. */
export type Candidate = {
  readonly name: string;
  readonly driver: Driver;
  /** The Node process that does the work, where one does. */
  readonly pid?: number;
  /** Where its orders are; pgbench has none. */
  readonly sql?: RunSql;
};

export type Stage = {
  readonly postgres: Postgres;
  readonly load: LoadGenerator;
  readonly server: Candidate;
  readonly naive: Candidate;
  readonly httpAlone: Candidate;
  /** The same with the sealing and the keyed hashes of an order. */
  readonly httpAndSecrets: Candidate;
  readonly statements: Candidate;
  readonly anchor: (Candidate & { readonly version: string }) | undefined;
  readonly openPglite: () => Promise<Candidate & { readonly close: () => Promise<void> }>;
  readonly close: () => Promise<void>;
};

export type ServerSettings = Readonly<Record<string, string>>;

export type BenchServer = {
  readonly child: Child;
  readonly port: number;
  readonly key: string;
  readonly merchantId: string;
  readonly sql: RunSql;
};

/** Starts the server in a process of its own. */
export async function startServer(settings: ServerSettings, profileFolder?: string): Promise<BenchServer> {
  const nodeFlags = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child = startChild('server', { nodeFlags });
  const opened = await child.ask<{ port: number; key: string; merchantId: string }>('open', settings);
  return { child, ...opened, sql: (text) => child.ask('sql', text) };
}

/** Everything that `bench:orders` measures, started and ready. */
export async function openStage({ postgresUrl, profileFolder }: BenchOptions): Promise<Stage> {
  const folder = temporaryFolder();
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    // Processes take a while to load: they do it while PostgreSQL starts.
    const [load, naive, httpAlone, httpAndSecrets, statements] = [
      startLoadGenerator(),
      startChild('naive'),
      startChild('http-alone'),
      startChild('http-alone'),
      startChild('statements'),
    ];
    closing.push(load.stop, naive.stop, httpAlone.stop, httpAndSecrets.stop, statements.stop);
    const postgres = await openPostgresServer(postgresUrl);
    closing.unshift(postgres.close);
    const masterKey = randomBytes(32).toString('base64');
    const settings = (dataDir: string) => ({ DATA_DIR: join(folder, dataDir), ATOBARAI_MASTER_KEY: masterKey });
    const [server, anchor] = await Promise.all([
      startServer({ ...settings('server'), DATABASE_URL: postgres.url }, profileFolder),
      openAnchor(postgres),
    ]);
    closing.push(server.child.stop);
    const input = { url: postgres.url, shop: { merchantId: server.merchantId, masterKey } };
    const [{ port }, bare, secret] = await Promise.all([
      naive.ask<{ port: number }>('open', input),
      httpAlone.ask<{ port: number }>('open', { secrets: false }),
      httpAndSecrets.ask<{ port: number }>('open', { secrets: true }),
      statements.ask('open', input),
    ]);
    const { sql } = server;
    return {
      postgres,
      load,
      server: { name: 'server', driver: load.on(server), pid: server.child.pid, sql },
      naive: { name: 'naive', driver: load.on({ port, key: server.key }), pid: naive.pid, sql },
      httpAlone: { name: 'HTTP alone', driver: load.on({ ...bare, key: server.key }), pid: httpAlone.pid },
      httpAndSecrets: { name: 'HTTP and secrets', driver: load.on({ ...secret, key: server.key }), pid: httpAndSecrets.pid },
      statements: { name: 'statements', driver: childDriver(statements), pid: statements.pid, sql },
      anchor,
      openPglite: () => openPglite(load, settings('pglite')),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openAnchor({ anchorUrl }: Postgres): Promise<Stage['anchor']> {
  const program = findPgbench();
  if (program === undefined) return undefined;
  return { name: 'pgbench -N', ...(await preparePgbench(program, anchorUrl)) };
}

async function openPglite(load: LoadGenerator, settings: ServerSettings): Promise<Candidate & { close: () => Promise<void> }> {
  const { child, sql, ...target } = await startServer(settings);
  return { name: 'server on PGlite', driver: load.on(target), pid: child.pid, sql, close: child.stop };
}
