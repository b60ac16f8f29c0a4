import type { Order } from '@atobarai/sdk';
import { flagged, nothing, type Part } from './part.ts';
import type { Registered } from './claimed.ts';

const undone: ReadonlySet<string> = new Set(['dropped', 'cancelled']);

/** Yen that the service still has to bill, with parcels that are to come. */
export function unbilled({ billedAmount, returnedAmount, invoices }: Order): number {
  const billed = invoices.filter(({ status }) => !undone.has(status)).reduce((sum, { amount, credited }) => sum + amount - credited, 0);
  return billedAmount - returnedAmount - billed;
}

/**
 * All has left that is to leave, and the service waits for more: goods were taken out at their price, and their share
 * of the shipping fee travels with no parcel.
 */
export function unbilledPart({ shopify, atobarai, record }: Registered): Part {
  const standing = shopify.fulfillments.filter(({ stands }) => stands);
  const isTold = standing.length > 0 && standing.every(({ gid }) => record.shipments[gid] !== undefined);
  const amount = unbilled(atobarai);
  const isOver = shopify.fulfilled && isTold && atobarai.axes.credit === 'approved';
  return isOver && amount > 0 ? flagged({ code: 'rest_not_billed', values: { amount } }) : nothing;
}
