import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adminOrderOf,
  claimed,
  codesOf,
  japaneseOrder,
  ready,
  recorded,
  sale,
  totals,
  usualPolicy,
  withLines,
  yenBag,
} from '../../tests/support/recorded-order.ts';
import { claimMoneyOf, YenReader } from './claim-money.ts';
import { claimOf } from './claim.ts';
import { isReservedGatewayName, matchesGateway } from './gateway.ts';
import { dayInJapan } from './local-date.ts';

describe('an order placed with deferred payment becomes a claim', () => {
  it('of exactly what the buyer ordered, with who pays, where it goes, and what was agreed to', () => {
    expect(claimed()).toEqual({
      kind: 'ready',
      money: { claim: 8800, outstanding: 8800, captured: 0, refunded: 0 },
      order: {
        orderDate: '2026-11-20',
        channel: 'ec',
        currency: 'JPY',
        billedAmount: 8800,
        items: [
          { name: '有機緑茶 & 急須セット 標準', quantity: 2, unitPrice: 4000, kind: 'goods', taxRate: 10, taxIncluded: true },
          { name: '送料', quantity: 1, unitPrice: 800, kind: 'shipping', taxRate: 10, taxIncluded: true },
        ],
        buyer: {
          kind: 'consumer',
          name: '髙﨑 太郎',
          postalCode: '1500001',
          address: { prefecture: '東京都', city: '渋谷区', line1: '神宮前5-42-13', line2: 'サンプルビル 301' },
          phone: '09012345678',
          email: 'taro@example.test',
        },
        consent: { termsVersion: '2026-04', acceptedAt: '2026-11-20T10:15:29+09:00', method: 'web' },
        platform: { name: 'shopify', orderId: 'gid://shopify/Order/6012345678901', orderNumber: '#1001' },
      },
      lines: ['gid://shopify/LineItem/15012345678901', null],
    });
  });

  it('bears the day it was in Japan, not in the time zone of the machine', () => {
    expect(dayInJapan('2026-11-20T15:00:00Z')).toBe('2026-11-21');
    expect(dayInJapan('2026-11-20T23:59:59+09:00')).toBe('2026-11-20');
    expect(dayInJapan('2026-12-31T20:00:00-05:00')).toBe('2027-01-01');
  });

  it('names another door, and not the same one twice', () => {
    const other = {
      ...japaneseOrder().shippingAddress!,
      lastName: '見本',
      firstName: '花子',
      provinceCode: 'JP-27',
      city: '大阪市北区',
      zip: '530-0001',
    };
    expect(ready(claimed({ shippingAddress: other })).order.shipTo).toEqual([
      expect.objectContaining({ name: '見本 花子', postalCode: '5300001', country: 'JP', phone: '09012345678' }),
    ]);
    expect(ready(claimed({ billingAddress: null })).order.shipTo).toBeUndefined();
    expect(ready(claimed({ shippingAddress: null })).order.shipTo).toBeUndefined();
  });

  it('is nothing of ours with another payment method, and ours under each configured name', () => {
    expect(claimed({ paymentGatewayNames: ['shopify_payments'] })).toEqual({ kind: 'not_ours' });
    expect(claimed({ paymentGatewayNames: ['manual'] })).toEqual({ kind: 'not_ours' });
    expect(matchesGateway(['gift_card', ' 後払い決済　'], ['後払い決済'])).toBe(true);
    expect(matchesGateway(['ｱﾄﾊﾞﾗｲ'], ['Deferred', 'アトバライ'])).toBe(true);
    expect(matchesGateway(['アトバライ'], [' ｱﾄﾊﾞﾗｲ　'])).toBe(true);
    expect(matchesGateway(['後払い'], ['後払い決済'])).toBe(false);
    expect(matchesGateway([''], ['', ' '])).toBe(false);
    expect(['Cash on Delivery (COD)', 'gift card', 'custom'].every(isReservedGatewayName)).toBe(true);
    expect(isReservedGatewayName('後払い決済')).toBe(false);
  });
});

