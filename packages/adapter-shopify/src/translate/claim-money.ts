import type { AdminOrder } from '../reconcile/ports.ts';
import type { ClaimMoney } from '../reconcile/model.ts';
import { isOurGateway } from './gateway.ts';
import { readYen } from './money.ts';

type ShopifyOrder = AdminOrder['order'];
type MoneyBag = { readonly shopMoney: { readonly amount: string } };
type Transaction = ShopifyOrder['transactions'][number];

/** The first amount that is not whole yen, and the field it stands in. */
export type Fraction = { readonly field: string; readonly amount: string };

/** Reads amounts, and keeps the first one that is not whole yen for the refusal. */
export class YenReader {
  fraction: Fraction | undefined;

  read(field: string, bag: MoneyBag | null | undefined): number {
    if (bag === null || bag === undefined) return 0;
    const reading = readYen(bag.shopMoney.amount);
    if (reading.ok) return reading.yen;
    this.fraction ??= { field, amount: reading.amount };
    return 0;
  }
}

/**
 * What deferred payment is to collect: the current total without what other gateways hold (a gift card
 * paid its part already), and never more than Shopify itself still awaits before we have paid anything.
 */
export function claimMoneyOf(order: ShopifyOrder, gatewayNames: readonly string[], reader: YenReader): ClaimMoney {
  const total = reader.read('currentTotalPrice', order.currentTotalPriceSet);
  const outstanding = Math.max(0, reader.read('totalOutstanding', order.totalOutstandingSet));
  const sums = { ours: 0, others: 0, refundedByUs: 0 };
  for (const transaction of order.transactions) {
    const amount = movedBy(transaction, reader);
    if (!isOurGateway(transaction.gateway, gatewayNames) && !isOurGateway(transaction.formattedGateway, gatewayNames))
      sums.others += amount;
    else if (amount < 0) sums.refundedByUs -= amount;
    else sums.ours += amount;
  }
  const owed = Math.max(0, total - Math.max(0, sums.others));
  // Once marked as paid nothing is outstanding, but the buyer still owes us all of it.
  const claim = sums.ours > 0 ? owed : Math.min(owed, outstanding);
  const fallen = Math.max(0, reader.read('totalPrice', order.totalPriceSet) - total);
  return { claim: order.cancelledAt === null ? claim : 0, outstanding, refunded: Math.max(0, sums.refundedByUs - fallen) };
}

/** Yen that came in by a transaction, below zero for a refund; 0 for what only promises money. */
function movedBy({ kind, status, amountSet }: Transaction, reader: YenReader): number {
  if (status !== 'SUCCESS') return 0;
  if (kind === 'SALE' || kind === 'CAPTURE') return reader.read('transactions.amount', amountSet);
  return kind === 'REFUND' ? -reader.read('transactions.amount', amountSet) : 0;
}

/** Our method's sale that waits to be captured. */
export function pendingSaleOf(order: ShopifyOrder, gatewayNames: readonly string[]): { gid: string; amount: number } | null {
  const found = order.transactions.find(
    ({ kind, status, gateway, formattedGateway }) =>
      kind === 'SALE' && status === 'PENDING' && (isOurGateway(gateway, gatewayNames) || isOurGateway(formattedGateway, gatewayNames)),
  );
  const amount = found === undefined ? undefined : readYen(found.amountSet.shopMoney.amount);
  return found !== undefined && amount?.ok ? { gid: found.id, amount: amount.yen } : null;
}
