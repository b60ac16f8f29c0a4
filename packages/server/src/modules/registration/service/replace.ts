import type { IdempotencyClaim } from '../../../core/answer.ts';
import { Refused } from '../../../core/result.ts';
import type { Clock } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { applyToOrders, type CancelReason, cancelOrder, lockOrder } from '../../orders/index.ts';
import { standingParcels } from '../../shipments/index.ts';
import type { Outcome, PreparedOrder } from '../model.ts';
import { lockPersons } from '../store/persons.ts';
import { registerOrders } from './batch.ts';
import { legalNow } from './legal.ts';

export type Replacement = {
  readonly merchantId: string;
  readonly orderId: string;
  readonly version?: number | undefined;
  readonly reason?: CancelReason | undefined;
  readonly prepared: PreparedOrder;
};

type Registered = Extract<Outcome, { kind: 'registered' }>;

/**
 * Cancels an order and registers it anew in one step (SF-44 made safe): the old one gives its frame
 * back first, the new one is screened, and unless it is approved nothing has happened.
 */
export async function replaceOrder(unit: Unit, { merchantId, orderId, version, reason, prepared }: Replacement): Promise<Registered> {
  const old = await lockOrder(unit, merchantId, orderId);
  // A cancel may be repeated, but what is cancelled already has nothing left to replace.
  if (old.credit === 'cancelled') throw new Refused({ code: 'illegal_transition', values: { status: old.status }, legalCommands: [] });
  const asked = await cancelOrder(unit, { merchantId, orderId, version, reason, by: 'merchant', parcelsOf: standingParcels });
  if (asked === 'asked')
    throw new Refused({ code: 'illegal_transition', values: { status: old.status }, legalCommands: await legalNow(unit, old) });
  await lockPersons(unit.tx, [prepared]);
  const clock: Clock = { now: () => unit.now };
  const [outcome] = await registerOrders(unit.tx, [withoutClaim(prepared)], { locks: [], persons: 'locked', clock });
  const renewed = approved(outcome);
  await applyToOrders(unit, [
    { merchantId, orderId, set: { replacedBy: renewed.id }, events: [{ type: 'order.replaced', data: { replacedBy: renewed.id } }] },
  ]);
  return renewed;
}

/** Nothing but an approved order may take another's place. */
function approved(outcome: Outcome | undefined): Registered {
  if (outcome?.kind === 'refused') throw new Refused({ ...outcome.refusal, path: pathInReplacement(outcome.refusal.path ?? '') });
  if (outcome?.kind !== 'registered') throw new Error('a replacement that was not decided');
  const { result } = outcome;
  if (result !== 'approved') throw new Refused({ code: 'not_approved', path: 'order', values: { status: result } });
  return outcome;
}

/** The new order stands inside the body of the call. */
export function pathInReplacement(path: string): string {
  return path === '' ? 'order' : `order.${path}`;
}

/** The replacing call keeps its answer itself. */
function withoutClaim({ idempotency: _, ...prepared }: PreparedOrder & { idempotency?: IdempotencyClaim }): PreparedOrder {
  return prepared;
}
