import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A process a test started. */
export type Program = {
  /** What it has written so far. */
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  /** `kill -9`, and the end of it. */
  readonly kill: () => Promise<void>;
};

/** All that the adapter's process needs to know. */
export type AdapterPlace = {
  readonly port: number;
  readonly databaseUrl: string;
  readonly shop: string;
  readonly shopifyOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly serviceUrl: string;
  readonly serviceKey: string;
  readonly webhookSecret: string;
  readonly clockAheadMs: number;
};

export type Service = Program & { readonly url: string; readonly secretKey: string; readonly operatorKey: string };

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const nodeFlags = ['--conditions=source', '--disable-warning=ExperimentalWarning'];

/** Whatever ends the test ends what it started. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function startProgram(given: readonly string[], environment: Readonly<Record<string, string>> = {}): Program {
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), ...environment };
  const child = spawn(process.execPath, [...nodeFlags, ...given], { cwd: repository, env });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
  const ended = once(child, 'exit').then(() => running.delete(child));
  return {
    text: () => text,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Asks until it is so, or the time is over. */
export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
  withinMs = 60_000,
): Promise<Value> {
  const end = Date.now() + withinMs;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`It did not come about within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

type Keys = { readonly merchants: readonly { readonly profile: string; readonly secretKey: string }[]; readonly operatorKey: string };

/** The true reference server, as `npm start` starts it, on PostgreSQL and without the demo's orders. */
export async function startService(folder: string, databaseUrl: string): Promise<Service> {
  const port = await freePort();
  const program = startProgram(['packages/server/src/main.ts', '--empty', '--port', String(port), '--data', folder], {
    DATABASE_URL: databaseUrl,
  });
  const file = join(folder, 'sandbox-keys.json');
  const readKeys = async () => {
    if (program.hasEnded()) throw new Error(program.text());
    const text = await readFile(file, 'utf8').catch(() => '');
    return text.endsWith('}\n') ? (JSON.parse(text) as Keys) : undefined;
  };
  const keys = await until('the reference server has its sample shops', readKeys, 110_000);
  const secretKey = keys.merchants.find(({ profile }) => profile === 'general')?.secretKey ?? '';
  return { ...program, url: `http://127.0.0.1:${port}`, secretKey, operatorKey: keys.operatorKey };
}

export async function startAdapter(place: AdapterPlace): Promise<Program> {
  const program = startProgram([fileURLToPath(new URL('adapter-process.ts', import.meta.url)), JSON.stringify(place)]);
  await until('the adapter is ready', () => {
    if (program.hasEnded()) throw new Error(program.text());
    return program.text().includes('adapter is ready') ? true : undefined;
  });
  return program;
}
