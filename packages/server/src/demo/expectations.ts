import type { ImportResult } from '@atobarai/sdk';
import { tidy } from './csv-text.ts';
import type { Bilingual, DataSet, Expectation, FileKind } from './model.ts';
import { described } from './results.ts';

/** What became of a file's orders or shipments, in file order, with the file's own row numbers. */
export type CameOut = { readonly orders: readonly ImportResult[]; readonly shipments: readonly ImportResult[] };

/** One thing that came out otherwise than it had to. */
export type Difference = Bilingual & {
  readonly file: FileKind;
  readonly shopOrderId: string;
  /** True when `expected.json` names it; false when a rule for all the others is broken. */
  readonly named: boolean;
};

/** Results not yet spoken for, by shop order id: each is judged once. */
type Open = Map<string, ImportResult[]>;

/**
 * Compares what came out with what had to: each entry of `expected.json` as it says; every other order
 * approved, or over the cap; shipments of orders that were not approved refused, and every other taken.
 */
export function differences(dataSet: Pick<DataSet, 'expected' | 'orders' | 'shipments'>, cameOut: CameOut): Difference[] {
  // Duplicates first: they leave the first of a number to whatever else is said of it.
  const expected = (dataSet.expected ?? []).toSorted((a, b) => Number(isDuplicate(b)) - Number(isDuplicate(a)));
  const lostOnes = [
    ...lost('orders', dataSet.orders, { cameOut: cameOut.orders, expected }),
    ...lost('shipments', dataSet.shipments, { cameOut: cameOut.shipments, expected }),
  ];
  if (dataSet.expected === null) return lostOnes;
  const orders = byShopOrder(cameOut.orders);
  const shipments = byShopOrder(cameOut.shipments);
  const approved = new Set(cameOut.orders.filter(isApproved).map(keyOf));
  const unmetOnes = expected.flatMap((entry) => unmet(entry, entry.file === 'orders' ? orders : shipments));
  return [
    ...unmetOnes,
    ...lostOnes,
    ...remaining(orders).flatMap((result) => (isUsual(result) ? [] : [difference('orders', result, approvedOrCap)])),
    ...remaining(shipments).flatMap((result) => unusualShipment(result, approved.has(keyOf(result)))),
  ];
}

/** The number may come back as it was typed, or put right. */
function keyOf({ shopOrderId }: { readonly shopOrderId: string | null }): string {
  return tidy(shopOrderId ?? '');
}

function byShopOrder(results: readonly ImportResult[]): Open {
  return Map.groupBy(results, keyOf);
}

function remaining(open: Open): ImportResult[] {
  return [...open.values()].flat();
}

/** Takes the result that an entry speaks of off the open ones, and tells how it differs. */
function unmet(entry: Expectation, open: Open): Difference[] {
  const results = open.get(keyOf(entry)) ?? [];
  const meets = meeting(entry);
  const isLater = isDuplicate(entry);
  const candidates = isLater ? results.slice(1) : results;
  const found = candidates.find(meets) ?? candidates[0];
  open.set(
    keyOf(entry),
    results.filter((result) => result !== found),
  );
  if (found === undefined) return [missing(entry, isLater)];
  return meets(found) ? [] : [{ ...difference(entry.file, found, wanted(entry)), named: true }];
}

/** A duplicate is the second time that a number comes, never the first. */
function isDuplicate(entry: Expectation): boolean {
  return 'code' in entry && entry.code === 'duplicate_order';
}

function meeting(entry: Expectation): (result: ImportResult) => boolean {
  if ('code' in entry) return (result) => !result.ok && result.code === entry.code;
  if ('decision' in entry) {
    return (result) => result.ok && result.status === entry.decision && (entry.reason === undefined || hasReason(result, entry.reason));
  }
  return entry.file === 'orders' ? isUsual : (result) => result.ok;
}

