import type { AmendOrder, RegisterOrder } from '@atobarai/sdk/contract';
import { noYen, yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import { dayInJapan, endOfDayAfter, epochMs, instantOf } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { releaseExposure, reserveExposure } from '../../buyers/index.ts';
import type { PostalLookup } from '../../buyers/model.ts';
import { calendarOf } from '../../calendar/index.ts';
import { type Merchant, settingsOn } from '../../merchants/index.ts';
import { applyToOrders, type CreditColumns, lockAtVersion, type OrderChange, type OrderRow } from '../../orders/index.ts';
import { checkOrder, type PersonalPart } from '../../orders/index.ts';
import type { Decision } from '../../screening/model.ts';
import { decidedAnswer } from './answer.ts';
import { screenAgain } from '../decide/batch.ts';
import { holdsAfterAmending } from '../decide/magic.ts';
import type { PreparedOrder } from '../model.ts';
import { prepareOrder } from './prepare.ts';
import { loadFacts } from '../store/facts.ts';
import { legalNow } from './legal.ts';
import { mergePersons } from '../store/persons.ts';
import { termsOf } from './terms.ts';
import { pathsOf, withPatch } from './patch.ts';

export type Amendment = {
  readonly merchantId: string;
  readonly orderId: string;
  readonly patch: AmendOrder;
  readonly postal: PostalLookup;
};

/** What came of an amount that was to go up: a refusal leaves the old approval standing. */
export type AmountChange = { readonly result: Decision['result']; readonly reasons: readonly string[] };

/** Mends a held order in place and screens it again, or changes what an approved one comes to (F33, F62). */
export async function amendOrder(unit: Unit, { merchantId, orderId, patch, postal }: Amendment): Promise<AmountChange | undefined> {
  const order = await lockAtVersion(unit, { merchantId, orderId, version: patch.version });
  const merchant = await settingsOn(unit, merchantId);
  await refuseUnlessAmendable(unit, order, { merchant, patch });
  if (order.fulfilment !== 'none' || order.content.takenOff) return extendAlone(unit, order, merchant);
  const prepared = await prepareAmended(unit, order, { merchant, patch, postal });
  const { decision } = await screenNow(unit, order, prepared);
  if (order.credit === 'on_hold') return settleHold(unit, order, { prepared, decision, merchant });
  return settleAmount(unit, order, { prepared, decision, extend: patch.extendExpiry === true, merchant });
}

async function refuseUnlessAmendable(
  unit: Unit,
  order: OrderRow,
  { merchant, patch }: Pick<AmendFacts, 'merchant' | 'patch'>,
): Promise<void> {
  const isOnHold = order.credit === 'on_hold';
  const isSpent = isOnHold && order.amendments >= merchant.program.amendmentLimit;
  const isAmendable = isOnHold ? !isSpent : order.credit === 'approved' && mayChange(order, patch);
  const path = pathsOf(patch).find((each) => (isOnHold ? !isAskedFor(order, each) : each.startsWith('buyer') || each.startsWith('shipTo')));
  if (isAmendable && path === undefined) return;
  const legal = (await legalNow(unit, order)).filter((command) => command !== 'amend' || !isSpent);
  const refusal = { code: 'illegal_transition', values: { status: order.status }, legalCommands: legal } as const;
  throw new Refused(isAmendable && path !== undefined ? { ...refusal, path } : refusal);
}

/** Until something leaves, and in part after that: what is left may get more time. Its lines stand once some were taken off. */
function mayChange({ fulfilment, content, expires_at: expiresAt }: OrderRow, patch: AmendOrder): boolean {
  const isWhole = fulfilment === 'none' && content.takenOff === undefined;
  return isWhole || (expiresAt !== null && pathsOf(patch).join() === 'extendExpiry');
}

function isAskedFor({ decision }: OrderRow, path: string): boolean {
  return (decision?.reasons ?? []).some(({ field }) => field !== undefined && concerns(field, path));
}

/** A postal code and the address it belongs to are mended together. */
function concerns(field: string, path: string): boolean {
  const place = /^(.*)\.(?:postalCode|address)$/.exec(field)?.[1];
  return (
    path === field ||
    path.startsWith(`${field}.`) ||
    (place !== undefined && (path.startsWith(`${place}.postalCode`) || path.startsWith(`${place}.address`))) ||
    field.startsWith(`${path}.`)
  );
}

type AmendFacts = { readonly merchant: Merchant; readonly patch: AmendOrder; readonly postal: PostalLookup };

async function prepareAmended(unit: Unit, order: OrderRow, { merchant, patch, postal }: AmendFacts): Promise<PreparedOrder> {
  const personal = JSON.parse(unit.crypto.open(order.personal)) as PersonalPart;
  const input: RegisterOrder = withPatch(order, personal, patch);
  // The order keeps its own day: what was in time when it was registered does not grow too old.
  const checked = checkOrder(input, { today: dayInJapan(order.registered_at), merchant: termsOf(merchant, unit.mode), postal });
  if (!checked.ok) throw new Refused(...checked.refusals);
  const prepared = prepareOrder(checked.order, {
    mode: unit.mode,
    merchant,
    now: unit.now,
    calendar: await calendarOf(unit),
    ids: unit.ids,
    crypto: unit.crypto,
    warnings: checked.warnings,
    precision: 'minute',
  });
  const { magic, ...unmagic } = prepared;
  return magic === undefined || holdsAfterAmending(magic, pathsOf(patch)) ? prepared : unmagic;
}

async function screenNow(unit: Unit, order: OrderRow, prepared: PreparedOrder): Promise<ReturnType<typeof screenAgain>> {
  const keys = [...new Set([...order.person_keys, ...prepared.personKeys])];
  if (order.buyer_kind === 'consumer') await unit.tx.query('select exposure_lock($1, $2::text[])', [unit.mode, keys]);
  const facts = { ...(await loadFacts(unit.tx, [prepared])), answerTo: decidedAnswer };
  const again = screenAgain(prepared, facts, { orderId: order.id, heldNet: yen(order.held_net), now: unit.now });
  await mergePersons(unit.tx, again.merges);
  return again;
}

type Settled = { readonly prepared: PreparedOrder; readonly decision: Decision; readonly merchant: Merchant };

async function settleHold(unit: Unit, order: OrderRow, { prepared, decision, merchant }: Settled): Promise<undefined> {
  const { result } = decision;
  const heldNet = result === 'rejected' || order.buyer_kind === 'company' ? noYen : prepared.netAmount;
  await releaseExposure(unit, [{ keys: order.person_keys, net: yen(order.held_net) }]);
  await reserveExposure(unit, [{ keys: prepared.personKeys, net: heldNet }]);
  const until =
    result === 'approved' ? prepared.shipBy : result === 'on_hold' ? endOfDayAfter(unit.today, merchant.program.holdDays) : null;
  await applyToOrders(unit, [
    {
      ...named(order),
      axes: { credit: result },
      set: {
        ...amounts(prepared, heldNet),
        approvedAmount: result === 'approved' ? prepared.billedAmount : 0,
        personal: {
          sealed: prepared.personal,
          personKeys: prepared.personKeys,
          phoneHash: prepared.phoneHash,
          addressHash: prepared.addressHash,
        },
        decision,
        decidedAt: unit.now,
        expiresAt: until,
        dueAt: until,
        expectedBy: result === 'manual_review' ? prepared.reviewBy : null,
        amendments: order.amendments + 1,
      },
      events: [
        { type: 'order.amended', data: { from: order.billed_amount, to: prepared.billedAmount, amendments: order.amendments + 1 } },
        {
          type: `order.${result}`,
          data: {
            shopOrderId: order.shop_order_id,
            status: result,
            billedAmount: prepared.billedAmount,
            reasons: decision.reasons.map((reason) => reason.code),
          },
        },
      ],
    },
  ]);
  return undefined;
}

async function settleAmount(
  unit: Unit,
  order: OrderRow,
  { prepared, decision, extend, merchant }: Settled & { extend: boolean },
): Promise<AmountChange | undefined> {
  // The same sum at a lower tax rate takes more of the frame, which counts without tax (AD-17).
  const heldNet = order.buyer_kind === 'company' ? noYen : prepared.netAmount;
  const more = prepared.billedAmount > order.approved_amount || heldNet > order.held_net;
  if (more && decision.result !== 'approved') {
    const reasons = decision.reasons.map((reason) => reason.code);
    await applyToOrders(unit, [
      {
        ...named(order),
        events: [{ type: 'order.amount_change_refused', data: { asked: prepared.billedAmount, approved: order.approved_amount, reasons } }],
      },
    ]);
    return { result: decision.result, reasons };
  }
  // One move: between giving back and taking, a frame over the cap would be refused although it gets less.
  await reserveExposure(unit, [{ keys: order.person_keys, net: yen(heldNet - order.held_net) }]);
  const { mark, deadline } = await timeToShip(unit, order, { extend, merchant });
  await applyToOrders(unit, [
    {
      ...named(order),
      set: {
        ...amounts(prepared, heldNet),
        ...deadline,
        content: { ...prepared.content, ...mark },
        approvedAmount: prepared.billedAmount,
      },
      events: [
        {
          type: prepared.billedAmount === order.billed_amount ? 'order.amended' : 'order.amount_changed',
          data: { from: order.billed_amount, to: prepared.billedAmount },
        },
      ],
    },
  ]);
  return more ? { result: 'approved', reasons: [] } : undefined;
}

/** More time for what is left of an order that is on its way: nothing else of it changes, and nobody is screened. */
async function extendAlone(unit: Unit, order: OrderRow, merchant: Merchant): Promise<undefined> {
  const { mark, deadline } = await timeToShip(unit, order, { extend: true, merchant });
  const { billed_amount: billed } = order;
  await applyToOrders(unit, [
    {
      ...named(order),
      set: { ...deadline, content: { ...order.content, ...mark } },
      events: [{ type: 'order.amended', data: { from: billed, to: billed } }],
    },
  ]);
}

const dayMs = 86_400_000;

type TimeToShip = { readonly mark: Pick<OrderRow['content'], 'extended'>; readonly deadline: Pick<CreditColumns, 'expiresAt' | 'dueAt'> };

/** The days to ship in a second time, which a shop may ask for once (domain.md 4.2, expire). */
async function timeToShip(
  unit: Unit,
  order: OrderRow,
  { extend, merchant }: { readonly extend: boolean; readonly merchant: Merchant },
): Promise<TimeToShip> {
  const { expires_at: expiresAt, content, status } = order;
  if (!extend || expiresAt === null) return { mark: content.extended ? { extended: true } : {}, deadline: {} };
  if (content.extended) {
    const legal = await legalNow(unit, order);
    throw new Refused({ code: 'illegal_transition', path: 'extendExpiry', values: { status }, legalCommands: legal });
  }
  const until = instantOf(epochMs(expiresAt) + merchant.program.shipWithinDays * dayMs);
  return { mark: { extended: true }, deadline: { expiresAt: until, dueAt: until } };
}

function amounts(prepared: PreparedOrder, heldNet: number): NonNullable<OrderChange['set']> {
  return { billedAmount: prepared.billedAmount, heldNet, content: prepared.content };
}

function named(order: OrderRow): Pick<OrderChange, 'merchantId' | 'orderId'> {
  return { merchantId: order.merchant_id, orderId: order.id };
}