describe('what is claimed is what is outstanding', () => {
  it('a gift card paid its part already: the rest is claimed, with a line that says so', () => {
    const split = { ...totals(8800, 5800), transactions: [sale('gift_card', 3000, 'SUCCESS'), sale('後払い決済', 5800, 'PENDING')] };
    const { order, money } = ready(claimed({ ...split, paymentGatewayNames: ['gift_card', '後払い決済'] }));
    expect(money).toMatchObject({ claim: 5800, outstanding: 5800 });
    expect(order.items.at(-1)).toMatchObject({ name: 'ギフトカードご利用分', unitPrice: -3000, kind: 'discount' });
    expect(order.billedAmount).toBe(5800);
  });

  it('what another gateway only promised or failed to take is no payment', () => {
    const tried = [
      sale('gift_card', 3000, 'PENDING'),
      { ...sale('gift_card', 3000, 'SUCCESS'), status: 'FAILURE' as const },
      sale('後払い決済', 8800, 'PENDING'),
    ];
    expect(ready(claimed({ transactions: tried })).money).toMatchObject({ claim: 8800, outstanding: 8800 });
  });

  it('money that went back to a gift card is not paid by it any more', () => {
    const back = [sale('gift_card', 3000, 'SUCCESS'), sale('gift_card', 1000, 'SUCCESS', 'REFUND'), sale('後払い決済', 6800, 'PENDING')];
    expect(ready(claimed({ ...totals(8800, 6800), transactions: back })).money).toMatchObject({ claim: 6800 });
  });

  it('is never more than Shopify awaits, whoever took the rest', () => {
    const { order, money } = ready(claimed({ ...totals(8800, 5000), transactions: [sale('後払い決済', 8800, 'PENDING')] }));
    expect(money.claim).toBe(5000);
    expect(order.items.at(-1)).toMatchObject({ name: '他のお支払い方法でのお支払い分', unitPrice: -3800 });
  });

  it('stays the same after the order was marked as paid by us', () => {
    const paid = { ...totals(8800, 0), transactions: [sale('後払い決済', 8800, 'SUCCESS')] };
    expect(ready(claimed(paid)).money).toEqual({ claim: 8800, outstanding: 0, captured: 8800, refunded: 0 });
  });

  it('nothing is due where a gift card paid all of it, everything was removed, or the order was cancelled', () => {
    const giftCard = { ...totals(8800, 0), transactions: [sale('gift_card', 8800, 'SUCCESS')] };
    expect(claimed(giftCard)).toMatchObject({ kind: 'nothing_due' });
    expect(claimed({ ...totals(0), ...withLines({ currentQuantity: 0 }), shippingLines: { nodes: [] } })).toMatchObject({
      kind: 'nothing_due',
    });
    expect(claimOf(adminOrderOf(recorded('jp.orders_cancelled')).order, usualPolicy)).toMatchObject({
      kind: 'nothing_due',
      money: { claim: 0 },
    });
  });

  it('a redacted order whose money is gone is nothing due, not an address to be mended', () => {
    expect(codesOf(claimed({ cancelledAt: '2026-11-20T12:00:00+09:00', billingAddress: null, shippingAddress: null, email: null }))).toBe(
      'nothing_due',
    );
  });

  const paid = sale('後払い決済', 8800, 'SUCCESS');
  const back = (yen: number, gateway = '後払い決済') => sale(gateway, yen, 'SUCCESS', 'REFUND');
  const twoSets = (current: number) => withLines({ currentQuantity: (current - 800) / 4000 });
  /** Marked as paid with 8,800 yen; now the total is `current`. */
  const after = (current: number, ...refunds: readonly ReturnType<typeof sale>[]) => ({
    ...totals(current, 0),
    totalPriceSet: yenBag(8800),
    transactions: [paid, ...refunds],
  });

  it('a refund that no removed line explains is owed no more, with a line that says so', () => {
    const { money, order } = ready(claimed(after(8800, back(1000))));
    expect(money).toEqual({ claim: 7800, outstanding: 0, captured: 8800, refunded: 1000 });
    expect(order.items.at(-1)).toMatchObject({ name: '返金分', unitPrice: -1000, kind: 'discount' });
    expect(claimed(after(8800, back(8800)))).toMatchObject({ kind: 'nothing_due', money: { claim: 0 } });
  });

  it('a refund for lines that were removed is counted once: the total is lower already', () => {
    expect(ready(claimed({ ...after(4800, back(4000)), ...twoSets(4800) })).money).toMatchObject({ claim: 4800, refunded: 0 });
    // The line is removed first, and the money goes back in two steps.
    expect(ready(claimed({ ...after(4800), ...twoSets(4800) })).money).toMatchObject({ claim: 4800, refunded: 0 });
    expect(ready(claimed({ ...after(4800, back(1500)), ...twoSets(4800) })).money).toMatchObject({ claim: 4800, refunded: 0 });
    expect(ready(claimed({ ...after(4800, back(4000), back(300)), ...twoSets(4800) })).money).toMatchObject({ claim: 4500, refunded: 300 });
  });

  it('a refund is counted once, too, should Shopify lower the total for one without lines', () => {
    const lower = { ...after(7800, back(1000)), ...withLines({ originalUnitPriceSet: yenBag(3500) }) };
    expect(ready(claimed(lower)).money).toMatchObject({ claim: 7800, refunded: 0 });
  });

  it('what is outstanding after a refund may be an increase: nothing is taken off for it', () => {
    const again = { ...after(8800, back(1000)), totalOutstandingSet: yenBag(1000) };
    expect(ready(claimed(again)).money).toMatchObject({ claim: 8800, outstanding: 1000, captured: 8800, refunded: 0 });
    const dearer = { ...after(12_800, back(1000)), ...twoSets(12_800), totalOutstandingSet: yenBag(4000) };
    expect(ready(claimed(dearer)).money).toMatchObject({ claim: 11_800, refunded: 1000 });
  });

  it('a refund to another gateway does not make our part dearer once we have paid it', () => {
    const split = {
      ...totals(8800, 0),
      transactions: [sale('gift_card', 3000, 'SUCCESS'), sale('後払い決済', 5800, 'SUCCESS'), back(1000, 'gift_card')],
    };
    expect(ready(claimed({ ...split, paymentGatewayNames: ['gift_card', '後払い決済'] })).money).toMatchObject({
      claim: 5800,
      refunded: 1000,
    });
  });

  it('what went back as store credit is not taken off the bill as well, whether lines were removed or not', () => {
    const credit = (yen: number) => back(yen, 'shopify_store_credit');
    expect(ready(claimed({ ...after(4800, credit(4000)), ...twoSets(4800) })).money).toMatchObject({ claim: 8800, refunded: 0 });
    expect(ready(claimed(after(8800, credit(1000)))).money).toMatchObject({ claim: 8800, refunded: 1000 });
  });

  it('after any refund the claim is the lower of what we kept and what the order is worth', () => {
    const yen = fc.integer({ min: 0, max: 8800 });
    fc.assert(
      fc.property(yen, yen, (removed, refunded) => {
        const order = japaneseOrder({ ...after(8800 - removed, back(refunded)) });
        const { claim } = claimMoneyOf(order, usualPolicy.gatewayNames, new YenReader());
        expect(claim).toBe(Math.min(8800 - removed, 8800 - refunded));
      }),
    );
  });
});

