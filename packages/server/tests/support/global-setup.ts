import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { readMigrations } from '../../src/platform/migrate-folder.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { withPostgresSession } from '../../src/platform/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers the URL of the run's PostgreSQL, which starts with the first call. */
    readonly postgresDoor: string;
  }
}

/**
 * Tests that need no database should not wait for one, and the processes that run the tests come
 * and go. So this process owns PostgreSQL, and starts it when the first of them knocks.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let child: ChildProcess | undefined;
  let url: Promise<string> | undefined;
  const door = createServer((_request, response) => {
    url ??= startPostgres((started) => (child = started));
    url.then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    if (child === undefined || child.exitCode !== null) return;
    child.stdin?.end();
    await once(child, 'exit');
  };
}

async function startPostgres(onStart: (child: ChildProcess) => void): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', new URL('postgres-process.ts', import.meta.url).pathname],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  onStart(child);
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const [url] = (await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => [])])) as string[];
  if (url === undefined) throw new Error(complaint);
  await withPostgresSession(url, (session) => session.run('create database atobarai_template'));
  const migrations = await readMigrations();
  await withPostgresSession(url.replace(/\/postgres$/, '/atobarai_template'), (session) => migrate(session, migrations));
  return url;
}
