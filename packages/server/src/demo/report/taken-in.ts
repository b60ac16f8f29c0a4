import type { ImportResult } from '@atobarai/sdk';
import { localDate } from '../../core/time.ts';
import type { Course, OrdersTaken, ShipmentResult } from '../facts.ts';
import { reasonCodes } from '../results.ts';
import { type Row, tableLines } from '../table.ts';
import { dayText, type Section, section, sortedGroups, sumOf, totalOf } from './section.ts';

const yenColumn = { heading: '金額(円) Yen', align: 'right' } as const;
const countColumn = { heading: '件数 Count', align: 'right' } as const;

const decisionNames: Readonly<Record<string, string>> = {
  approved: '承認 approved',
  on_hold: '保留 on hold',
  manual_review: '審査中 manual review',
  rejected: '否決 rejected',
};

export function ordersSection(orders: OrdersTaken): Section {
  const decided = orders.results.filter((result) => result.ok);
  const notApproved = decided.filter((result) => result.status !== 'approved');
  const refused = orders.results.filter((result) => !result.ok);
  return section(
    '注文の取込みと与信',
    'Orders imported and screened',
    outcomeTable(orders, { decided, refused }),
    refusedTable('拒否した行 / Rows refused', refused),
    notApprovedTable(notApproved),
  );
}

function outcomeTable(
  orders: OrdersTaken,
  { decided, refused }: { decided: readonly ImportResult[]; refused: readonly ImportResult[] },
): string[] {
  const amountOf = (result: ImportResult): number => orders.summaries.get(result.shopOrderId ?? '')?.billedAmount ?? 0;
  const rows: Row[] = [
    ...Object.keys(decisionNames).flatMap((status) => {
      const ofStatus = sortedGroups(
        decided.filter((result) => result.status === status),
        reasonCodes,
      );
      return ofStatus.map(([codes, group]): Row => [outcomeName(status, codes), group.length, sumOf(group, amountOf)]);
    }),
    ...(refused.length > 0 ? [['拒否 refused', refused.length, '-']] : []),
  ];
  const total: Row = ['合計 total', orders.results.length, sumOf(decided, amountOf)];
  return tableLines([{ heading: '結果 Outcome' }, countColumn, yenColumn], rows, { total });
}

function outcomeName(status: string, codes: string): string {
  const name = decisionNames[status] ?? status;
  return codes === '' ? name : `${name}: ${codes}`;
}

/** Every row that was refused, with the reason. */
export function refusedTable(caption: string, refused: readonly ImportResult[]): string[] {
  if (refused.length === 0) return [];
  const columns = [
    { heading: '行 Row', align: 'right' },
    { heading: '注文 Order' },
    { heading: 'コード Code' },
    { heading: '項目 Field' },
    { heading: '理由 Reason', wraps: true },
  ] as const;
  const rows = refused
    .toSorted((a, b) => a.row - b.row)
    .map((result): Row => [String(result.row), result.shopOrderId ?? '-', result.code ?? '-', result.field ?? '', result.messageJa ?? '']);
  return [`  ${caption}`, ...tableLines(columns, rows)];
}

function notApprovedTable(results: readonly ImportResult[]): string[] {
  if (results.length === 0) return [];
  const columns = [
    { heading: '行 Row', align: 'right' },
    { heading: '注文 Order' },
    { heading: '判断 Decision' },
    { heading: '理由 Reason' },
    { heading: '説明 Explanation', wraps: true },
  ] as const;
  const rows = results.map((result): Row => [
    String(result.row),
    result.shopOrderId ?? '-',
    decisionNames[result.status ?? ''] ?? result.status ?? '-',
    reasonCodes(result),
    (result.reasons ?? []).map((reason) => reason.messageJa).join(' '),
  ]);
  return ['  承認しなかった注文 / Orders not approved', ...tableLines(columns, rows)];
}

export function shipmentsSection({ shipments }: Course, orders: OrdersTaken): Section {
  const refused = shipments.filter((result) => !result.ok);
  return section(
    '出荷の取込み',
    'Shipments imported',
    shipmentsByDay(shipments, orders),
    refusedByCode(refused),
    refusedTable('拒否した行 / Rows refused', refused),
  );
}

function shipmentsByDay(shipments: readonly ShipmentResult[], orders: OrdersTaken): string[] {
  const summary = (group: readonly ShipmentResult[]): Row => {
    const accepted = group.filter((result) => result.ok);
    const yen = sumOf(accepted, (result) => orders.summaries.get(result.shopOrderId ?? '')?.billedAmount ?? 0);
    return [group.length, accepted.length, group.length - accepted.length, yen];
  };
  const days = sortedGroups(shipments, (result) => result.importedOn);
  const rows = days.map(([day, group]): Row => [dayText(localDate(day)), ...summary(group)]);
  const columns = [
    { heading: '取込み日 Day' },
    { heading: '行 Rows', align: 'right' },
    { heading: '受付 Accepted', align: 'right' },
    { heading: '拒否 Refused', align: 'right' },
    yenColumn,
  ] as const;
  return tableLines(columns, rows, totalOf(rows, ['合計 total', ...summary(shipments)]));
}

function refusedByCode(refused: readonly ImportResult[]): string[] {
  if (refused.length === 0) return [];
  const rows = sortedGroups(refused, (result) => result.code ?? '-').map(([code, group]): Row => [code, group.length]);
  return tableLines([{ heading: '拒否の理由 Refused for' }, countColumn], rows, totalOf(rows, ['合計 total', refused.length]));
}
