import type { LedgerAccount } from '@atobarai/sdk';
import { localDate } from '../../core/time.ts';
import type { Difference } from '../expectations.ts';
import type { Course, Ending } from '../facts.ts';
import type { Bilingual, DataSet } from '../model.ts';
import { pageWidth, type Row, tableLines, wrapped } from '../table.ts';
import { dayText, type Section, section, sumOf } from './section.ts';

const right = (heading: string) => ({ heading, align: 'right' }) as const;

const accountNames: Readonly<Record<LedgerAccount, string>> = {
  BUYER_RECEIVABLE: '購入者への債権',
  MERCHANT_PAYABLE: '加盟店への未払金',
  FEE_REVENUE: '手数料収入',
  TAX_PAYABLE: '未払消費税',
  CASH_OUT: '出金',
  CASH_IN: '入金',
  TRANSFER_FEE_RECOVERY: '振込手数料の回収',
  AGENT_RECEIVABLE: '収納代行会社への債権',
  AGENT_FEES: '収納代行手数料',
  SUSPENSE: '仮受金',
  HELD_FOR_MERCHANT: '加盟店預り金',
  BUYER_REFUND_PAYABLE: '購入者への未払返金',
  BUYER_PREPAID: '立替前の入金',
  DEPOSITS_HELD: 'お預り金',
  BAD_DEBT: '貸倒損失',
  BAD_DEBT_RECOVERED: '償却債権取立益',
  LATE_CHARGES: '遅延損害金',
};

export function trialBalanceSection({ trialBalance }: Ending): Section {
  const { accounts, debit, credit, difference } = trialBalance;
  const rows = accounts
    .filter((account) => account.debit !== 0 || account.credit !== 0)
    .map((account): Row => [account.account, accountNames[account.account] ?? '', account.debit, account.credit, account.balance]);
  const columns = [{ heading: '勘定 Account' }, { heading: '名称' }, right('借方 Debit'), right('貸方 Credit'), right('残高 Balance')];
  const table = tableLines(columns, rows, { total: ['合計・差額 total', '', debit, credit, difference] });
  return section(
    '試算表',
    'Trial balance',
    table,
    accounts.some(({ account, debit: paid }) => account === 'SUSPENSE' && paid !== 0) ? whereCashIs : [],
  );
}

/** A debit on 仮受金 looks like a mistake until it is known where its other side stands. */
const whereCashIs = [
  '  この店舗の帳簿です。購入者からの入金は決済会社の帳簿に載り、仮受金の借方は、その貸方と対になります。',
  '  These are the books of the shop. Cash from buyers is in those of the provider, where SUSPENSE has the',
  '  credits that match the debits here.',
] as const;

export function checksSection({ checks }: Ending): Section {
  const rows = checks.map(({ name, violations }): Row => [name, violations, violations === 0 ? 'OK' : 'NG']);
  return section(
    '帳簿の検査',
    'Checks of the books',
    tableLines([{ heading: '検査 Check' }, right('違反 Violations'), { heading: '結果' }], rows),
  );
}

/** What the clock ran on each day on its way. */
export function clockSection({ advances }: Course): Section {
  const countsByDay = new Map<string, Map<string, number>>();
  for (const { day, ran } of advances.flatMap((advance) => advance.days)) {
    const counts = countsByDay.get(day) ?? new Map<string, number>();
    for (const { task, count } of ran) counts.set(task, (counts.get(task) ?? 0) + count);
    countsByDay.set(day, counts);
  }
  const rows = [...countsByDay]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([day, counts]): Row[] => {
      const ran = [...counts].filter(([, count]) => count > 0);
      if (ran.length === 0) return [];
      return [[dayText(localDate(day)), sumOf(ran, ([, count]) => count), ran.map(([task, count]) => `${task} ${count}`).join(', ')]];
    });
  const columns = [{ heading: '日 Day' }, right('件数 Count'), { heading: '行った処理 What ran', wraps: true }] as const;
  return section('業務時計が行った処理', 'What the clock ran, day by day', tableLines(columns, rows));
}

/** Each thing that came out otherwise, or that nothing did. */
export function verdictSection(
  dataSet: Pick<DataSet, 'expected'>,
  found: { readonly differences: readonly Difference[]; readonly problems: readonly Bilingual[] },
): Section {
  const told: readonly Bilingual[] = [...found.differences, ...found.problems];
  const lines = told.flatMap(({ ja, en }) => [...indented('- ', ja), ...indented('  ', en)]);
  return section(
    '期待した結果との照合',
    'Compared with what was expected',
    [`  ${summaryOf(told.length, dataSet.expected?.length)}`],
    lines,
  );
}

function summaryOf(differenceCount: number, expectedCount: number | undefined): string {
  if (differenceCount > 0) return `相違 ${differenceCount} 件 / Differences: ${differenceCount}`;
  if (expectedCount === undefined) return '相違なし (expected.json がありません) / No differences (there is no expected.json)';
  return `相違なし (expected.json ${expectedCount} 件) / No differences (${expectedCount} entries of expected.json)`;
}

function indented(mark: string, text: string): string[] {
  return wrapped(text, pageWidth - 4).map((line, index) => `  ${index === 0 ? mark : '  '}${line}`);
}
