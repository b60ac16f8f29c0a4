import { outputTo, type Streams } from '../frame/index.ts';
import type { Progress, Terminal } from '../terminal.ts';
import { clackPrompts } from './clack-prompts.ts';

/** The terminal of this process. Colours, bars and questions are for people only: a pipe gets plain lines. */
export function nodeTerminal({ stdin, stdout, stderr }: Streams, env: Readonly<Record<string, string | undefined>>): Terminal {
  return {
    ...outputTo({ stdout, stderr }, env),
    prompts: stdin.isTTY && stderr.isTTY ? clackPrompts({ input: stdin, output: stderr }) : undefined,
    progress: (title) => (stderr.isTTY ? bar(stderr, title) : { show: () => {}, end: () => {} }),
    async readInput() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      return new Uint8Array(Buffer.concat(chunks));
    },
  };
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
