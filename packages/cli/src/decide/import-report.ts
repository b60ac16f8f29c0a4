import type { Import, ImportResult } from '@atobarai/sdk';
import type { Language } from '../model.ts';

export type ImportOutcome = Import & {
  /** Where the rows that are wrong were written. */
  readonly errorsFile: string | null;
  readonly errorRows: number;
};

const mostShown = 10;

/** What became of a file, for people. */
export function importLines(outcome: ImportOutcome, results: readonly ImportResult[], language: Language): string[] {
  const { groupsTotal, accepted, refused, errorsFile, errorRows } = outcome;
  const refusals = results.filter((result) => !result.ok);
  const isJapanese = language === 'ja';
  return [
    headline(outcome, language),
    isJapanese
      ? `  全体 ${groupsTotal} 件 / 受付 ${accepted} 件 / 拒否 ${refused} 件`
      : `  ${groupsTotal} in all, ${accepted} accepted, ${refused} refused`,
    ...statusLines(results, language),
    ...refusals.slice(0, mostShown).map((result) => refusalLine(result, language)),
    ...(refusals.length > mostShown
      ? [isJapanese ? `  …ほか ${refusals.length - mostShown} 件` : `  … and ${refusals.length - mostShown} more`]
      : []),
    ...(errorsFile === null
      ? []
      : [
          isJapanese ? `誤りのある ${errorRows} 行を書き出しました: ${errorsFile}` : `The ${errorRows} rows that are wrong: ${errorsFile}`,
          advice(outcome, language),
        ]),
  ];
}

function headline({ dryRun, status }: ImportOutcome, language: Language): string {
  if (status === 'failed') {
    return language === 'ja' ? '誤りがあるため、何も取り込みませんでした。' : 'Nothing was imported, because rows are wrong.';
  }
  if (dryRun) return language === 'ja' ? '調べました(何も登録していません)。' : 'Checked; nothing was registered.';
  return language === 'ja' ? '取り込みました。' : 'Imported.';
}

/** How screening decided. A rejected order is no bad row: it was taken in and decided upon. */
export function statusCounts(results: readonly ImportResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { ok, status } of results) if (ok && status !== undefined) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function statusLines(results: readonly ImportResult[], language: Language): string[] {
  const counts = Object.entries(statusCounts(results));
  if (counts.length === 0) return [];
  const list = counts.map(([status, count]) => `${status} ${count}`).join(', ');
  return [language === 'ja' ? `  与信の結果: ${list}` : `  Decisions: ${list}`];
}

function refusalLine({ row, field, code, messageJa, messageEn }: ImportResult, language: Language): string {
  const message = (language === 'ja' ? messageJa : messageEn) ?? '';
  return `  ${language === 'ja' ? `${row} 行目` : `row ${row}`}${field === undefined ? '' : ` ${field}`}: ${message} (${code ?? ''})`;
}

function advice({ dryRun, mode, status }: ImportOutcome, language: Language): string {
  if (dryRun || (mode === 'all' && status === 'failed')) {
    return language === 'ja'
      ? '元のファイルを直すか、--mode partial で正しい行を取り込んでから、このファイルを直して取り込んでください。'
      : 'Mend the file itself; or import the good rows with --mode partial, then mend this file and import it.';
  }
  return language === 'ja'
    ? 'このファイルを直して、そのまま取り込めます(理由の列は読み飛ばされます)。'
    : 'Mend this file and import it as it is; the columns with the reasons are skipped.';
}
