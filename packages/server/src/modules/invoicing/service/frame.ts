import { yen } from '../../../core/money.ts';
import { releaseExposure } from '../../buyers/index.ts';
import type { CreditColumns, OrderRow } from '../../orders/index.ts';
import { netHeld } from '../decide/frame.ts';
import type { Invoice } from '../model.ts';
import { allBilled, invoicesOf, type OpenBooks } from './books.ts';

/** An invoice before and after a payment or a credit note: what it held less is its buyer's again. */
export type Settling = { readonly before: Invoice; readonly after: Invoice };

/** What these orders no longer hold of their buyers' frames. */
export async function releaseFrames(books: OpenBooks, settlings: readonly Settling[]): Promise<Map<string, CreditColumns>> {
  const columns = new Map<string, CreditColumns>();
  const moves = [...Map.groupBy(settlings, ({ after }) => after.orderId)].flatMap(([orderId, mine]) => {
    const order = books.orders.get(orderId);
    const net = order ? released(books, order, mine) : 0;
    if (!order || net === 0) return [];
    columns.set(orderId, { heldNet: order.held_net - net });
    return [{ keys: order.person_keys, net: yen(net) }];
  });
  await releaseExposure(books.unit, moves);
  return columns;
}

/** The last invoice of an order gives back all that is left. */
function released(books: OpenBooks, order: OrderRow, settlings: readonly Settling[]): number {
  const isOver = invoicesOf(books, order.id).every((invoice) => netHeld(invoice) === 0) && allBilled(books, order);
  if (isOver) return order.held_net;
  const net = settlings.reduce((sum, { before, after }) => sum + netHeld(before) - netHeld(after), 0);
  return Math.min(order.held_net, net);
}
