import type { DomainEvent, Unit } from '../../../core/unit.ts';
import { invoicesOfOrders } from '../../invoicing/index.ts';
import { type Journal, journalsPosted, post } from '../../ledger/index.ts';
import { type Reversal, reverseAdvance } from '../decide/advance.ts';
import type { Advance } from '../model.ts';
import { advancesOfOrders, updateAdvances } from '../store/advances.ts';
import { billOf, orderOf, tellOrders } from './eligibility.ts';

/**
 * SF-47: a cancel or a return takes back what was advanced for it, with the next closing. It runs
 * after invoicing has credited the invoices, and looks at what they say now. What was not advanced
 * yet needs nothing here: a smaller invoice is advanced, or none.
 */
export async function reverseAdvances(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const advances = await advancesOfOrders(unit, events.map(orderOf));
  if (advances.length === 0) return;
  const invoices = new Map((await invoicesOfOrders(unit, events.map(orderOf))).map((invoice) => [invoice.id, invoice]));
  const refundBy = new Map(
    events.map((event) => [event.resource.id, event.data['refundBy'] === 'merchant' ? ('merchant' as const) : ('provider' as const)]),
  );
  const after = new Map(advances.map((advance) => [advance.shipmentId, advance]));
  const reversals = advances.flatMap((advance) => {
    const invoice = invoices.get(advance.invoiceId);
    if (!invoice) throw new Error(`advance of ${advance.shipmentId} has no invoice`);
    const others = [...after.values()].filter(
      ({ orderId, shipmentId }) => orderId === advance.orderId && shipmentId !== advance.shipmentId,
    );
    const reversal = reverseAdvance(advance, billOf(invoice), { refundBy: refundBy.get(advance.orderId) ?? 'provider', others });
    if (!reversal) return [];
    after.set(advance.shipmentId, reversal.advance);
    return [reversal];
  });
  if (reversals.length === 0) return;
  await updateAdvances(
    unit,
    reversals.map(({ advance }) => advance),
  );
  await post(unit, [...(await writeOffsUndone(unit, reversals)), ...reversals.map(({ journal }) => journal)]);
  await tellOrders(
    unit,
    [...after.values()],
    // Where the shop pays its buyer back by itself the advance stays, and there is nothing to tell.
    reversals
      .filter(({ forgiven, refund }) => forgiven + refund > 0)
      .map((reversal) => ({ advance: reversal.advance, type: 'advance.adjusted', data: adjustedData(reversal) })),
  );
}

/** Once written off, a debt is no receivable any more: what a return forgives of it is first brought back. */
async function writeOffsUndone(unit: Unit, reversals: readonly Reversal[]): Promise<Journal[]> {
  const named = ({ merchantId, invoiceId }: Advance) => ({ merchantId, sourceId: invoiceId });
  const written = await journalsPosted(
    unit,
    'write_off',
    reversals.map(({ advance }) => named(advance)),
  );
  return reversals
    .filter(({ advance }) => written.has(`${advance.merchantId}/${advance.invoiceId}`))
    .map(({ advance, forgiven }) => ({
      merchantId: advance.merchantId,
      kind: 'reversal',
      sourceId: `write_off/${advance.invoiceId}:${advance.adjustments}`,
      postings: [{ debit: 'BUYER_RECEIVABLE', credit: 'BAD_DEBT', amount: forgiven }],
    }));
}

function adjustedData({ advance, clawback, feeBack, feeTaxBack, refund }: Reversal): Record<string, unknown> {
  const { shipmentId, invoiceId, adjustments: turn } = advance;
  return { shipmentId, invoiceId, amount: clawback, feeBack, feeTaxBack, refund, turn };
}
