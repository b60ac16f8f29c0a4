import type { Order } from '@atobarai/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { session, tea } from '../fixtures/order';
import { mapOrder } from '../src/lib/map-order';
import { lineIdsOf } from '../src/lib/map-items';
import { mapShipment } from '../src/lib/map-shipment';
import type { FulfillmentRecord, ItemRecord, OrderRecord } from '../src/lib/order-record';
import { registerOnce } from '../src/operations/remote-order';
import { tellParcel } from '../src/operations/tell-parcel';
import { orderFor, type Shop } from './support/shop';

const pot: ItemRecord = { ...tea, id: 'ordli_02POT', product_title: '急須', quantity: 1, unit_price: 3_300 };
const cup: ItemRecord = { ...pot, id: 'ordli_03CUP', product_title: '湯のみ', unit_price: 1_650 };

/** The first digits of slips, modulo seven the last. */
const slipOf = (number: number) => `${40_001_234_000 + number}${(40_001_234_000 + number) % 7}`;

const parcelOf = (number: number, item: ItemRecord, slipNo = slipOf(number)): FulfillmentRecord => ({
  id: `ful_${number}`,
  shipped_at: `2026-11-21T0${number}:00:00Z`,
  labels: [{ id: `fulla_${number}`, tracking_number: slipNo }],
  items: [{ line_item_id: item.id, quantity: item.quantity }],
  shipping_option: { data: { carrier_code: 'yamato' } },
});

/** What the true server makes of several parcels of one order. */
export function tellsParcels(shop: Shop): void {
  const { client, options } = shop.atobarai;
  let ordersSoFar = 0;

  async function registered(order: OrderRecord): Promise<string> {
    ordersSoFar += 1;
    const begun = { ...session, id: `payses_01KADPARCEL${ordersSoFar}`, created_at: new Date().toISOString() };
    const make = (shopOrderId: string) => {
      const mapped = mapOrder({ order, session: begun, shopOrderId, options });
      if (!mapped.ok) throw new Error(JSON.stringify(mapped.problems));
      return mapped.request;
    };
    return (await registerOnce(client, { sessionId: begun.id, make, mayBeRepeated: false })).id;
  }

  type Sent = { readonly id: string; readonly order: OrderRecord; readonly registered?: readonly string[] };

  async function tell({ id, ...sent }: Sent, fulfillment: FulfillmentRecord): Promise<Order> {
    const mapped = mapShipment({ ...sent, fulfillment, options });
    if (!mapped.ok || !mapped.toTell) throw new Error(JSON.stringify(mapped));
    await tellParcel(client, await client.orders.get(id), { toTell: mapped.toTell, idempotencyKey: `ship_${id}_${fulfillment.id}` });
    return client.orders.get(id);
  }

  const told = ({ shipments }: Order) => shipments.map(({ slipNo, items }) => [slipNo, items.map(({ itemIndex }) => itemIndex)]);

  beforeEach(() => {
    shop.network = 'up';
  });

  describe('the service bills each parcel under its own slip', () => {
    const [first, second] = [parcelOf(1, tea), parcelOf(2, pot)];

    it('also when the one that left first is told last', async () => {
      const order = orderFor('approve', { items: [tea, pot], fulfillments: [first, second] });
      const sent = { id: await registered(order), order };
      await tell(sent, second);
      const remote = await tell(sent, first);
      expect(told(remote)).toEqual([
        [slipOf(2), [1]],
        [slipOf(1), [0]],
      ]);
      expect(remote.shipments.reduce((sum, { amount }) => sum + amount, 0)).toBe(remote.billedAmount);
    });

    it('and each of two in one box, once', async () => {
      const [one, other] = [first, parcelOf(2, pot, slipOf(1))];
      const order = orderFor('approve', { items: [tea, pot], fulfillments: [one, other] });
      const sent = { id: await registered(order), order };
      for (const each of [one, other, one]) await tell(sent, each);
      expect(told(await tell(sent, other))).toEqual([
        [slipOf(1), [0]],
        [slipOf(1), [1]],
      ]);
    });

    it('by the lines it knows, when an edit has taken one out in between', async () => {
      const order = orderFor('approve', { items: [tea, pot, cup] });
      const id = await registered(order);
      const [one, other] = [parcelOf(1, cup), parcelOf(2, pot)];
      const known = lineIdsOf(order);
      await tell({ id, order: { ...order, fulfillments: [one] }, registered: known }, one);
      const more = { ...cup, id: 'ordli_04MORE' };
      const edited = { ...order, items: [{ ...tea, quantity: 0 }, pot, cup, more], fulfillments: [one, other] };
      // The goods that were taken out go with the last parcel: what they cost was taken off what is still to be billed.
      expect(told(await tell({ id, order: edited, registered: known }, other))).toEqual([
        [slipOf(1), [2]],
        [slipOf(2), [0, 1]],
      ]);
    });
  });
}