describe('what cannot be claimed is refused by name, and a person sees it', () => {
  it.each([
    ['another currency', { currencyCode: 'USD' }, ['currency_foreign']],
    ['another currency at the checkout', { presentmentCurrencyCode: 'USD' }, ['presentment_foreign']],
    ['a fraction of a yen', { totalOutstandingSet: yenBag('8800.5') }, ['amount_fraction']],
    ['a price with a fraction', withLines({ originalUnitPriceSet: yenBag('4000.25') }), ['amount_fraction']],
    ['a tax rate that Japan does not have', withLines({ taxLines: [{ rate: 0.06, ratePercentage: 6 }] }), ['tax_rate_unknown']],
    ['no address', { billingAddress: null, shippingAddress: null }, ['address_missing']],
    ['no e-mail', { email: ' ' }, ['email_missing']],
    [
      'more lines than the service takes',
      { ...withLines(...Array.from({ length: 101 }, () => ({}))), ...totals(8000 * 101 + 800) },
      ['lines_too_many'],
    ],
  ] as const)('%s', (_, changes, flags) => {
    expect(codesOf(claimed(changes as Parameters<typeof japaneseOrder>[0]))).toEqual(flags);
  });

  it('AD-11: a parcel that goes abroad', () => {
    expect(codesOf(claimed({ shippingAddress: { ...japaneseOrder().shippingAddress!, countryCodeV2: 'US' } }))).toEqual(['overseas']);
  });

  it("the shop's own limit", () => {
    expect(claimOf(japaneseOrder(), { ...usualPolicy, capYen: 8799 })).toMatchObject({
      kind: 'refused',
      money: { claim: 8800 },
      flags: [{ code: 'amount_over_cap', values: { amount: 8800, cap: 8799 } }],
    });
    expect(claimOf(japaneseOrder(), { ...usualPolicy, capYen: 8800 }).kind).toBe('ready');
  });

  it('the official fixture, in dollars, from Kentucky', () => {
    const { order } = adminOrderOf(recorded('official.order.2026-04'));
    expect(claimOf(order, usualPolicy).kind).toBe('not_ours');
    expect(codesOf(claimOf(order, { ...usualPolicy, gatewayNames: [...order.paymentGatewayNames] }))).toEqual(['currency_foreign']);
  });

  it('no flag carries what belongs to a person', () => {
    const claim = claimed({
      email: null,
      billingAddress: null,
      shippingAddress: { ...japaneseOrder().shippingAddress!, zip: 'x', phone: 'y' },
    });
    expect(JSON.stringify(claim)).not.toMatch(/太郎|神宮前|taro|9012345678/);
  });
});
