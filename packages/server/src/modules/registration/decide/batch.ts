import type { Answer } from '../../../core/answer.ts';
import { noYen, type Yen, yen } from '../../../core/money.ts';
import { daysBetween, type Instant, type LocalDate } from '../../../core/time.ts';
import { type Decision, screen, type ShopHistory, type Sighting } from '../../screening/index.ts';
import { applyMagic } from './magic.ts';
import { type Merge, onePerson, peopleOf, type PersonFacts, personOf, type Taking, takingOf } from './people.ts';
import type { Outcome, PreparedOrder } from '../model.ts';

export type Decided = { readonly order: PreparedOrder; readonly decision: Decision; readonly openFrameLeft: Yen; readonly now: Instant };

/** What the database knew when the batch began; deciding adds what the batch itself does. */
export type BatchFacts = {
  /** By `merchant/key`. */
  readonly replays: Map<string, { readonly fingerprint: string; readonly answer: Answer }>;
  /** By `merchant/shopOrderId`. */
  readonly existing: Map<string, string>;
  readonly keyRoots: Map<string, string>;
  readonly persons: Map<string, PersonFacts>;
  readonly sightings: SightingIndex;
  /** By merchant; a shop without invoices has none. */
  readonly shops: ReadonlyMap<string, ShopHistory>;
  readonly locked: ReadonlySet<string>;
  /** How a decided order is answered; a twin in the same batch gets the same bytes. */
  readonly answerTo: (decided: Decided) => Answer;
};

export type StoredSighting = {
  readonly orderId: string;
  readonly personKeys: readonly string[];
  readonly phoneHash: string;
  readonly addressHash: string;
  readonly deviceHash?: string;
  readonly itemsHash: string;
  readonly billedAmount: Yen;
  readonly orderDate: LocalDate;
  readonly registeredAt: Instant;
};

export type SightingIndex = Readonly<Record<'byPhone' | 'byAddress' | 'byDevice', Map<string, StoredSighting[]>>>;

/** An order the batch will save, with the exposure it takes. */
export type Saving = {
  readonly order: PreparedOrder;
  readonly decision: Decision;
  readonly heldNet: Yen;
  readonly answer: Answer;
  readonly openFrameLeft: Yen;
};

export type BatchDecision = {
  readonly outcomes: readonly Outcome[];
  readonly savings: readonly Saving[];
  readonly merges: readonly Merge[];
  readonly taking: Taking;
};

type Turn = { readonly root: string; readonly now: Instant };

/** Decides every order of a batch in turn; what one takes of a person's frame the next one misses. */
export function decideBatch(batch: readonly PreparedOrder[], facts: BatchFacts, now: Instant): BatchDecision {
  const savings: Saving[] = [];
  const people = peopleOf(facts);
  const outcomes = batch.map((order): Outcome => {
    const settled = alreadySettled(order, facts);
    if (settled) return settled;
    const root = onePerson(people, order.personKeys);
    const saving = decideOrder(order, facts, { root, now });
    savings.push(saving);
    remember(saving, facts, { root, now });
    return { kind: 'registered', id: order.id, result: saving.decision.result, answer: saving.answer, decision: saving.decision };
  });
  const consumers = savings.flatMap(({ order }) => (order.buyerKind === 'consumer' ? order.personKeys : []));
  return { outcomes, savings, merges: people.merges, taking: takingOf(people, consumers) };
}

function alreadySettled(order: PreparedOrder, facts: BatchFacts): Outcome | undefined {
  const { idempotency, merchantId } = order;
  if (idempotency) {
    if (!facts.locked.has(idempotency.lock)) return { kind: 'refused', refusal: { code: 'idempotency_in_progress' } };
    const earlier = facts.replays.get(`${merchantId}/${idempotency.key}`);
    if (earlier?.fingerprint === idempotency.fingerprint) return { kind: 'replayed', answer: earlier.answer };
    if (earlier) return { kind: 'refused', refusal: { code: 'idempotency_key_reused' } };
  }
  const twin = facts.existing.get(`${merchantId}/${order.shopOrderId}`);
  if (twin === undefined) return undefined;
  return { kind: 'refused', refusal: { code: 'duplicate_order', path: 'shopOrderId', values: { id: twin } }, duplicateOf: twin };
}

