import { newRecord } from '../../store/index.ts';
import type { Action, FulfillmentFacts, FulfillmentOrderFacts, OrderFacts, OrderRecord, Policy, ShopifyFacts } from '../model.ts';
import { safePolicy } from '../policy.ts';
import { plan } from './index.ts';
import { type ServiceOrder, viewOf } from './service-view.fixture.ts';

// One order in a Shopify and a service that are only as true as `plan()` needs: what both really do is
// shown by the tests over the true server and the fake Admin. Here thousands of stories run in seconds.

const createdAt = '2026-11-20T01:00:00.000Z';

export type World = {
  amount: number;
  cancelledAt: string | null;
  /** Marked as paid. */
  captured: number;
  fulfillmentOrders: FulfillmentOrderFacts[];
  fulfillments: FulfillmentFacts[];
  tags: string[];
  stateField: ShopifyFacts['stateField'];
  record: OrderRecord;
  readonly orders: Map<string, ServiceOrder>;
  /** Answers by idempotency key: a repeat changes nothing. */
  readonly answered: Map<string, string>;
  readonly screening: 'auto' | 'person';
  readonly cap: number;
  readonly policy: Policy;
  /** Every action that was ever carried out. */
  readonly done: Action[];
  serial: number;
};

export function newWorld(given: Partial<Pick<World, 'amount' | 'screening' | 'cap'>> & { readonly policy?: Partial<Policy> } = {}): World {
  const { amount = 8_800, screening = 'auto', cap = 50_000, policy = {} } = given;
  return {
    amount,
    screening,
    cap,
    policy: { ...safePolicy, ...policy },
    cancelledAt: null,
    captured: 0,
    fulfillmentOrders: [],
    fulfillments: [],
    tags: [],
    stateField: null,
    record: newRecord('teien.myshopify.com', 'gid://shopify/Order/1'),
    orders: new Map(),
    answered: new Map(),
    done: [],
    serial: 0,
  };
}

export type Change =
  | { readonly what: 'route' | 'ship' | 'reslip' | 'unship' | 'cancel' | 'decide' | 'pay_out' }
  | { readonly what: 'edit'; readonly amount: number };

const isFree = ({ holds, status }: FulfillmentOrderFacts) => holds.length === 0 && status === 'OPEN';

/** Something happens; where it cannot, nothing does. */
export function happen(world: World, change: Change): void {
  const number = ++world.serial;
  const standing = world.fulfillments.findIndex(({ stands }) => stands);
  const open = world.fulfillmentOrders.findIndex(isFree);
  const current = standingOrder(world);
  switch (change.what) {
    case 'route':
      if (world.fulfillmentOrders.length === 0)
        world.fulfillmentOrders.push({ gid: `fo-${number}`, status: 'OPEN', canHold: true, holds: [] });
      return;
    case 'edit':
      if (world.cancelledAt !== null) return;
      world.amount = change.amount;
      return;
    case 'ship':
      if (open < 0 || world.cancelledAt !== null) return;
      world.fulfillmentOrders = world.fulfillmentOrders.map((order, index) =>
        index === open ? { ...order, status: 'CLOSED', canHold: false } : order,
      );
      world.fulfillments.push(parcelOf(number));
      return;
    case 'reslip':
      world.fulfillments = world.fulfillments.map((parcel, index) =>
        index === standing ? { ...parcel, slip: parcelOf(number).slip } : parcel,
      );
      return;
    case 'unship':
      if (standing < 0) return;
      world.fulfillments = world.fulfillments.map((parcel, index) => (index === standing ? { ...parcel, stands: false } : parcel));
      world.fulfillmentOrders.push({ gid: `fo-${number}`, status: 'OPEN', canHold: true, holds: [] });
      return;
    case 'cancel':
      if (standing >= 0) return;
      world.cancelledAt ??= createdAt;
      world.fulfillmentOrders = world.fulfillmentOrders.map((order) => ({ ...order, status: 'CLOSED', canHold: false, holds: [] }));
      return;
    case 'decide':
      if (current?.credit === 'manual_review') current.credit = current.billed <= world.cap ? 'approved' : 'rejected';
      return;
    case 'pay_out':
      if (current?.credit === 'approved' && current.parcels.some(({ status }) => status === 'slip_registered')) current.paidOut = true;
  }
}

export function outstandingIn({ amount, captured }: World): number {
  return Math.max(0, amount - captured);
}

function parcelOf(number: number): FulfillmentFacts {
  const slip = { kind: 'slip', carrier: 'yamato', serviceLevel: 'parcel', slipNo: `slip-${number}`, more: [] } as const;
  return { gid: `ful-${number}`, stands: true, shippedAt: createdAt, deliveredAt: null, slip, lines: null };
}

export function standingOrder({ record, orders }: World): ServiceOrder | undefined {
  return record.atobaraiId === null ? undefined : orders.get(record.atobaraiId);
}

/** What the service collects for the order: 0 for what is over. */
export function collectedBy(world: World): number {
  return [...world.orders.values()]
    .filter(({ credit }) => credit === 'approved')
    .reduce((sum, { billed, returned }) => sum + billed - returned, 0);
}

export function factsOf(world: World): OrderFacts {
  const order = standingOrder(world);
  return {
    now: createdAt,
    takenFrom: createdAt,
    record: world.record,
    shopify: shopifyOf(world),
    atobarai: order ? viewOf(order) : null,
    cancelJobDone: null,
  };
}

function shopifyOf(world: World): ShopifyFacts {
  const { amount, cancelledAt, captured } = world;
  const outstanding = outstandingIn(world);
  const money = { claim: amount, outstanding, captured, refunded: 0 };
  const items = [{ name: '急須', quantity: 1, unitPrice: amount, taxRate: 10 }];
  const address = { prefecture: '東京都', city: '渋谷区', line1: '神宮前1-1' };
  const buyer = { kind: 'consumer', name: '見本 太郎', postalCode: '1500001', address, phone: '09012345678' } as const;
  const order = { orderDate: '2026-11-20', channel: 'ec', billedAmount: amount, items, buyer };
  const isOver = cancelledAt !== null || amount === 0;
  return {
    gid: world.record.gid,
    legacyId: '1',
    name: '#1001',
    createdAt,
    cancelledAt,
    test: false,
    claim: isOver ? { kind: 'nothing_due', money } : { kind: 'ready', money, order, lines: ['line-1'] },
    fulfilled: false,
    fulfillmentOrders: world.fulfillmentOrders,
    fulfillments: world.fulfillments,
    canMarkAsPaid: outstanding > 0,
    pendingSale: null,
    tags: world.tags,
    stateField: world.stateField,
    risk: 'NONE',
  };
}

/** Carries out what is planned, `times` times each, until nothing is. Answers the rounds it took. */
export function settle(
  world: World,
  { times = 1, carryOut }: { readonly times?: number; readonly carryOut: (world: World, action: Action) => void },
): number {
  for (let round = 0; round < 12; round++) {
    const planned = plan(factsOf(world), world.policy);
    world.record = { ...world.record, ...planned.record, state: planned.state, flags: planned.flags };
    if (planned.actions.length === 0) return round;
    for (const action of planned.actions) {
      for (let time = 0; time < times; time++) carryOut(world, action);
      world.done.push(action);
    }
  }
  throw new Error(
    `never settles: ${world.done
      .slice(-6)
      .map((action) => action.do)
      .join(', ')}`,
  );
}