function wanted(entry: Expectation): Bilingual {
  if ('code' in entry) return { ja: `${entry.code} で拒否される`, en: `refusal with ${entry.code}` };
  if ('decision' in entry) {
    const reason = entry.reason === undefined ? '' : ` (${entry.reason})`;
    return { ja: `判断が ${entry.decision}${reason} になる`, en: `the decision ${entry.decision}${reason}` };
  }
  return { ja: '受け付けられる', en: 'acceptance' };
}

const approvedOrCap: Bilingual = {
  ja: '承認されるか、限度額の超過 (limit_exceeded) で否決される',
  en: 'approval, or rejection with limit_exceeded',
};

function isApproved(result: ImportResult): boolean {
  return result.ok && result.status === 'approved';
}

function isUsual(result: ImportResult): boolean {
  return isApproved(result) || (result.ok && result.status === 'rejected' && hasReason(result, 'limit_exceeded'));
}

function hasReason(result: ImportResult, code: string): boolean {
  return (result.reasons ?? []).some((reason) => reason.code === code);
}

/** SF-15: what was not approved is not shipped. */
function unusualShipment(result: ImportResult, orderIsApproved: boolean): Difference[] {
  if (orderIsApproved) return result.ok ? [] : [difference('shipments', result, { ja: '受け付けられる', en: 'acceptance' })];
  const refusedRightly = !result.ok && (result.code === 'not_approved' || result.code === 'order_not_found');
  if (refusedRightly) return [];
  return [
    difference('shipments', result, {
      ja: '注文が承認されていないため not_approved か order_not_found で拒否される',
      en: 'refusal with not_approved or order_not_found, because its order is not approved',
    }),
  ];
}

/** An import reports every row and loses none. */
function lost(
  file: FileKind,
  inFile: readonly { readonly shopOrderId: string; readonly row: number }[],
  { cameOut, expected }: { readonly cameOut: readonly ImportResult[]; readonly expected: readonly Expectation[] },
): Difference[] {
  const reported = countByShopOrder(cameOut);
  const named = new Set(expected.filter((entry) => entry.file === file).map(keyOf));
  return [...countByShopOrder(inFile)].flatMap(([shopOrderId, count]): Difference[] => {
    const found = reported.get(shopOrderId) ?? 0;
    // Of what is named and absent altogether, its entry tells already.
    if (shopOrderId === '' || found >= count || (found === 0 && named.has(shopOrderId))) return [];
    const [ja, en] = file === 'orders' ? ['注文', 'Order'] : ['出荷', 'Shipment'];
    return [
      {
        file,
        shopOrderId,
        named: false,
        ja: `${ja} ${shopOrderId}: ファイルに ${count} 件ありますが、結果は ${found} 件です。`,
        en: `${en} ${shopOrderId}: ${count} in the file, but ${found} among the results.`,
      },
    ];
  });
}

function countByShopOrder(items: readonly { readonly shopOrderId: string | null }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

function difference(file: FileKind, result: ImportResult, wish: Bilingual): Difference {
  const shopOrderId = result.shopOrderId ?? '-';
  const is = described(result);
  const [ja, en] = file === 'orders' ? ['注文', 'Order'] : ['出荷', 'Shipment'];
  return {
    file,
    shopOrderId,
    named: false,
    ja: `${ja} ${shopOrderId} (${result.row}行目): ${wish.ja}はずが、${is.ja}。`,
    en: `${en} ${shopOrderId} (row ${result.row}): expected ${wish.en}, but ${is.en}.`,
  };
}

function missing(entry: Expectation, isLater: boolean): Difference {
  const { file, shopOrderId } = entry;
  const wish = wanted(entry);
  const [ja, en] = file === 'orders' ? ['注文', 'Order'] : ['出荷', 'Shipment'];
  const absent = isLater
    ? { ja: '2回目の結果がありません', en: 'there is no second one' }
    : { ja: '結果がありません', en: 'there is no result for it' };
  return {
    file,
    shopOrderId,
    named: true,
    ja: `${ja} ${shopOrderId}: ${wish.ja}はずが、${absent.ja}。`,
    en: `${en} ${shopOrderId}: expected ${wish.en}, but ${absent.en}.`,
  };
}
