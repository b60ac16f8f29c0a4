import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../src/run.ts';
import type { Prompts, Terminal } from '../../src/terminal.ts';

export type Ran = {
  readonly code: number;
  /** Standard output. */
  readonly bytes: Buffer;
  readonly out: string;
  /** Standard error, line by line. */
  readonly notes: readonly string[];
  /** The one JSON value on standard output. */
  readonly json: Record<string, unknown>;
  /** JSON lines on standard output. */
  readonly lines: readonly Record<string, unknown>[];
  /** What a bar would have shown. */
  readonly shown: readonly string[];
};

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  readonly prompts?: Prompts;
  readonly workingFolder?: string;
  readonly signal?: AbortSignal;
  readonly now?: () => number;
  /** Told of everything on standard output as it comes. */
  readonly onWrite?: (text: string) => void;
  readonly onNote?: (line: string) => void;
};

/** A machine of its own: a home, a folder to work in, and nothing in the environment. */
export type Machine = {
  readonly home: string;
  readonly run: (line: string, options?: RunOptions) => Promise<Ran>;
  readonly remove: () => Promise<void>;
};

/** Waits of a command are cut short, because a test has no time: what they wait for is real. */
const longestWaitMs = 25;

export async function newMachine(env: Readonly<Record<string, string>> = {}): Promise<Machine> {
  const home = await mkdtemp(join(tmpdir(), 'atobarai-cli-'));
  return {
    home,
    run: (line, options = {}) =>
      runHere(
        line.split(/\s+/).filter((word) => word !== ''),
        { home, env },
        options,
      ),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

type Here = { readonly home: string; readonly env: Readonly<Record<string, string>> };

async function runHere(argv: readonly string[], { home, env }: Here, options: RunOptions): Promise<Ran> {
  const { signal = new AbortController().signal } = options;
  const chunks: Buffer[] = [];
  const notes: string[] = [];
  const shown: string[] = [];
  const terminal: Terminal = {
    prompts: options.prompts,
    write: async (chunk) => {
      chunks.push(Buffer.from(chunk));
      options.onWrite?.(Buffer.from(chunk).toString());
    },
    note: (line) => {
      notes.push(line);
      options.onNote?.(line);
    },
    paint: (_, text) => text,
    progress: (title) => ({ show: (done, total) => shown.push(`${title} ${done}/${total}`), end: () => {} }),
    readInput: async () => new Uint8Array(Buffer.from(options.input ?? '')),
  };
  const code = await run(argv, {
    terminal,
    env: { LANG: 'en_US.UTF-8', ...env, ...options.env },
    workingFolder: options.workingFolder ?? home,
    homeFolder: home,
    systemLocale: 'en-US',
    signal,
    sleep: (ms) => wait(Math.min(ms, longestWaitMs), undefined, { signal }),
    now: options.now ?? Date.now,
  });
  const bytes = Buffer.concat(chunks);
  const out = bytes.toString();
  const parsed = () =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    code,
    bytes,
    out,
    notes,
    shown,
    get json() {
      const lines = parsed();
      if (lines.length !== 1 || !lines[0]) throw new Error(`not one JSON value:\n${out}`);
      return lines[0];
    },
    get lines() {
      return out === '' ? [] : parsed();
    },
  };
}
