import { yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import { addDays, atInJapan, type Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { releaseExposure } from '../../buyers/index.ts';
import { hasHappened } from '../../events/index.ts';
import type { Reason } from '../../screening/model.ts';
import { type Actor, type CancelReason, decideReversal, legalCommands, type RefundParty, returnedAmount } from '../decide/reversal.ts';
import type { Credit, OrderChange, OrderRow, StoredDecision } from '../model.ts';
import { applyToOrders, lockOrder } from '../store.ts';

export type Reversal = {
  readonly merchantId: string;
  readonly orderId: string;
  readonly by: Actor;
  readonly version?: number | undefined;
  readonly reason?: CancelReason | undefined;
  readonly refundBy?: RefundParty | undefined;
};

/** Cancels an order in whatever state it is; the modules to the right undo what they had done for it. */
export async function cancelOrder(unit: Unit, command: Reversal): Promise<'done' | 'asked'> {
  const order = await lockAtVersion(unit, command);
  if (order.credit === 'cancelled') return 'done';
  const decided = decideReversal(order, { ...command, hasPaid: await hasPaid(unit, order) });
  if (decided.verdict === 'refused') throw new Refused({ ...decided.refusal, legalCommands: legalCommands(order) });
  const data = { reason: command.reason ?? null, refundBy: command.refundBy ?? 'provider', by: command.by };
  if (decided.verdict === 'ask_operator') {
    await applyToOrders(unit, [{ ...named(order), events: [{ type: 'order.cancel_requested', data }] }]);
    return 'asked';
  }
  await releaseHeld(unit, order);
  await applyToOrders(unit, [
    {
      ...named(order),
      axes: { credit: 'cancelled' },
      set: { heldNet: 0, expiresAt: null, dueAt: null, expectedBy: null },
      events: [{ type: 'order.cancelled', data: { ...data, amount: order.billed_amount - order.returned_amount } }],
    },
  ]);
  return 'done';
}

export type Return = Reversal & {
  readonly amount?: number | undefined;
  readonly items?: readonly { itemIndex: number; quantity: number }[] | undefined;
  readonly shipmentId?: string | undefined;
};

/** Takes part of an order back (返品): the buyer owes less, the merchant is advanced less (SF-47). */
export async function returnItems(unit: Unit, command: Return): Promise<'done' | 'asked'> {
  const order = await lockAtVersion(unit, command);
  const decided = decideReversal(order, { ...command, hasPaid: await hasPaid(unit, order) });
  if (decided.verdict === 'refused' || order.fulfilment === 'none') {
    throw new Refused({ code: 'illegal_transition', values: { status: order.status }, legalCommands: legalCommands(order) });
  }
  const amount = returnedAmount(order, command);
  if (typeof amount !== 'number') throw new Refused(amount);
  if (amount === order.billed_amount - order.returned_amount) return cancelOrder(unit, { ...command, version: undefined });
  const data = {
    amount,
    reason: command.reason ?? null,
    refundBy: command.refundBy ?? 'provider',
    shipmentId: command.shipmentId ?? null,
    by: command.by,
  };
  if (decided.verdict === 'ask_operator') {
    await applyToOrders(unit, [{ ...named(order), events: [{ type: 'order.return_requested', data }] }]);
    return 'asked';
  }
  // The share of the exposure goes with the share of the amount.
  const net = Math.min(order.held_net, Math.floor((order.content.netAmount * amount) / order.billed_amount));
  await releaseExposure(unit, [{ keys: order.person_keys, net: yen(net) }]);
  await applyToOrders(unit, [
    {
      ...named(order),
      set: { returnedAmount: order.returned_amount + amount, heldNet: order.held_net - net },
      events: [{ type: 'order.returned', data: { ...data, turn: order.sequence + 1 } }],
    },
  ]);
  return 'done';
}

/** An operator's, or the sandbox's, word on an order that screening left to a person. */
export async function decideReview(
  unit: Unit,
  command: {
    merchantId: string;
    orderId: string;
    result: 'approved' | 'rejected' | 'on_hold';
    reasons: readonly Reason[];
    by: NonNullable<StoredDecision['decidedBy']>;
  },
): Promise<void> {
  const order = await lockOrder(unit, command.merchantId, command.orderId);
  if (order.credit !== 'manual_review')
    throw new Refused({ code: 'illegal_transition', values: { status: order.status }, legalCommands: legalCommands(order) });
  await settleCredit(unit, order, { credit: command.result, reasons: command.reasons, by: command.by });
}

/** What is over by itself: a hold nobody mended is rejected, an approval nobody shipped on expires. */
export async function lapse(unit: Unit, order: OrderRow): Promise<void> {
  if (order.credit === 'on_hold')
    await settleCredit(unit, order, { credit: 'rejected', reasons: order.decision?.reasons ?? [], by: 'time_out' });
  if (order.credit !== 'approved') return;
  await releaseHeld(unit, order);
  await applyToOrders(unit, [
    { ...named(order), axes: { credit: 'expired' }, set: { heldNet: 0, dueAt: null }, events: [{ type: 'order.expired', data: {} }] },
  ]);
}

type CreditVerdict = {
  readonly credit: Extract<Credit, 'approved' | 'rejected' | 'on_hold'>;
  readonly reasons: readonly Reason[];
  readonly by: NonNullable<StoredDecision['decidedBy']>;
};

/** By when an order approved now must be on its way (domain.md 4.2, expire). */
export function shipDeadline(unit: Unit): Instant {
  return endOfDayAfter(unit, daysToShip);
}

function endOfDayAfter(unit: Unit, days: number): Instant {
  return atInJapan(addDays(unit.today, days + 1));
}

const daysToShip = 90;
const daysToMend = 14;

async function settleCredit(unit: Unit, order: OrderRow, { credit, reasons, by }: CreditVerdict): Promise<void> {
  if (credit === 'rejected') await releaseHeld(unit, order);
  const until = credit === 'rejected' ? null : endOfDayAfter(unit, credit === 'approved' ? daysToShip : daysToMend);
  const decision: StoredDecision = {
    ...(order.decision ?? { score: 0, scoreParts: [], warnings: [] }),
    result: credit,
    reasons,
    decidedBy: by,
  };
  await applyToOrders(unit, [
    {
      ...named(order),
      axes: { credit },
      set: {
        decision,
        decidedAt: unit.now,
        expectedBy: null,
        expiresAt: until,
        dueAt: until,
        ...(credit === 'approved' ? { approvedAmount: order.billed_amount } : {}),
        ...(credit === 'rejected' ? { heldNet: 0 } : {}),
      },
      events: [
        {
          type: `order.${credit}`,
          data: {
            shopOrderId: order.shop_order_id,
            status: credit,
            billedAmount: order.billed_amount,
            reasons: reasons.map((reason) => reason.code),
            by,
          },
        },
      ],
    },
  ]);
}

export async function lockAtVersion(
  unit: Unit,
  { merchantId, orderId, version }: Pick<Reversal, 'merchantId' | 'orderId' | 'version'>,
): Promise<OrderRow> {
  const order = await lockOrder(unit, merchantId, orderId);
  if (version !== undefined && version !== order.version)
    throw new Refused({ code: 'version_conflict', path: 'version', values: { version: order.version } });
  return order;
}

/** An overdue invoice may be paid in part, and one parcel's while another's is overdue: the history knows. */
function hasPaid(unit: Unit, { merchant_id: merchantId, id: resourceId, billing }: OrderRow): Promise<boolean> {
  if (billing !== 'overdue' && billing !== 'in_collection') return Promise.resolve(false);
  return hasHappened(unit, { merchantId, resourceId, types: ['invoice.partially_paid', 'invoice.paid'] });
}

async function releaseHeld(unit: Unit, order: OrderRow): Promise<void> {
  if (order.held_net > 0) await releaseExposure(unit, [{ keys: order.person_keys, net: yen(order.held_net) }]);
}

function named(order: OrderRow): Pick<OrderChange, 'merchantId' | 'orderId'> {
  return { merchantId: order.merchant_id, orderId: order.id };
}
