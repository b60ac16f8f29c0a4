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
 * Once we have, less what was refunded beyond that.
 */
export function claimMoneyOf(order: ShopifyOrder, gatewayNames: readonly string[], reader: YenReader): ClaimMoney {
  const total = reader.read('currentTotalPrice', order.currentTotalPriceSet);
  const outstanding = Math.max(0, reader.read('totalOutstanding', order.totalOutstandingSet));
  const { captured, others, ...back } = movedIn(order.transactions, { gatewayNames, reader });
  // What another gateway gave back beyond what it took is store credit: the buyer has it, and still owes us.
  const owed = Math.max(0, total - (captured > 0 ? others : Math.max(0, others)));
  if (order.cancelledAt !== null) return { claim: 0, outstanding, captured, refunded: 0 };
  if (captured === 0) return { claim: Math.min(owed, outstanding), outstanding, captured, refunded: 0 };
  // Once marked as paid nothing is outstanding, but the buyer still owes us all that we kept. A refund for
  // lines that were removed has lowered the total as well: what is owed and what we kept then fall together,
  // and only the gap between the two is a refund that the total does not show.
  const gap = owed - (captured - back.byUs) - outstanding;
  const refunded = Math.min(back.byAnyone, Math.max(0, gap));
  return { claim: owed - refunded, outstanding, captured, refunded };
}

type Moved = {
  /** Yen that came in through us, whatever went back since. */
  readonly captured: number;
  /** Yen that other gateways still hold. */
  readonly others: number;
  /** Yen refunded. */
  readonly byUs: number;
  readonly byAnyone: number;
};

type Reading = { readonly gatewayNames: readonly string[]; readonly reader: YenReader };

function movedIn(transactions: readonly Transaction[], { gatewayNames, reader }: Reading): Moved {
  const moved: { -readonly [Key in keyof Moved]: number } = { captured: 0, others: 0, byUs: 0, byAnyone: 0 };
  for (const transaction of transactions) {
    const yen = movedBy(transaction, reader);
    const isOurs = isOurGateway(transaction.gateway, gatewayNames) || isOurGateway(transaction.formattedGateway, gatewayNames);
    const back = Math.max(0, -yen);
    moved.byAnyone += back;
    if (!isOurs) moved.others += yen;
    else {
      moved.captured += Math.max(0, yen);
      moved.byUs += back;
    }
  }
  return moved;
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
