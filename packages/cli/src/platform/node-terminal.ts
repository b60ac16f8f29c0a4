import { styleText } from 'node:util';
import type { Progress, Style, Terminal } from '../terminal.ts';
import { clackPrompts } from './clack-prompts.ts';

const formats = { good: 'green', bad: 'red', faint: 'dim', strong: 'bold' } as const satisfies Record<Style, string>;

export type Streams = { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream };

/** The terminal of this process. Colours, bars and questions are for people only: a pipe gets plain lines. */
export function nodeTerminal({ stdin, stdout, stderr }: Streams, env: Readonly<Record<string, string | undefined>>): Terminal {
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    prompts: stdin.isTTY && stderr.isTTY ? clackPrompts({ input: stdin, output: stderr }) : undefined,
    write: (chunk) => written(stdout, chunk),
    note: (line) => void stderr.write(`${line}\n`),
    paint: (style, text) => (stdout.isTTY && !isPlain ? styleText(formats[style], text, { validateStream: false }) : text),
    progress: (title) => (stderr.isTTY ? bar(stderr, title) : { show: () => {}, end: () => {} }),
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
}

function written(stream: NodeJS.WriteStream, chunk: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

const barWidth = 24;

function bar(stream: NodeJS.WriteStream, title: string): Progress {
  const erase = '\r\u001b[2K';
  return {
    show(done, total) {
      const filled = total === 0 ? 0 : Math.round((barWidth * done) / total);
      stream.write(`${erase}${title} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total}`);
    },
    end: () => void stream.write(erase),
  };
}
