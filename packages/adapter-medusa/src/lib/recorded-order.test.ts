import { RegisterOrder, RegisterShipment } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { options } from '../../fixtures/order';
import recorded from '../../fixtures/recorded-order.json';
import { findPayment } from './find-payment';
import { mapOrder } from './map-order';
import { mapShipment, requestOf } from './map-shipment';
import type { FulfillmentRecord, OrderRecord } from './order-record';

// As Medusa 2.21.2 gave it: a promotion of 33 %, two tax rates, a company that has the goods sent elsewhere.
const order: OrderRecord = recorded.order;
const fulfillment: FulfillmentRecord = recorded.fulfillment;

describe('an order recorded from Medusa', () => {
  const found = findPayment(order);

  it('has our payment', () => {
    expect(found?.session.provider_id).toBe('pp_atobarai_jp');
    expect(found?.payment?.captured_at).not.toBeNull();
  });

  it('becomes what the service registered: 6,046.8 yen are 6,046, evened out by a yen', () => {
    const mapped = found && mapOrder({ order, session: found.session, shopOrderId: found.session.id, options });
    if (!mapped?.ok) throw new Error(JSON.stringify(mapped));
    expect(RegisterOrder.safeParse(mapped.request).success).toBe(true);
    expect(mapped.request).toMatchObject({
      billedAmount: 6046,
      taxSummary: [
        { rate: 10, amount: 3875, tax: 352 },
        { rate: 8, amount: 2171, tax: 160 },
      ],
      buyer: { kind: 'company', company: '株式会社みほん', nameKana: 'ミホン カイケイ', address: { prefecture: '大阪府' } },
      shipTo: [{ name: '見本 受取', address: { prefecture: '東京都' } }],
    });
    expect(mapped.request.items.map(({ kind, name, unitPrice }) => `${kind} ${name} ${unitPrice}`)).toEqual([
      'goods 電気ケトル 0.8L / 標準 4800',
      'goods 煎茶 100g / 標準 1080',
      'shipping 佐川急便 飛脚宅配便 660',
      'fee 割引 AKI33(10%対象) -1584',
      'fee 割引 AKI33(8%対象) -1069',
      'tax_adjust 端数調整 -1',
    ]);
  });

  it('ships two of three bags of tea with 佐川急便', () => {
    const carriers = { ...options.carriers, byTypeCode: { sagawa: { carrier: 'sagawa', serviceLevel: 'parcel' } as const } };
    const mapped = mapShipment({ order, fulfillment, options: { ...options, carriers } });
    if (!mapped.ok || !mapped.toTell) throw new Error(JSON.stringify(mapped));
    const request = requestOf(mapped.toTell, []);
    expect(RegisterShipment.safeParse(request).success).toBe(true);
    expect(request).toMatchObject({ carrier: 'sagawa', slipNo: '5125-4751-4334', items: [{ itemIndex: 1, quantity: 2 }] });
  });
});
