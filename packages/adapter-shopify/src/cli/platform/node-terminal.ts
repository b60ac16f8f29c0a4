import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Prompts, Terminal } from '../terminal.ts';

const formats = { good: 'green', bad: 'red', faint: 'dim' } as const;

export type Streams = { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream };

/** The terminal of this process. Colours and questions are for people only: a pipe gets plain lines. */
export function nodeTerminal({ stdin, stdout, stderr }: Streams, env: Readonly<Record<string, string | undefined>>): Terminal {
  const isPlain = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return {
    prompts: stdin.isTTY && stderr.isTTY ? linePrompts(stdin, stderr) : undefined,
    write: (text) =>
      new Promise((resolve, reject) => {
        stdout.write(text, (error) => (error ? reject(error) : resolve()));
      }),
    note: (line) => void stderr.write(`${line}\n`),
    paint: (style, text) => (stdout.isTTY && !isPlain ? styleText(formats[style], text, { validateStream: false }) : text),
  };
}

/** Questions on standard error, so that what is on standard output can be piped on. */
export function linePrompts(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Prompts {
  const ask = async (question: string, shown: NodeJS.WritableStream): Promise<string> => {
    const lines = createInterface({ input, output: shown, terminal: true });
    try {
      return (await lines.question(question)).trim();
    } finally {
      lines.close();
    }
  };
  return {
    text: async (question, usual) => (await ask(`${question}${usual === undefined ? '' : ` [${usual}]`}: `, output)) || (usual ?? ''),
    async secret(question) {
      output.write(`${question}: `);
      const typed = await ask('', new Writable({ write: (_chunk, _encoding, done) => done() }));
      output.write('\n');
      return typed;
    },
    confirm: async (question) => /^(?:y|yes|はい)$/i.test(await ask(`${question} [y/N]: `, output)),
  };
}
