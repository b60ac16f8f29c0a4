import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Client, Import, ImportKind, ImportResult } from '@atobarai/sdk';
import { answer, type Call, command, note, say, type Values } from '../command.ts';
import { connect } from '../connection.ts';
import { type ErrorFile, errorFile } from '../decide/error-file.ts';
import { importLines, type ImportOutcome, statusCounts } from '../decide/import-report.ts';
import { type Bilingual, CommandError, type ExitCode, exitCodes, usageError } from '../model.ts';
import { isMissing, writePrivateFile } from '../platform/private-file.ts';

const options = {
  file: {
    type: 'positional',
    required: true,
    hint: 'FILE',
    about: { ja: 'CSV ファイル。「-」なら標準入力', en: 'CSV file; - reads standard input' },
  },
  'dry-run': { type: 'boolean', about: { ja: '調べるだけで、何も登録しない', en: 'Check every row and register nothing' } },
  mode: {
    type: 'string',
    hint: 'partial|all',
    oneOf: ['partial', 'all'],
    about: {
      ja: 'partial: 正しい行だけ登録する(既定) / all: 一行でも誤りがあれば何も登録しない',
      en: 'partial: take the good rows (the default); all: nothing if a row is wrong',
    },
  },
  errors: {
    type: 'string',
    hint: 'FILE',
    about: {
      ja: '誤りのある行を書き出すファイル(既定は 元の名前.errors.csv)',
      en: 'Where to write the rows that are wrong (NAME.errors.csv)',
    },
  },
} as const;

type Given = Values<typeof options>;

const importing = (kind: ImportKind, about: Bilingual) =>
  command({
    path: `${kind} import`,
    about,
    options,
    examples: [`atobarai ${kind} import ${kind}.csv --dry-run`, `atobarai ${kind} import ${kind}.errors.csv`],
    run: (call, given) => importFile(call, kind, given),
  });

export const ordersImport = importing('orders', {
  ja: '注文の CSV(UTF-8 か CP932)を取り込み、誤りのある行を直せる CSV に書き出す',
  en: 'Import orders from CSV (UTF-8 or CP932); rows that are wrong are written to a CSV to mend',
});
export const shipmentsImport = importing('shipments', {
  ja: '出荷の CSV(UTF-8 か CP932)を取り込み、誤りのある行を直せる CSV に書き出す',
  en: 'Import shipments from CSV (UTF-8 or CP932); rows that are wrong are written to a CSV to mend',
});

async function importFile(call: Call, kind: ImportKind, given: Given): Promise<ExitCode> {
  const file = await readSource(call, given.file);
  const errorsPath = await errorsPathFor(call, kind, given);
  const { client } = await connect(call);
  const { report, results } = await sent(call, client, { kind, file, given });
  const errors = errorFile({ kind, file, results }, call.language);
  if (errors) await writePrivateFile(errorsPath, errors.bytes);
  if (errors && errors.unplaced.length > 0) note(call, unplaced(errors));
  const outcome: ImportOutcome = { ...report, errorsFile: errors ? errorsPath : null, errorRows: errors?.rows ?? 0 };
  const refusals = results.filter((result) => !result.ok);
  await answer(call, { ...outcome, statuses: statusCounts(results), refusals }, importLines(outcome, results, call.language));
  return report.status === 'failed' || refusals.length > 0 ? exitCodes.failed : exitCodes.ok;
}

type Sending = { readonly kind: ImportKind; readonly file: Uint8Array<ArrayBuffer>; readonly given: Given };
type Sent = { readonly report: Import; readonly results: readonly ImportResult[] };

async function sent(call: Call, client: Client, { kind, file, given }: Sending): Promise<Sent> {
  const { signal } = call;
  const query = { kind, ...(given['dry-run'] ? { dryRun: true } : {}), ...(given.mode === 'all' ? { mode: 'all' as const } : {}) };
  const { id } = await client.imports.create(query, file, { signal, timeoutMs: 300_000 });
  const { results: firstPage, ...report } = await watched(call, { id, kind }, (onProgress) =>
    client.imports.waitFor(id, { signal, everyMs: 200, atMostMs: 3_600_000, onProgress }),
  );
  const results = [...firstPage.data];
  if (firstPage.nextCursor === null) return { report, results };
  results.length = 0;
  for await (const result of client.imports.results(id, { signal })) results.push(result);
  return { report, results };
}

function unplaced(errors: ErrorFile): Bilingual {
  const rows = errors.unplaced.map(({ row }) => row).join(', ');
  return { ja: `次の行は元のファイルに見当たりません: ${rows}`, en: `These rows are not in the file: ${rows}` };
}

type Watched = { readonly id: string; readonly kind: ImportKind };

async function watched<T>(call: Call, { id, kind }: Watched, work: (onProgress: (progress: Import) => void) => Promise<T>): Promise<T> {
  const title = kind === 'orders' ? { ja: '注文の取込み', en: 'Orders' } : { ja: '出荷の取込み', en: 'Shipments' };
  const bar = call.terminal.progress(say(call, title));
  try {
    return await work(({ groupsDone, groupsTotal }) => bar.show(groupsDone, groupsTotal));
  } catch (error) {
    bar.end();
    note(call, { ja: `取込み ${id} はサーバーで続いています。`, en: `The import ${id} goes on at the server.` });
    throw error;
  } finally {
    bar.end();
  }
}

async function readSource(call: Call, name: string): Promise<Uint8Array<ArrayBuffer>> {
  if (name === '-') return new Uint8Array(await call.terminal.readInput());
  const path = resolve(call.workingFolder, name);
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new CommandError('file_unreadable', exitCodes.failed, {
      ja: isMissing(error) ? `ファイルがありません: ${path}` : `ファイルを読めません: ${path}(${String(error)})`,
      en: isMissing(error) ? `There is no file ${path}` : `${path} cannot be read: ${String(error)}`,
    });
  }
}

/** Beside the file, under a name that is free: what somebody is mending is never written over. */
async function errorsPathFor(call: Call, kind: ImportKind, { file, errors }: Given): Promise<string> {
  const source = file === '-' ? undefined : resolve(call.workingFolder, file);
  if (errors !== undefined) {
    const path = resolve(call.workingFolder, errors);
    if (path !== source) return path;
    throw usageError({ ja: '--errors に取り込むファイルそのものは指定できません。', en: '--errors cannot be the file that is imported.' });
  }
  const folder = source === undefined ? call.workingFolder : dirname(source);
  const stem = source === undefined ? kind : basename(source).replace(/(\.errors(-\d+)?)?\.csv$/i, '');
  for (let turn = 1; ; turn += 1) {
    const path = join(folder, `${stem}.errors${turn === 1 ? '' : `-${turn}`}.csv`);
    if (!(await isThere(path))) return path;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => !isMissing(error),
  );
}
