import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process of Node that was started. */
export type Program = {
  readonly name: string;
  readonly pid: number;
  /** What it has written lately, to either stream. */
  readonly text: () => string;
  readonly hasEnded: () => boolean;
  readonly exitCode: Promise<number | null>;
  /** Asks it to end, and after ten seconds ends it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
};

export type ProgramOptions = {
  readonly name: string;
  readonly cwd: string;
  /** What comes after `node`. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
};

const endWithParent = new URL('end-with-parent.ts', import.meta.url).href;
const stopPatienceMs = 10_000;
const keptTextLength = 200_000;
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];

/** Starts a program of Node, with nothing of this process's environment but what every program needs. */
export function startProgram({ name, cwd, command, environment = {} }: ProgramOptions): Program {
  const env = { ...Object.fromEntries(inherited.map((variable) => [variable, process.env[variable]])), ...environment };
  const flags = ['--disable-warning=ExperimentalWarning', '--import', endWithParent];
  const child = spawn(process.execPath, [...flags, ...command], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => (text = (text + part.toString()).slice(-keptTextLength)));
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return { name, pid: child.pid ?? 0, text: () => text, hasEnded, exitCode, stop: (signal = 'SIGTERM') => stop(child, signal) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  clearTimeout(timer);
}

/** Waits until a URL answers well, or says what the program wrote instead. */
export async function waitFor(program: Program, url: string, patienceMs = 120_000): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    if (program.hasEnded()) throw new Error(`${program.name} ended before it answered:\n${program.text()}`);
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
  throw new Error(`${program.name} did not answer at ${url}:\n${program.text()}`);
}

/** Runs a program to its end, and shows what it wrote when it fails. */
export async function runProgram(options: ProgramOptions): Promise<void> {
  const program = startProgram(options);
  const code = await program.exitCode;
  if (code !== 0) throw new Error(`${options.name} failed (${code}):\n${program.text()}`);
}
