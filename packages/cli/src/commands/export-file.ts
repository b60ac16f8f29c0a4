import { resolve } from 'node:path';
import type { CsvFile } from '@atobarai/sdk';
import { answer, type Call, command, say, type Values } from '../command.ts';
import { connect } from '../connection.ts';
import { usageError } from '../model.ts';
import { writePrivateStream } from '../platform/private-file.ts';

const options = {
  encoding: {
    type: 'string',
    hint: 'utf-8|cp932',
    oneOf: ['utf-8', 'cp932'],
    about: { ja: '文字コード(既定は BOM 付きの UTF-8)', en: 'Encoding (UTF-8 with a byte-order mark)' },
  },
  from: { type: 'string', hint: 'DATE', about: { ja: '注文日の初め', en: 'First order date' } },
  to: { type: 'string', hint: 'DATE', about: { ja: '注文日の終わり', en: 'Last order date' } },
  output: {
    type: 'string',
    alias: 'o',
    hint: 'FILE',
    about: { ja: '書き出すファイル(なければ標準出力)', en: 'File to write (standard output)' },
  },
} as const;

type Given = Values<typeof options>;
type Query = { readonly encoding?: 'utf-8' | 'cp932'; readonly from?: string; readonly to?: string };

const exporting = (kind: 'orders' | 'shipments', about: { ja: string; en: string }) =>
  command({
    path: `export ${kind}`,
    about,
    options,
    examples: [`atobarai export ${kind} --encoding cp932 -o ${kind}.csv`],
    async run(call, given) {
      if (call.json && given.output === undefined) {
        throw usageError({
          ja: '--json を使うときは、-o で書き出すファイルを指定してください(標準出力は CSV に使われます)。',
          en: 'With --json name a file with -o: standard output is for the CSV otherwise.',
        });
      }
      const { client } = await connect(call);
      await deliver(call, given, await client.exports[kind](queryOf(given), { signal: call.signal }));
      return undefined;
    },
  });

export const exportOrders = exporting('orders', { ja: '注文を CSV で出力する', en: 'Export orders as CSV' });
export const exportShipments = exporting('shipments', { ja: '出荷を CSV で出力する', en: 'Export shipments as CSV' });

function queryOf({ encoding, from, to }: Given): Query {
  return {
    ...(encoding === 'utf-8' || encoding === 'cp932' ? { encoding } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

async function deliver(call: Call, { output, encoding = 'utf-8' }: Given, file: CsvFile): Promise<void> {
  if (output === undefined) {
    for await (const chunk of file.stream()) await call.terminal.write(chunk);
    return;
  }
  const path = resolve(call.workingFolder, output);
  // It is full of buyers' names and addresses.
  const bytes = await writePrivateStream(path, file.stream());
  await answer(call, { file: path, bytes, encoding }, [
    say(call, { ja: `${path} に書き出しました(${bytes} バイト、${encoding})。`, en: `Wrote ${path} (${bytes} bytes, ${encoding}).` }),
  ]);
}
