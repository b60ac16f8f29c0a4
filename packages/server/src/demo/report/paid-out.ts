import type { PayoutLineKind, Statement } from '@atobarai/sdk';
import { localDate } from '../../core/time.ts';
import type { Ending } from '../facts.ts';
import { type Row, tableLines } from '../table.ts';
import { dayText, type Section, section, sumOf, totalOf } from './section.ts';

const right = (heading: string) => ({ heading, align: 'right' }) as const;

const statusNames: Readonly<Record<string, string>> = {
  open: '集計中 open',
  closed: '確定 closed',
  approved: '承認済み approved',
  carried: '繰越 carried',
  sent: '振込依頼済み sent',
  completed: '振込済み completed',
  returned: '組戻し returned',
};

const kindNames: Readonly<Record<PayoutLineKind, string>> = {
  advance: '立替 advance',
  recovery: '回収 recovery',
  settlement_fee: '決済手数料 settlement fee',
  invoice_fee: '請求書発行手数料 invoice fee',
  ancillary_fee: '付随請求業務手数料 ancillary fee',
  monthly_fee: '月額固定費 monthly fee',
  proration: '日割調整 proration',
  bundled_fees: '請求書同梱の費用 bundled fees',
  transfer_fee: '振込手数料 transfer fee',
  return_adjustment: '返品代金の調整 return adjustment',
  reallocation_clawback: '付け替えの戻し clawback',
  carry_forward: '前回からの繰越 carried forward',
  consumption_tax: '消費税 consumption tax',
};

/** What a statement says of one kind of line. */
export function totalOfKind({ totals }: Statement, kind: PayoutLineKind): { readonly count: number; readonly amount: number } {
  const found = totals.filter((total) => total.kind === kind);
  return { count: sumOf(found, (total) => total.count), amount: sumOf(found, (total) => total.amount) };
}

/** Everything a statement takes from the shop: fees and their tax. */
export function feesOf(statement: Statement): number {
  return sumOf(
    statement.totals.filter(({ kind }) => kind !== 'advance' && kind !== 'recovery' && kind !== 'carry_forward'),
    (total) => total.amount,
  );
}

export function payoutsSection({ payouts }: Ending): Section {
  return section('加盟店への立替払い', 'Payouts to the shop', payoutTable(payouts), kindTable(payouts));
}

function payoutTable(payouts: readonly Statement[]): string[] {
  const rows = payouts.map((payout): Row => [
    dayText(localDate(payout.closesOn)),
    dayText(localDate(payout.paysOn)),
    statusNames[payout.status] ?? payout.status,
    totalOfKind(payout, 'advance').amount,
    feesOf(payout),
    totalOfKind(payout, 'carry_forward').amount,
    payout.net,
  ]);
  const sent = payouts.filter((payout) => payout.status !== 'carried');
  const total: Row = [
    '合計 total',
    '',
    '',
    sumOf(payouts, (payout) => totalOfKind(payout, 'advance').amount),
    sumOf(payouts, feesOf),
    '',
    sumOf(sent, (payout) => payout.net),
  ];
  const columns = [
    { heading: '締め日 Closes' },
    { heading: '立替日 Pays' },
    { heading: '状態 Status' },
    right('立替 Advances'),
    right('費用 Fees'),
    right('繰越'),
    right('差引 Net'),
  ];
  return tableLines(columns, rows, totalOf(rows, total));
}

function kindTable(payouts: readonly Statement[]): string[] {
  const rows = (Object.keys(kindNames) as PayoutLineKind[]).flatMap((kind): Row[] => {
    // What was carried out of one statement and into the next is no money of its own.
    if (kind === 'carry_forward') return [];
    const parts = payouts.map((payout) => totalOfKind(payout, kind)).filter(({ count }) => count > 0);
    if (parts.length === 0) return [];
    return [[kindNames[kind], sumOf(parts, ({ count }) => count), sumOf(parts, ({ amount }) => amount)]];
  });
  return tableLines([{ heading: '明細の種別 Lines' }, right('件数 Count'), right('金額(円) Yen')], rows);
}
