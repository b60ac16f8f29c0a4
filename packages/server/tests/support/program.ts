import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

/** A program of Node that was started. */
export type Program = {
  readonly child: ChildProcess;
  /** What it has written so far, to either stream. */
  readonly text: () => string;
  readonly exited: Promise<number | null>;
  /** Comes back when it has written the word. */
  readonly said: (word: string) => Promise<void>;
};

const running = new Set<ChildProcess>();

/** Starts a program in a folder, by default this one, with nothing of this process's environment but what is named. */
export function startProgram(given: readonly string[], cwd?: string, named: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, given, { cwd, env: { PATH: process.env['PATH'], HOME: tmpdir(), ...named } });
  running.add(child);
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part: Buffer) => {
      text += part.toString();
      for (const listener of listeners) listener();
    });
  }
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (text.includes(word)) resolve();
      };
      listeners.add(look);
      look();
      void exited.then(() => reject(new Error(`exited without saying ${word}:\n${text}`)));
    });
  return { child, text: () => text, exited, said };
}

/** For `afterEach`: ends what a test left running. */
export function killPrograms(): void {
  for (const child of running) child.kill('SIGKILL');
}
