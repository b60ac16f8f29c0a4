import type { Invoice } from '@atobarai/sdk';
import type { Facts } from '../facts.ts';
import type { Bilingual } from '../model.ts';
import { type Row, tableLines } from '../table.ts';
import { feesOf, totalOfKind } from './paid-out.ts';
import { type Section, section, sumOf } from './section.ts';

/** The whole run on one screen: a line per step, with counts and yen. */
export function overviewSection(facts: Facts, problems: readonly Bilingual[]): Section {
  const rows = [...ordersRows(facts), ...shippedRows(facts), ...payoutRows(facts), ...paymentRows(facts), ...verdictRows(facts, problems)];
  const columns = [
    { heading: '手順' },
    { heading: 'Step' },
    { heading: '件数 Count', align: 'right' },
    { heading: '金額(円) Yen', align: 'right' },
  ] as const;
  return section('まとめ', 'The whole run', tableLines(columns, rows));
}

function ordersRows({ orders }: Facts): Row[] {
  const amountOf = (shopOrderId: string | null): number => orders.summaries.get(shopOrderId ?? '')?.billedAmount ?? 0;
  const decided = (...statuses: string[]): readonly [number, number] => {
    const group = orders.results.filter((result) => result.ok && statuses.includes(result.status ?? ''));
    return [group.length, sumOf(group, (result) => amountOf(result.shopOrderId))];
  };
  const taken = orders.results.filter((result) => result.ok);
  return [
    ['注文の取込み', 'orders imported', orders.results.length, sumOf(taken, (result) => amountOf(result.shopOrderId))],
    ['  拒否', '  refused', orders.results.length - taken.length, ''],
    ['  承認', '  approved', ...decided('approved')],
    ['  保留・審査中', '  on hold, in review', ...decided('on_hold', 'manual_review')],
    ['  否決', '  rejected', ...decided('rejected')],
  ];
}

function shippedRows({ course, ending, orders }: Facts): Row[] {
  const accepted = course.shipments.filter((result) => result.ok);
  const issued = ending.invoices.filter((invoice) => invoice.issuedOn !== null);
  const arrived = course.deliveries.filter((each) => each.outcome === 'delivered');
  const astray = course.deliveries.filter((each) => each.outcome === 'exception');
  const shippedYen = sumOf(accepted, (result) => orders.summaries.get(result.shopOrderId ?? '')?.billedAmount ?? 0);
  return [
    ['出荷の受付', 'shipments accepted', accepted.length, shippedYen],
    ['  拒否', '  refused', course.shipments.length - accepted.length, ''],
    ['請求書の発行', 'invoices issued', issued.length, sumOf(issued, (invoice) => invoice.amount)],
    ['着荷確認', 'delivered', arrived.length, sumOf(arrived, (each) => each.amount)],
    ['  要調査', '  exceptions', astray.length, sumOf(astray, (each) => each.amount)],
  ];
}

function payoutRows({ ending }: Facts): Row[] {
  const { payouts } = ending;
  const completed = payouts.filter((payout) => payout.status === 'completed');
  const carried = payouts.filter((payout) => payout.status === 'carried');
  return [
    [
      '立替',
      'advances',
      sumOf(payouts, (payout) => totalOfKind(payout, 'advance').count),
      sumOf(payouts, (payout) => totalOfKind(payout, 'advance').amount),
    ],
    ['  手数料と消費税', '  fees and tax', '', sumOf(payouts, feesOf)],
    ['加盟店への振込み', 'paid out to the shop', completed.length, sumOf(completed, (payout) => payout.net)],
    ['  繰越', '  carried', carried.length, ''],
  ];
}

function paymentRows({ course, ending }: Facts): Row[] {
  const certain = (channel: 'konbini' | 'bank'): readonly [number, number] => {
    const group = course.payments.filter(
      (payment) => payment.channel === channel && (payment.channel === 'bank' || payment.stage === 'kakuho'),
    );
    return [group.length, sumOf(group, (payment) => payment.amount)];
  };
  const inState = (test: (invoice: Invoice) => boolean): readonly [number, number] => {
    const group = ending.invoices.filter(test);
    return [group.length, sumOf(group, (invoice) => invoice.open)];
  };
  const paid = ending.invoices.filter((invoice) => invoice.status === 'paid');
  return [
    ['コンビニ入金', 'paid at konbini', ...certain('konbini')],
    ['銀行入金', 'paid by bank', ...certain('bank')],
    ['消込: 完済', 'paid in full', paid.length, sumOf(paid, (invoice) => invoice.paid)],
    ['  一部入金(未収額)', '  partly paid (open)', ...inState((invoice) => invoice.status === 'partially_paid')],
    ['  未入金(未収額)', '  unpaid (open)', ...inState((invoice) => invoice.status === 'issued')],
    ['  期限超過(未収額)', '  overdue (open)', ...inState((invoice) => invoice.overdue)],
    ['督促', 'dunning steps', ending.dunning.length, ''],
  ];
}

function verdictRows({ ending, differences }: Facts, problems: readonly Bilingual[]): Row[] {
  const broken = ending.checks.filter((check) => check.violations > 0);
  return [
    ['試算表の差額', 'trial balance', '', ending.trialBalance.difference],
    ...(ending.checks.length > 0 ? [['帳簿の検査に違反', 'checks broken', broken.length, '']] : []),
    ['期待した結果との相違', 'differences', differences.length + problems.length, ''],
  ];
}
