import type { Axes, Billing, Fulfilment, Status } from '../model.ts';

/** The one word shown for an order (domain.md, Derived display status): the first that fits. */
export function displayStatus(axes: Axes): Status {
  const paid = axes.billing === 'paid';
  const paidOut = axes.settlement === 'paid_out' || axes.settlement === 'adjusted';
  if (axes.credit === 'cancelled') return 'cancelled';
  if (axes.fulfilment === 'returned') return 'returned';
  if (axes.billing === 'written_off') return 'written_off';
  if (paid) return paidOut ? 'completed' : 'paid';
  if (paidOut) return 'advanced';
  return shippedStatus(axes) ?? axes.credit;
}

const issued: ReadonlySet<Billing> = new Set(['issued', 'partially_paid', 'overdue', 'in_collection']);
const shipped: ReadonlySet<Fulfilment> = new Set(['partially_shipped', 'shipped', 'partially_delivered', 'exception']);

function shippedStatus(axes: Axes): Status | undefined {
  if (axes.fulfilment === 'delivered') return 'delivered';
  if (issued.has(axes.billing)) return 'invoiced';
  return shipped.has(axes.fulfilment) ? 'shipped' : undefined;
}
