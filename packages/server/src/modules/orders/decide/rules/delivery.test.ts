import { describe, expect, it } from 'vitest';
import { orderBody, orderFacts, sampleDestination } from '../../../../../tests/support/order-input.ts';
import { checkOrder } from './check-order.ts';

function refusals(body: object, facts = orderFacts()): string[] {
  const check = checkOrder(body, facts);
  return check.ok ? [] : check.refusals.map(({ code, path }) => `${code} ${path}`);
}

describe('pick-up points (ATODENE terms)', () => {
  it.each([
    '中央郵便局留め1-1',
    '中央郵便局 留1',
    '名古屋営業所留め 1',
    '名古屋営業所止め1',
    '名古屋センター止め1-1',
    '名古屋ｾﾝﾀｰ止め1-1',
    '転送希望1-1',
    'コンビニ受取1-1',
    '店頭受取1-1',
    '店頭 受取り 1',
  ])('refuses a parcel that waits somewhere: %s', (line1) => {
    const shipTo = [{ ...sampleDestination, address: { ...sampleDestination.address, line1 } }];
    expect(refusals({ ...orderBody(), shipTo })).toEqual(['pickup_point_not_allowed shipTo[0].address']);
  });

  it('looks into the second line, too, and at the buyer when everything goes there', () => {
    const { buyer, ...order } = orderBody();
    expect(refusals({ ...order, buyer: { ...buyer, address: { ...buyer.address, line2: '丸の内郵便局留' } } })).toEqual([
      'pickup_point_not_allowed buyer.address',
    ]);
  });

  it('does not mind where the buyer lives when the parcel goes elsewhere', () => {
    const { buyer, ...order } = orderBody();
    const body = { ...order, buyer: { ...buyer, address: { ...buyer.address, line2: '丸の内郵便局留' } }, shipTo: [sampleDestination] };
    expect(refusals(body)).toEqual([]);
  });

  it.each(['薬局前1-2', '郵便局通り3-4', 'センター北1-1', 'コンビニ横町5'])('takes an ordinary address for what it is: %s', (line1) => {
    expect(refusals({ ...orderBody(), shipTo: [{ ...sampleDestination, address: { ...sampleDestination.address, line1 } }] })).toEqual([]);
  });
});

describe('bundled invoices (SF-19, AD-08; the rule of SCORE)', () => {
  const { postalCode, address, phone } = orderBody().buyer;
  const home = { name: '山田 太郎', postalCode, address, phone };
  const bundled = (shipTo?: readonly object[]) => ({ ...orderBody(), invoice: { delivery: 'bundled' }, ...(shipTo ? { shipTo } : {}) });
  const notAllowed = ['bundled_not_allowed invoice.delivery'];

  it('are allowed when the one parcel goes to the buyer', () => {
    expect(refusals(bundled())).toEqual([]);
    expect(refusals(bundled([]))).toEqual([]);
  });

  it('are allowed to a destination that is exactly the buyer, whatever it is called and however the code is typed', () => {
    expect(refusals(bundled([home]))).toEqual([]);
    expect(refusals(bundled([{ ...home, name: '山田 花子', postalCode: '〒１０００００５' }]))).toEqual([]);
  });

  it.each<[string, object]>([
    ['another street', { ...home, address: { ...address, line1: '丸の内1-2-4' } }],
    ['another spelling of the same street', { ...home, address: { ...address, line1: '丸の内1丁目2番3号' } }],
    ['another room', { ...home, address: { ...address, line2: 'メゾン桜807' } }],
    ['no room', { ...home, address: { prefecture: address.prefecture, city: address.city, line1: address.line1 } }],
    ['another postal code', { ...home, postalCode: '460-8513' }],
    ['another city', sampleDestination],
  ])('are refused for %s', (_, destination) => {
    expect(refusals(bundled([destination]))).toEqual(notAllowed);
  });

  it('are refused for two parcels, even to the same door', () => {
    expect(refusals(bundled([home, home]))).toEqual(notAllowed);
  });

  it('are refused without the feature', () => {
    expect(refusals(bundled(), orderFacts({ merchant: { bundledInvoices: false } }))).toEqual(notAllowed);
  });

  it('are not judged by a destination that was refused itself', () => {
    expect(refusals(bundled([{ ...home, phone: '1' }]))).toEqual(['phone_invalid shipTo[0].phone']);
  });
});
