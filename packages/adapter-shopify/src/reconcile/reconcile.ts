import { type Client, isAtobaraiError, type Order } from '@atobarai/sdk';
import { newRecord, type ShopifyStore } from '../store/index.ts';
import { shopifyFactsOf } from '../translate/index.ts';
import { askService, OutdatedPlan } from './ask-service.ts';
import { askShopify, seenAfter } from './ask-shopify.ts';
import type { Action, OrderFacts, OrderRecord, Plan, Policy, ServiceAction, ShopifyAction, ShopifyFacts } from './model.ts';
import { isSettled, plan } from './plan/index.ts';
import type { Clock, ShopAdmin } from './ports.ts';

/** What the reconciliation of one order works with. */
export type Surroundings = {
  readonly admin: ShopAdmin;
  readonly client: Client;
  readonly store: Pick<ShopifyStore, 'orders'>;
  readonly policy: Policy;
  readonly clock: Clock;
};

export type Looked = {
  readonly record: OrderRecord;
  /** Names of what was done, in order. */
  readonly done: readonly Action['do'][];
  /** Milliseconds since 1970; null for no need. */
  readonly lookAgainAt: number | null;
};

/** An order keeps asking for something that is done already: a bug, or somebody who undoes it each time. */
export class UnsettledOrder extends Error {
  override readonly name = 'UnsettledOrder';
}

// Holding, registering, releasing, marking: four rounds are usual where everything happens at once.
const mostRounds = 5;

export type OrderName = {
  readonly shop: string;
  readonly gid: string;
  /** Orders from before are left alone, milliseconds since 1970. */
  readonly takeFrom: number;
  /** Ask again what was refused. */
  readonly again?: boolean;
};

/**
 * Looks at one order and does what is to be done, until nothing is: facts, plan, actions, and again.
 *
 * @throws {@link AdminError}, AtobaraiError or {@link UnsettledOrder}; what was done until then is recorded
 */
export async function reconcileOrder(given: Surroundings, name: OrderName): Promise<Looked> {
  const stored = await given.store.orders.load(name.shop, name.gid);
  const record = stored ?? newRecord(name.shop, name.gid);
  const look: Look = {
    record: name.again ? { ...record, refusals: {} } : record,
    saved: null,
    isNew: stored === null,
    shopify: undefined,
    atobarai: undefined,
    done: [],
  };
  for (let round = 1; round <= mostRounds; round++) {
    const planned = await planAnew(given, name, look);
    if (planned.actions.length === 0) return resultOf(look, planned);
    await carryOut(given, look, planned.actions);
  }
  const planned = await planAnew(given, name, look);
  if (planned.actions.length === 0) return resultOf(look, planned);
  const left = planned.actions.map((action) => action.do).join(', ');
  throw new UnsettledOrder(`still to be done after ${mostRounds} rounds: ${left}`);
}

/** What is known while one order is looked at; `undefined` stands for what must be read (again). */
type Look = {
  record: OrderRecord;
  /** What was written last, as text. */
  saved: string | null;
  readonly isNew: boolean;
  shopify: ShopifyFacts | null | undefined;
  atobarai: Order | null | undefined;
  readonly done: Action['do'][];
};

async function planAnew(given: Surroundings, name: OrderName, look: Look): Promise<Plan> {
  const facts = await factsOf(given, name, look);
  const planned = plan(facts, given.policy);
  look.record = { ...look.record, ...planned.record, state: planned.state, flags: planned.flags };
  // An order that was never ours leaves no trace.
  const isNothing = look.isNew && look.saved === null && planned.state === 'not_ours' && planned.actions.length === 0;
  if (!isNothing) await save(given, look, isSettled(facts, planned));
  return planned;
}

async function factsOf({ admin, client, clock, policy }: Surroundings, { takeFrom }: OrderName, look: Look): Promise<OrderFacts> {
  if (look.shopify === undefined) look.shopify = await readShopify(admin, look.record.gid, policy);
  if (look.atobarai === undefined) ({ record: look.record, order: look.atobarai } = await readService(client, look.record));
  const { record, atobarai } = look;
  const cancelJobDone = record.cancelJobGid === null ? null : await admin.jobIsDone(record.cancelJobGid);
  // It ended after the order was read: what the order said of its cancellation is old.
  if (cancelJobDone === true && look.shopify?.cancelledAt === null) look.shopify = await readShopify(admin, record.gid, policy);
  const now = new Date(clock.now()).toISOString();
  return { now, takenFrom: new Date(takeFrom).toISOString(), record, shopify: look.shopify, atobarai, cancelJobDone };
}

async function carryOut(given: Surroundings, look: Look, actions: readonly Action[]): Promise<void> {
  try {
    for (const action of actions) {
      await (isForService(action) ? doAtService(given, look, action) : doAtShopify(given, look, action));
      look.done.push(action.do);
    }
  } catch (error) {
    if (!(error instanceof OutdatedPlan)) throw error;
    look.shopify = undefined;
    look.atobarai = undefined;
  } finally {
    await save(given, look, false);
  }
}

async function doAtService({ client }: Surroundings, look: Look, action: ServiceAction): Promise<void> {
  look.atobarai = undefined;
  look.record = { ...look.record, ...(await askService(client, look.record, action)) };
}

async function doAtShopify({ admin }: Surroundings, look: Look, action: ShopifyAction): Promise<void> {
  const before = look.shopify ?? null;
  look.shopify = undefined;
  look.record = { ...look.record, ...(await askShopify(admin, look.record, action)) };
  if (before !== null) look.shopify = seenAfter(before, action) ?? undefined;
}

async function save({ store, clock }: Surroundings, look: Look, settled: boolean): Promise<void> {
  const text = JSON.stringify([look.record, settled]);
  if (text === look.saved) return;
  await store.orders.save(look.record, { settled, now: clock.now() });
  look.saved = text;
}

function resultOf({ record, done }: Look, { lookAgainAt }: Plan): Looked {
  return { record, done, lookAgainAt: lookAgainAt === null ? null : Date.parse(lookAgainAt) };
}

const forService: ReadonlySet<string> = new Set<ServiceAction['do']>([
  'register',
  'replace',
  'amend',
  'take_back',
  'cancel_transaction',
  'report_shipment',
  'replace_slip',
  'void_shipment',
]);

function isForService(action: Action): action is ServiceAction {
  return forService.has(action.do);
}

async function readShopify(admin: ShopAdmin, gid: string, policy: Policy): Promise<ShopifyFacts | null> {
  const found = await admin.order(gid);
  return found === null ? null : shopifyFactsOf(found, policy);
}

// An answer that was lost may have replaced the order more than once.
const mostReplacements = 5;

async function readService(client: Client, record: OrderRecord): Promise<{ record: OrderRecord; order: Order | null }> {
  if (record.atobaraiId === null) return { record, order: null };
  let order = await orderOrNull(client, record.atobaraiId);
  let { revision } = record;
  if (order === null) return { record, order };
  for (let hop = 0; order.replacedBy !== null && hop < mostReplacements; hop++) {
    order = await client.orders.get(order.replacedBy);
    revision += 1;
  }
  return { record: order.id === record.atobaraiId ? record : { ...record, atobaraiId: order.id, revision }, order };
}

async function orderOrNull(client: Client, id: string): Promise<Order | null> {
  try {
    return await client.orders.get(id);
  } catch (error) {
    if (isAtobaraiError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
