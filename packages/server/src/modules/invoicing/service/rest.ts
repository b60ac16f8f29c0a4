import { sumYen, type Yen, yen } from '../../../core/money.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { releaseExposure } from '../../buyers/index.ts';
import { applyToOrders, type OrderChange, type OrderRow, restOf } from '../../orders/index.ts';
import { standingParcels } from '../../shipments/index.ts';
import { billingOf, tookItsPart } from '../decide/billing.ts';
import { netHeld } from '../decide/frame.ts';
import { billedPart } from '../decide/schedule.ts';
import type { Invoice } from '../model.ts';
import { allBilled, invoicesOf, type OpenBooks, openBooks } from './books.ts';
import { orderOf } from './issue.ts';

/** What will never be billed holds no frame any more, and an order of which nothing is left to bill may be paid now. */
export async function freeRest(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    const books = await openBooks(unit, [orderOf(event)]);
    for (const order of books.orders.values()) await applyToOrders(unit, [await freed(books, order)]);
  }
}

async function freed(books: OpenBooks, order: OrderRow): Promise<OrderChange> {
  const invoices = invoicesOf(books, order.id);
  const toBill = netToBill(order, restOf(order, await standingParcels(books.unit, order)), invoices);
  const net = Math.max(0, order.held_net - sumYen(invoices.map(netHeld)) - toBill);
  await releaseExposure(books.unit, [{ keys: order.person_keys, net: yen(net) }]);
  return {
    merchantId: order.merchant_id,
    orderId: order.id,
    axes: { billing: billingOf(invoices, allBilled(books, order)) },
    set: { heldNet: order.held_net - net },
    events: [],
  };
}

/** What is still to be billed, ex-tax, as one parcel would bill it. */
function netToBill({ content }: OrderRow, { lines: items, amount }: ReturnType<typeof restOf>, invoices: readonly Invoice[]): Yen {
  return billedPart(content, { items, amount }, invoices.filter(tookItsPart)).netAmount;
}
