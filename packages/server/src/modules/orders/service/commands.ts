import { yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import { endOfDayAfter, type Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { releaseExposure } from '../../buyers/index.ts';
import { hasHappened } from '../../events/index.ts';
import { settingsOn } from '../../merchants/index.ts';
import type { Reason } from '../../screening/model.ts';
import { struckOff, takeOff } from '../decide/rest.ts';
import { type Actor, type CancelReason, decideReversal, legalForOperators, type RefundParty } from '../decide/reversal.ts';
import { type Credit, type OrderChange, type OrderParcel, type OrderRow, type ParcelsOf, restOf, type StoredDecision } from '../model.ts';
import { applyToOrders, lockOrder } from '../store.ts';

export type Reversal = {
  readonly merchantId: string;
  readonly orderId: string;
  readonly by: Actor;
  readonly version?: number | undefined;
  readonly reason?: CancelReason | undefined;
  readonly refundBy?: RefundParty | undefined;
  readonly parcelsOf: ParcelsOf;
};

/** Cancels an order in whatever state it is; the modules to the right undo what they had done for it. */
export async function cancelOrder(unit: Unit, command: Reversal): Promise<'done' | 'asked'> {
  const order = await lockAtVersion(unit, command);
  if (order.credit === 'cancelled') return 'done';
  const circumstances = { parcels: await command.parcelsOf(unit, order), hasPaid: await hasPaid(unit, order) };
  const decided = decideReversal(order, { ...command, ...circumstances });
  if (decided.verdict === 'refused') throw new Refused(decided.refusal);
  const data = { reason: command.reason ?? null, refundBy: command.refundBy ?? 'provider', by: command.by };
  if (decided.verdict === 'ask_operator') {
    await applyToOrders(unit, [{ ...named(order), events: [{ type: 'order.cancel_requested', data }] }]);
    return 'asked';
  }
  await endCancelled(unit, order, data);
  return 'done';
}

type WhyCancelled = { readonly reason: CancelReason | null; readonly refundBy: RefundParty; readonly by: Actor | 'time_out' };

async function endCancelled(unit: Unit, order: OrderRow, why: WhyCancelled): Promise<void> {
  await releaseHeld(unit, order);
  await applyToOrders(unit, [
    {
      ...named(order),
      axes: { credit: 'cancelled' },
      set: { heldNet: 0, expiresAt: null, dueAt: null, expectedBy: null },
      events: [{ type: 'order.cancelled', data: { ...why, amount: order.billed_amount - order.returned_amount } }],
    },
  ]);
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
    throw new Refused({ code: 'illegal_transition', values: { status: order.status }, legalCommands: legalForOperators(order) });
  await settleCredit(unit, order, { credit: command.result, reasons: command.reasons, by: command.by });
}

/** What is over by itself: a hold nobody mended is rejected, an approval nobody shipped on expires, and so does the part of it that did not leave. */
export async function lapse(unit: Unit, order: OrderRow, parcelsOf: ParcelsOf): Promise<void> {
  if (order.credit === 'on_hold')
    await settleCredit(unit, order, { credit: 'rejected', reasons: order.decision?.reasons ?? [], by: 'time_out' });
  if (order.credit !== 'approved') return;
  if (order.fulfilment !== 'none') return lapseRest(unit, order, await parcelsOf(unit, order));
  await releaseHeld(unit, order);
  await applyToOrders(unit, [
    { ...named(order), axes: { credit: 'expired' }, set: { heldNet: 0, dueAt: null }, events: [{ type: 'order.expired', data: {} }] },
  ]);
}

async function lapseRest(unit: Unit, order: OrderRow, parcels: readonly OrderParcel[]): Promise<void> {
  const rest = restOf(order, parcels);
  const why = { reason: null, by: 'time_out' } as const;
  // All that had left came back before, or cost nothing: there is nothing to owe any more.
  if (rest.amount === order.billed_amount - order.returned_amount) return endCancelled(unit, order, { ...why, refundBy: 'provider' });
  await applyToOrders(unit, [takeOff(order, parcels, { rest: struckOff(order.content, rest, rest.lines), why })]);
}

type CreditVerdict = {
  readonly credit: Extract<Credit, 'approved' | 'rejected' | 'on_hold'>;
  readonly reasons: readonly Reason[];
  readonly by: NonNullable<StoredDecision['decidedBy']>;
};

/** By when an order whose parcels were all taken back must be on its way: the days are counted anew. */
export async function shipDeadline(unit: Unit, merchantId: string): Promise<Instant> {
  const { program } = await settingsOn(unit, merchantId);
  return endOfDayAfter(unit.today, program.shipWithinDays);
}

/** How long what a person decided stands: to ship from the day of the order (domain.md 4.2, expire), to mend from now. */
async function standsUntil(unit: Unit, order: OrderRow, credit: CreditVerdict['credit']): Promise<Instant | null> {
  if (credit === 'rejected') return null;
  const { program } = await settingsOn(unit, order.merchant_id);
  return credit === 'approved' ? endOfDayAfter(order.order_date, program.shipWithinDays) : endOfDayAfter(unit.today, program.holdDays);
}

async function settleCredit(unit: Unit, order: OrderRow, { credit, reasons, by }: CreditVerdict): Promise<void> {
  if (credit === 'rejected') await releaseHeld(unit, order);
  const until = await standsUntil(unit, order, credit);
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
export function hasPaid(unit: Unit, { merchant_id: merchantId, id: resourceId, billing }: OrderRow): Promise<boolean> {
  if (billing !== 'overdue' && billing !== 'in_collection') return Promise.resolve(false);
  return hasHappened(unit, { merchantId, resourceId, types: ['invoice.partially_paid', 'invoice.paid'] });
}

async function releaseHeld(unit: Unit, order: OrderRow): Promise<void> {
  if (order.held_net > 0) await releaseExposure(unit, [{ keys: order.person_keys, net: yen(order.held_net) }]);
}

export function named(order: OrderRow): Pick<OrderChange, 'merchantId' | 'orderId'> {
  return { merchantId: order.merchant_id, orderId: order.id };
}
