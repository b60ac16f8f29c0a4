import { type Yen, yen } from '../../../core/money.ts';
import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { type Invoice, invoicesOfOrders, overpaidAmount } from '../../invoicing/index.ts';
import { journalsPosted, post } from '../../ledger/index.ts';
import { applyToOrders } from '../../orders/index.ts';
import { refundDueJournal } from '../decide/receipts.ts';
import { insertRefund, refundedOn } from '../store.ts';

/**
 * SF-42: what a buyer had paid for an order that is off, or in part, is owed back. Where the shop was
 * advanced already, payouts has taken the money from it and says so by `advance.adjusted`; here it is
 * money that waited as prepaid.
 */
export async function refundBuyers(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const orders = events.map((event) => ({ merchantId: event.merchantId, orderId: event.resource.id }));
  const overpaid = (await invoicesOfOrders(unit, orders)).filter((invoice) => overpaidAmount(invoice) > 0);
  const advanced = await journalsPosted(
    unit,
    'advance',
    overpaid.map((invoice) => ({ merchantId: invoice.merchantId, sourceId: invoice.shipmentId })),
  );
  for (const invoice of overpaid.filter((each) => !advanced.has(`${each.merchantId}/${each.shipmentId}`))) {
    const before = await refundedOn(unit, invoice);
    const amount = yen(overpaidAmount(invoice) - before.amount);
    if (amount <= 0) continue;
    await post(unit, [refundDueJournal(invoice, { amount, turn: before.count + 1 })]);
    await owe(unit, invoice, amount);
  }
}

/** The same for an order whose advance was taken back: payouts has posted it, and here it becomes a task. */
export async function refundAdjusted(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  for (const event of events) {
    const amount = yen(Number(event.data['refund'] ?? 0));
    if (amount > 0)
      await owe(unit, { merchantId: event.merchantId, orderId: event.resource.id, id: String(event.data['invoiceId']) }, amount);
  }
}

async function owe(unit: Unit, invoice: Pick<Invoice, 'merchantId' | 'orderId' | 'id'>, amount: Yen): Promise<void> {
  const { merchantId, orderId, id: invoiceId } = invoice;
  const refundId = await insertRefund(unit, { merchantId, kind: 'return', amount, orderId, invoiceId });
  await applyToOrders(unit, [{ merchantId, orderId, events: [{ type: 'refund.due', data: { refundId, invoiceId, amount } }] }]);
}
