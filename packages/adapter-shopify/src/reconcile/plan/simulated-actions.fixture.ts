import type { Action, OrderRecord, ServiceAction } from '../model.ts';
import { outstandingIn, standingOrder, type World } from './simulated-world.fixture.ts';

/** Carries out one action as the service and Shopify would; a repeat under one key changes nothing. */
export function carryOut(world: World, action: Action): void {
  if ('key' in action) return atService(world, action);
  const order = 'fulfillmentOrderGid' in action ? world.fulfillmentOrders.findIndex(({ gid }) => gid === action.fulfillmentOrderGid) : -1;
  switch (action.do) {
    case 'hold':
      world.fulfillmentOrders = world.fulfillmentOrders.map((held, index) =>
        index === order && held.holds.every(({ ours }) => !ours)
          ? { ...held, holds: [...held.holds, { gid: `hold-of-${held.gid}`, handle: 'atobarai-screening', ours: true }] }
          : held,
      );
      world.record = { ...world.record, heldGids: [...new Set([...world.record.heldGids, action.fulfillmentOrderGid])] };
      return;
    case 'release':
      world.fulfillmentOrders = world.fulfillmentOrders.map((held, index) =>
        index === order ? { ...held, holds: held.holds.filter(({ gid }) => !action.holdGids.includes(gid)) } : held,
      );
      return;
    case 'mark_paid':
      world.captured += outstandingIn(world);
      return;
    case 'write_tags':
      world.tags = [...new Set([...world.tags.filter((tag) => !action.remove.includes(tag)), ...action.add])];
      return;
    case 'write_state':
      world.stateField = { value: action.value, compareDigest: `digest-${world.serial}` };
      return;
    default:
      throw new Error(`the simulated world cannot ${action.do}`);
  }
}

function keep(world: World, change: Partial<OrderRecord>): void {
  world.record = { ...world.record, ...change };
}

function refuse(world: World, { slot, digest }: ServiceAction): void {
  keep(world, { refusals: { ...world.record.refusals, [slot]: { digest, flag: { code: 'change_refused' } } } });
}

function creditOf({ screening, cap }: World, amount: number): 'approved' | 'rejected' | 'manual_review' {
  if (screening === 'person') return 'manual_review';
  return amount <= cap ? 'approved' : 'rejected';
}

function atService(world: World, action: ServiceAction): void {
  const current = standingOrder(world);
  const before = world.answered.get(action.key);
  switch (action.do) {
    case 'register': {
      const id = before ?? action.order.shopOrderId;
      if (before === undefined) {
        if (world.orders.has(id)) throw new Error(`${id} is registered twice`);
        const credit = creditOf(world, action.order.billedAmount);
        world.orders.set(id, { id, credit, billed: action.order.billedAmount, returned: 0, paidOut: false, version: 1, parcels: [] });
        world.answered.set(action.key, id);
      }
      return keep(world, { atobaraiId: id, registered: action.content, revision: action.revision, renewing: false });
    }
    case 'amend': {
      const asked = action.changes.billedAmount ?? 0;
      if (before !== undefined || current === undefined) return;
      if (asked > world.cap && asked > current.billed) return refuse(world, action);
      Object.assign(current, { billed: asked, version: current.version + 1 });
      world.answered.set(action.key, current.id);
      return keep(world, { registered: action.content });
    }
    case 'take_back':
      if (before !== undefined || current === undefined) return;
      // Somebody was quicker: the plan is out of date.
      if (action.returned.version !== current.version) return;
      current.version += 1;
      current.returned += action.returned.amount ?? 0;
      if (current.returned === current.billed) current.credit = 'cancelled';
      return void world.answered.set(action.key, current.id);
    case 'cancel_transaction':
      if (current !== undefined) current.credit = 'cancelled';
      return;
    default:
      return parcel(world, action);
  }
}

function parcel(
  world: World,
  action: Extract<ServiceAction, { fulfillmentGid: string }> | Extract<ServiceAction, { do: 'replace' }>,
): void {
  const current = standingOrder(world);
  if (action.do === 'replace' || current === undefined) throw new Error('nobody in the simulated world moves house');
  const { fulfillmentGid, key } = action;
  const { [fulfillmentGid]: _, ...others } = world.record.shipments;
  if (action.do === 'void_shipment') {
    if (current.returned > 0) return refuse(world, action);
    current.parcels = current.parcels.map((each) => (each.id === action.shipmentId ? { ...each, status: 'voided' } : each));
    return keep(world, { shipments: others });
  }
  const slipNo = action.do === 'report_shipment' ? action.shipment.slipNo : action.slip.slipNo;
  const id = world.answered.get(key) ?? `parcel-${world.answered.size}`;
  if (!world.answered.has(key)) {
    if (action.do === 'replace_slip')
      current.parcels = current.parcels.map((each) => (each.id === action.shipmentId ? { ...each, status: 'superseded' } : each));
    current.parcels.push({ id, slipNo, status: 'slip_registered' });
    world.answered.set(key, id);
  }
  keep(world, { shipments: { ...others, [fulfillmentGid]: { shipmentId: id, digest: action.digest } } });
}
