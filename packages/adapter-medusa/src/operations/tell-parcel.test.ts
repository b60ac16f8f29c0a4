import type { Client, Order } from '@atobarai/sdk';
import { describe, expect, it, vi } from 'vitest';
import { options, orderOf, tea } from '../../fixtures/order';
import { mapShipment } from '../lib/map-shipment';
import type { FulfillmentRecord, OrderRecord } from '../lib/order-record';
import type { ToldParcel } from '../lib/told-parcels';
import { tellParcel, tellRest } from './tell-parcel';

const pot = { ...tea, id: 'ordli_02POT', quantity: 1, unit_price: 3300 };
const oneBox = '4000-1234-5676';

const parcel = (id: string, lineItemId: string, quantity: number): FulfillmentRecord => ({
  id,
  shipped_at: `2026-11-21T0${id.at(-1) ?? '0'}:00:00Z`,
  labels: [{ id: `fulla_${id}`, tracking_number: oneBox }],
  items: [{ line_item_id: lineItemId, quantity }],
  shipping_option: { data: { carrier_code: 'yamato' } },
});

/** A service that takes any slip, and says what it was told. */
function serviceWith(known: readonly ToldParcel[] = []) {
  const register = vi.fn<Client['shipments']['register']>(); // Nobody reads its answer.
  const told = () => register.mock.calls.map(([, request, options]) => ({ request, key: options?.idempotencyKey }));
  const items = [
    { kind: 'goods', quantity: 2 },
    { kind: 'goods', quantity: 1 },
    { kind: 'shipping', quantity: 1 },
  ] as Order['items'];
  const client = { shipments: { register } };
  return { told, client, remote: { id: 'ord_1', items, shipments: known as Order['shipments'] } };
}

async function tell(service: ReturnType<typeof serviceWith>, order: OrderRecord, fulfillment: FulfillmentRecord): Promise<void> {
  const mapped = mapShipment({ order, fulfillment, options });
  if (!mapped.ok || !mapped.toTell) throw new Error(JSON.stringify(mapped));
  await tellParcel(service.client, service.remote, { toTell: mapped.toTell, idempotencyKey: `ship_${fulfillment.id}` });
}

const known = (...items: ToldParcel['items']): ToldParcel => ({ status: 'slip_registered', slipNo: '400012345676', items });

describe('telling the service of a parcel', () => {
  const first = parcel('ful_1', tea.id, 2);
  const second = parcel('ful_2', pot.id, 1);
  const order = orderOf({ items: [tea, pot], fulfillments: [first, second] });

  it('is done for each of two that go in one box under one number', async () => {
    const service = serviceWith([known({ itemIndex: 0, quantity: 2 })]);
    await tell(service, order, second);
    expect(service.told()).toMatchObject([{ request: { slipNo: oneBox }, key: 'ship_ful_2' }]);
  });

  it('is done once: what is there under its number is not told again', async () => {
    const service = serviceWith([known({ itemIndex: 0, quantity: 2 }), known({ itemIndex: 1, quantity: 1 })]);
    await tell(service, order, first);
    await tell(service, order, second);
    expect(service.told()).toEqual([]);
  });

  it('is done again for one that was taken back', async () => {
    const service = serviceWith([{ ...known({ itemIndex: 0, quantity: 2 }), status: 'voided' }]);
    await tell(service, order, first);
    expect(service.told()).toHaveLength(1);
  });

  it('is done for each of two with a piece of the same line', async () => {
    const [one, other] = [parcel('ful_1', tea.id, 1), parcel('ful_2', tea.id, 1)];
    const parted = orderOf({ items: [tea], fulfillments: [one, other] });
    const service = serviceWith([known({ itemIndex: 0, quantity: 1 })]);
    await tell(service, parted, other);
    expect(service.told()).toHaveLength(1);
    const both = serviceWith([known({ itemIndex: 0, quantity: 1 }), known({ itemIndex: 0, quantity: 1 })]);
    await tell(both, parted, one);
    await tell(both, parted, other);
    expect(both.told()).toEqual([]);
  });

  it.each([
    ['no parcel', [], 1],
    ['a part under the same number', [known({ itemIndex: 0, quantity: 2 })], 1],
    ['all of it under the same number', [known({ itemIndex: 0, quantity: 2 }, { itemIndex: 1, quantity: 1 })], 0],
  ])('with one slip for all that is left: where it has %s', async (_, parcels, times) => {
    const service = serviceWith(parcels);
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: oneBox, shippedAt: '2026-11-21T01:00:00Z' };
    await tellRest(service.client, service.remote, { slip, idempotencyKey: 'slip_order_1' });
    expect(service.told().map(({ request }) => request.items)).toEqual(Array.from({ length: times }, () => undefined));
  });
});
