import type { Invoice } from '@atobarai/sdk';
import { localDate } from '../../core/time.ts';
import { type Behaviour, behaviourOf, behaviours, type Payment } from '../buyers.ts';
import type { Course, Delivery, Ending } from '../facts.ts';
import { type Row, tableLines } from '../table.ts';
import { dayText, type Section, section, sortedGroups, sumOf, totalOf } from './section.ts';

const right = (heading: string) => ({ heading, align: 'right' }) as const;

export function invoicesSection({ invoices }: Ending): Section {
  const issued = invoices.filter((invoice) => invoice.issuedOn !== null);
  const summary = (group: readonly Invoice[]): Row => [
    group.filter((invoice) => invoice.delivery === 'separate').length,
    group.filter((invoice) => invoice.delivery === 'bundled').length,
    group.filter((invoice) => invoice.delivery === 'email').length,
    group.length,
    sumOf(group, (invoice) => invoice.amount),
  ];
  const rows = sortedGroups(issued, (invoice) => invoice.issuedOn ?? '').map(([day, group]): Row => {
    const dueDays = [...new Set(group.map((invoice) => invoice.dueOn ?? ''))].toSorted();
    return [dayText(localDate(day)), dueDays.join(' '), ...summary(group)];
  });
  const columns = [
    { heading: '発行日 Issued' },
    { heading: '支払期限 Due' },
    right('郵送 Posted'),
    right('同梱 Bundled'),
    right('メール E-mail'),
    right('件数 Count'),
    right('金額(円) Yen'),
  ];
  return section('請求書の発行', 'Invoices issued', tableLines(columns, rows, totalOf(rows, ['合計 total', '', ...summary(issued)])));
}

export function deliveriesSection({ deliveries }: Course): Section {
  const summary = (group: readonly Delivery[]): Row => {
    const [arrived, astray] = [group.filter((each) => each.outcome === 'delivered'), group.filter((each) => each.outcome === 'exception')];
    return [arrived.length, sumOf(arrived, (each) => each.amount), astray.length, sumOf(astray, (each) => each.amount)];
  };
  const rows = sortedGroups(deliveries, (each) => each.on).map(([day, group]): Row => [dayText(localDate(day)), ...summary(group)]);
  const columns = [{ heading: '日 Day' }, right('着荷 Delivered'), right('金額(円) Yen'), right('要調査 Exception'), right('金額(円) Yen')];
  return section('着荷確認', 'Deliveries confirmed', tableLines(columns, rows, totalOf(rows, ['合計 total', ...summary(deliveries)])));
}

export function paymentsSection({ payments }: Course, { invoices, receipts }: Ending): Section {
  return section('購入者の支払い', 'What the buyers paid', byBehaviour(invoices), byChannel(payments), byReceiptStatus(receipts));
}

function byBehaviour(invoices: readonly Invoice[]): string[] {
  const issued = invoices.filter((invoice) => invoice.number !== null);
  const summary = (group: readonly Invoice[]): Row => [
    group.length,
    sumOf(group, (invoice) => invoice.amount),
    sumOf(group, (invoice) => invoice.paid),
    sumOf(group, (invoice) => invoice.open),
  ];
  const groups = Map.groupBy(issued, (invoice) => behaviourOf(invoice.number ?? 0));
  const rows = (Object.keys(behaviours) as Behaviour[]).map((behaviour): Row => {
    const { ja, en } = behaviours[behaviour];
    return [ja, en, ...summary(groups.get(behaviour) ?? [])];
  });
  const columns = [
    { heading: '購入者' },
    { heading: 'Buyer' },
    right('請求書'),
    right('請求額(円)'),
    right('入金額(円)'),
    right('未収(円)'),
  ];
  return tableLines(columns, rows, { total: ['合計', 'total', ...summary(issued)] });
}

const channelNames = {
  bank: '銀行振込 bank',
  sokuho: 'コンビニ速報 konbini, provisional',
  kakuho: 'コンビニ確報 konbini, confirmed',
} as const;

