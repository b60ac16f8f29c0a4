import process from 'node:process';
import { styleText } from 'node:util';
import type { BasicSurroundings } from './command.ts';
import { type ExitCode, exitCodes } from './model.ts';

/** What the process itself tells a command line; the rest of its surroundings is its own. */
export type ProcessSurroundings = Omit<BasicSurroundings, 'terminal'>;

/** Runs a command line as this process, and ends with its exit code. */
export async function runAsProcess(run: (argv: readonly string[], given: ProcessSurroundings) => Promise<ExitCode>): Promise<void> {
  const ending = new AbortController();
  // Asked once, what is under way ends by itself; asked twice, at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) process.exit(signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated);
      ending.abort(signal);
    });
  }
  // Whoever reads our output may have had enough, as `head` does: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok);
    throw error;
  });
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    workingFolder: process.cwd(),
    systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
    signal: ending.signal,
  });
}

export type Streams = { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream };

const formats = { good: 'green', bad: 'red', faint: 'dim', strong: 'bold' } as const;

export type Style = keyof typeof formats;

export type Output = {
  /** Standard output, waited for until it is taken. */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** A line on standard error. */
  readonly note: (line: string) => void;
  /** Coloured for standard output, if a person looks at it. */
  readonly paint: (style: Style, text: string) => string;
};

/** Where results and what is said about them go. Colours are for people only: a pipe gets plain lines. */
export function outputTo({ stdout, stderr }: Pick<Streams, 'stdout' | 'stderr'>, env: BasicSurroundings['env']): Output {
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stdout.write(chunk, (error) => (error ? reject(error) : resolve()));
      }),
    note: (line) => void stderr.write(`${line}\n`),
    paint: (style, text) => (stdout.isTTY && !isPlain ? styleText(formats[style], text, { validateStream: false }) : text),
  };
}
