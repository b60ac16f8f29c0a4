import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { embeddedServer, type EmbeddedServer } from '@atobarai/sdk/testing';
import { createPostgresDatabase } from '../../../server/tests/support/databases.ts';
import { run } from '../../src/cli/run.ts';
import type { Prompts, Terminal } from '../../src/cli/terminal.ts';
import { createFakeShop, type FakeShop, listenOnLoopback } from '../../src/testing/index.ts';

export type Ran = {
  readonly code: number;
  readonly out: string;
  /** Standard error, line by line. */
  readonly notes: readonly string[];
  /** The one JSON value on standard output. */
  readonly json: Record<string, unknown>;
};

/** A folder to work in, a shop of Shopify's and the true server, all on this machine. */
export type Desk = {
  readonly folder: string;
  readonly shop: FakeShop;
  readonly service: EmbeddedServer;
  readonly env: Record<string, string>;
  /** Writes the `.env` of this desk, with what is to be otherwise. */
  readonly writeEnv: (changes?: Readonly<Record<string, string>>) => Promise<void>;
  readonly run: (words: readonly string[], prompts?: Prompts) => Promise<Ran>;
  readonly close: () => Promise<void>;
};

export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'atobarai-shopify-cli-'));
  const clock = { now: Date.now, sleep: (ms: number) => wait(ms) };
  const shop = createFakeShop({ clock, webhooksByToml: false, settings: { routingMs: 0, indexLagMs: 0 } });
  const service = await embeddedServer({ baseUrl: 'http://127.0.0.1' });
  const shopify = await listenOnLoopback(shop.face);
  const pay = await listenOnLoopback(service.fetch);
  const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
  const env = {
    SHOPIFY_SHOP: shop.domain,
    SHOPIFY_CLIENT_ID: shop.app.clientId,
    SHOPIFY_CLIENT_SECRET: shop.app.clientSecret,
    SHOPIFY_APP_URL: 'https://adapter.example.jp',
    SHOPIFY_ADMIN_ORIGIN: shopify.origin,
    ATOBARAI_KEY: service.clientOptions.apiKey,
    ATOBARAI_BASE_URL: pay.origin,
    ATOBARAI_SHOPIFY_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
    // Opened in milliseconds, where the embedded database takes seconds for every command.
    DATABASE_URL: connectionString,
  };
  return {
    folder,
    shop,
    service,
    env,
    async writeEnv(changes = {}) {
      const lines = Object.entries({ ...env, ...changes }).map(([name, value]) => `${name}=${value}\n`);
      await writeFile(join(folder, '.env'), lines.join(''));
    },
    run: (words, prompts) => runHere(words, folder, prompts),
    async close() {
      await shopify.close();
      await pay.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function runHere(words: readonly string[], workingFolder: string, prompts: Prompts | undefined): Promise<Ran> {
  let out = '';
  const notes: string[] = [];
  const terminal: Terminal = {
    prompts,
    write: async (text) => {
      out += text;
    },
    note: (line) => void notes.push(line),
    paint: (_, text) => text,
  };
  const code = await run(words, {
    terminal,
    env: { LANG: 'en_US.UTF-8' },
    workingFolder,
    systemLocale: 'en-US',
    signal: new AbortController().signal,
  });
  return {
    code,
    out,
    notes,
    get json() {
      return JSON.parse(out) as Record<string, unknown>;
    },
  };
}

export type Ended = { readonly code: number; readonly out: string; readonly said: string };

const main = new URL('../../src/cli/main.ts', import.meta.url).pathname;

/** The command in a process of its own, in a pipe, as a script runs it. */
export function runProcess(words: readonly string[], cwd: string, language = 'ja_JP.UTF-8'): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...words],
      { cwd, env: { PATH: process.env['PATH'], LANG: language, FORCE_COLOR: '1' } },
      (error, out, said) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, said }),
    ).stdin?.end();
  });
}
