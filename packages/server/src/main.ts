#!/usr/bin/env node
import { type ArgsDef, defineCommand, runMain } from 'citty';
import { enableCompileCache } from 'node:module';
import { version } from './version.ts';

const options = {
  port: { type: 'string', description: 'Port to serve on / 使うポート (4400)' },
  data: { type: 'string', description: 'Data directory of the embedded database / データの置き場所 (.data)', valueHint: 'DIR' },
  reset: { type: 'boolean', description: 'Forget the data first / データを消してから始める' },
  empty: { type: 'boolean', description: 'Without the demo / デモを行わずに始める' },
  once: { type: 'boolean', description: 'Run the demo on fresh data, then exit / デモを一度だけ実行して終わる' },
  clock: { type: 'string', description: "Set the sandbox's clock / サンドボックスの日時を合わせる (2026-10-10)", valueHint: 'DATE' },
  'data-set': {
    type: 'string',
    description: 'Folder with orders.csv, shipments.csv, expected.json / デモに使うデータ',
    valueHint: 'FOLDER',
  },
} as const satisfies ArgsDef;

const command = defineCommand({
  meta: { name: 'atobarai-server', version, description: 'Atobarai Kit: reference server and demo / 後払い決済のサーバーとデモ' },
  args: options,
  async run({ args, rawArgs }) {
    const stray = strayArgument(rawArgs);
    if (stray !== undefined) fail(`分からないオプションです: ${stray}(--help で一覧)。 / Unknown option: ${stray}. --help lists them.`);
    const port = args.port === undefined ? undefined : portFrom(args.port);
    if (args['data-set'] === '') fail('--data-set にはフォルダーを指定してください。 / Name a folder after --data-set.');
    // Reading and compiling the server is half of a start: what was compiled before is taken from Node's cache.
    enableCompileCache();
    const { start } = await import('./start.ts');
    const started = await start({
      once: args.once === true,
      empty: args.empty === true,
      reset: args.reset === true,
      port,
      data: args.data,
      clock: args.clock,
      dataSet: args['data-set'],
    }).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
    if (args.once === true) {
      await started.close();
      process.exit(started.exitCode);
    }
    process.exitCode = started.exitCode;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void started.close().then(() => process.exit(0)));
  },
});

function portFrom(text: string): number {
  const port = Number(text);
  if (text !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return fail(`--port は 0 から 65535 の番号です(${text})。 / --port is a number from 0 to 65535, not ${text}.`);
}

/** The first thing on the command line that is no option of ours, nor the value of one. */
function strayArgument(given: readonly string[]): string | undefined {
  let isValue = false;
  return given.find((text) => {
    if (isValue) return (isValue = false);
    const name = /^--([^=]+)/.exec(text)?.[1];
    const known = name === undefined ? undefined : (options as ArgsDef)[name];
    isValue = known?.type === 'string' && !text.includes('=');
    return known === undefined;
  });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

await runMain(command);