function decideOrder(order: PreparedOrder, facts: BatchFacts, { root, now }: Turn): Saving {
  const person = personOf(facts, root);
  const shop = facts.shops.get(order.merchantId) ?? { paidInTime: 0, overdue: 0 };
  const found = screen({ ...order, person, shop, sightings: sightingsOf(order, facts, root) }, order.thresholds);
  const withinCap = order.buyerKind === 'company' || person.openNet + order.netAmount <= order.thresholds.capNet;
  // Magic may say yes to anything but the cap: that wall stands in the sandbox, too.
  const decision = withinCap ? applyMagic(found, order.magic) : found;
  const heldNet = decision.result === 'rejected' || order.buyerKind === 'company' ? noYen : order.netAmount;
  const openFrameLeft = yen(Math.max(0, order.thresholds.capNet - person.openNet - heldNet));
  return { order, decision, heldNet, openFrameLeft, answer: facts.answerTo({ order, decision, openFrameLeft, now }) };
}

function remember({ order, heldNet, answer }: Saving, facts: BatchFacts, { root, now }: Turn): void {
  const person = personOf(facts, root);
  facts.persons.set(root, { ...person, openNet: yen(person.openNet + heldNet) });
  facts.existing.set(`${order.merchantId}/${order.shopOrderId}`, order.id);
  if (order.idempotency) {
    facts.replays.set(`${order.merchantId}/${order.idempotency.key}`, { fingerprint: order.idempotency.fingerprint, answer });
  }
  addSighting(facts.sightings, { ...order, orderId: order.id, registeredAt: now });
}

export function addSighting(index: SightingIndex, seen: StoredSighting): void {
  listIn(index.byPhone, seen.phoneHash).push(seen);
  listIn(index.byAddress, seen.addressHash).push(seen);
  if (seen.deviceHash !== undefined) listIn(index.byDevice, seen.deviceHash).push(seen);
}

function listIn(index: Map<string, StoredSighting[]>, key: string): StoredSighting[] {
  const list = index.get(key) ?? [];
  if (list.length === 0) index.set(key, list);
  return list;
}

function sightingsOf(order: PreparedOrder, facts: BatchFacts, root: string): Sighting[] {
  const seen = new Set([
    ...(facts.sightings.byPhone.get(order.phoneHash) ?? []),
    ...(facts.sightings.byAddress.get(order.addressHash) ?? []),
    ...(order.deviceHash === undefined ? [] : (facts.sightings.byDevice.get(order.deviceHash) ?? [])),
  ]);
  return [...seen].map((other) => ({
    orderId: other.orderId,
    samePerson: other.personKeys.some((key) => order.personKeys.includes(key) || facts.keyRoots.get(key) === root),
    samePhone: other.phoneHash === order.phoneHash,
    sameAddress: other.addressHash === order.addressHash,
    sameDevice: order.deviceHash !== undefined && other.deviceHash === order.deviceHash,
    sameItems: other.itemsHash === order.itemsHash && daysBetween(other.orderDate, order.orderDate) === 0,
    billedAmount: other.billedAmount,
    orderDate: other.orderDate,
    registeredAt: other.registeredAt,
  }));
}

/** What an order holds already, when it is screened a second time. */
export type Standing = { readonly orderId: string; readonly heldNet: Yen; readonly now: Instant };

/** Screens an order again after it was amended, as if it held nothing and had not been seen yet. */
export function screenAgain(
  order: PreparedOrder,
  facts: BatchFacts,
  standing: Standing,
): Pick<Saving, 'decision' | 'heldNet' | 'openFrameLeft'> & Pick<BatchDecision, 'merges'> {
  const people = peopleOf(facts);
  const root = onePerson(people, order.personKeys);
  const person = personOf(facts, root);
  facts.persons.set(root, { ...person, openNet: yen(Math.max(0, person.openNet - standing.heldNet)) });
  for (const list of Object.values(facts.sightings).flatMap((index) => [...index.values()])) {
    const own = list.findIndex((seen) => seen.orderId === standing.orderId);
    if (own >= 0) list.splice(own, 1);
  }
  return { ...decideOrder(order, facts, { root, now: standing.now }), merges: people.merges };
}

/** Until when the shop must ship an approved order, or mend one on hold. */
export function expiresAt(order: PreparedOrder, result: Decision['result']): Instant | null {
  if (result === 'approved') return order.shipBy;
  return result === 'on_hold' ? order.holdUntil : null;
}
