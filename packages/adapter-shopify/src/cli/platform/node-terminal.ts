import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { outputTo, type Streams } from '@atobarai/cli/frame';
import type { Prompts, Terminal } from '../terminal.ts';

/** The terminal of this process. Questions are for people only. */
export function nodeTerminal({ stdin, stdout, stderr }: Streams, env: Readonly<Record<string, string | undefined>>): Terminal {
  return {
    ...outputTo({ stdout, stderr }, env),
    prompts: stdin.isTTY && stderr.isTTY ? linePrompts(stdin, stderr) : undefined,
  };
}

/** Questions on standard error, so that what is on standard output can be piped on. */
function linePrompts(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Prompts {
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