function byChannel(payments: readonly Payment[]): string[] {
  const groups = Map.groupBy(payments, (payment) => (payment.channel === 'bank' ? 'bank' : payment.stage));
  const rows = (['sokuho', 'kakuho', 'bank'] as const).map((channel): Row => {
    const group = groups.get(channel) ?? [];
    return [channelNames[channel], group.length, sumOf(group, (payment) => payment.amount)];
  });
  return tableLines([{ heading: '入金の知らせ Notices' }, right('件数 Count'), right('金額(円) Yen')], rows);
}

type Receipt = NonNullable<Ending['receipts']>[number];

const receiptChannels: Readonly<Record<Receipt['channel'], string>> = { konbini: 'コンビニ', bank: '銀行振込', post: '郵便局' };

const receiptStatusNames: Readonly<Record<Receipt['status'], string>> = {
  received: '速報',
  reversed: '速報取消',
  confirmed: '確報',
  allocated: '消込済み',
  partly_allocated: '一部消込',
  unmatched: '請求書が不明',
  overpaid: '過入金',
  refund_due: '返金予定',
  refunded: '返金済み',
};

const receiptName = ({ channel, status }: Receipt): string =>
  `${receiptChannels[channel]} ${receiptStatusNames[status]} ${channel}, ${status.replace('_', ' ')}`;

function byReceiptStatus(receipts: Ending['receipts']): string[] {
  if (receipts === null) return [];
  const rows = sortedGroups(receipts, receiptName).map(([name, group]): Row => {
    return [name, group.length, sumOf(group, (receipt) => receipt.amount), sumOf(group, (receipt) => receipt.allocated)];
  });
  return tableLines([{ heading: '入金の消込 Receipts' }, right('件数 Count'), right('入金(円) Yen'), right('消込(円) Allocated')], rows);
}

const invoiceStatusNames: Readonly<Record<string, string>> = {
  paid: '完済 paid in full',
  partially_paid: '一部入金 partly paid',
  issued: '未入金 unpaid',
  in_collection: '回収中 in collection',
  written_off: '貸倒れ written off',
};

export function reconciliationSection({ invoices }: Ending): Section {
  const summary = (group: readonly Invoice[]): Row => [
    group.length,
    sumOf(group, (invoice) => invoice.amount),
    sumOf(group, (invoice) => invoice.paid),
    sumOf(group, (invoice) => invoice.open),
    group.filter((invoice) => invoice.overdue).length,
  ];
  const order = Object.keys(invoiceStatusNames);
  const groups = [...Map.groupBy(invoices, (invoice) => invoice.status)].toSorted(([a], [b]) => place(order, a) - place(order, b));
  const rows = groups.map(([status, group]): Row => [invoiceStatusNames[status] ?? status, ...summary(group)]);
  const columns = [
    { heading: '請求書 Invoices' },
    right('件数 Count'),
    right('請求(円) Billed'),
    right('入金(円) Paid'),
    right('未収(円) Open'),
    right('期限超過 Overdue'),
  ];
  return section('消込の結果', 'Reconciliation', tableLines(columns, rows, totalOf(rows, ['合計 total', ...summary(invoices)])));
}

function place(order: readonly string[], status: string): number {
  const index = order.indexOf(status);
  return index < 0 ? order.length : index;
}

export function dunningSection({ dunning, invoices }: Ending): Section {
  const channelText: Readonly<Record<string, string>> = { letter: '督促状 letter', sms: 'SMS', phone: '電話 phone call' };
  const openOf = new Map(invoices.map((invoice) => [invoice.id, invoice.open]));
  const rows = sortedGroups(dunning, (event) => String(event.data['step'] ?? '').padStart(2, '0')).map(([step, group]): Row => {
    const channel = String(group[0]?.data['channel'] ?? '-');
    const invoiceIds = new Set(group.map((event) => String(event.data['invoiceId'] ?? '')));
    const stillOpen = [...invoiceIds].filter((id) => (openOf.get(id) ?? 0) > 0);
    return [
      step.replace(/^0/, ''),
      channelText[channel] ?? channel,
      group.length,
      stillOpen.length,
      sumOf(stillOpen, (id) => openOf.get(id) ?? 0),
    ];
  });
  const columns = [
    { heading: '段階 Step' },
    { heading: '方法 By' },
    right('件数 Count'),
    right('いま未収 Still open'),
    right('未収額(円) Yen'),
  ];
  return section('督促', 'Dunning', tableLines(columns, rows));
}
