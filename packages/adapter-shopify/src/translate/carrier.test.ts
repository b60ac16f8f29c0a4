import { carrierServices } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adminOrderOf, recorded } from '../../tests/support/recorded-order.ts';
import { carrierRows, unconfirmedServices } from './carrier-words.ts';
import { carrierOf } from './carrier.ts';
import { slipOf } from './slip.ts';

const noRules = { carrierOverrides: {}, serviceLevels: {} };
const slug = (company: string | null, rules = noRules) => {
  const read = carrierOf(company, rules);
  return read.kind === 'carrier' ? `${read.carrier} ${read.serviceLevel}` : read.kind;
};

describe('carriers (AD-09, AD-10)', () => {
  it.each([
    ['Yamato (EN)', 'yamato parcel'],
    ['Yamato (JA)', 'yamato parcel'],
    ['Sagawa (EN)', 'sagawa parcel'],
    ['Sagawa (JA)', 'sagawa parcel'],
    ['Japan Post (EN)', 'japan_post yupack'],
    ['Japan Post (JA)', 'japan_post yupack'],
    ['エコ配', 'ecohai parcel'],
    ['西濃運輸', 'seino parcel'],
    ['西濃スーパーエキスプレス', 'seino_express parcel'],
    ['福山通運', 'fukuyama parcel'],
    ['日本通運', 'nittsu parcel'],
    ['名鉄運輸', 'meitetsu parcel'],
  ])("Shopify's own spelling %s is %s", (company, read) => {
    expect(slug(company)).toBe(read);
  });

  it.each([
    ['ヤマト運輸', 'yamato parcel'],
    ['ﾔﾏﾄ運輸', 'yamato parcel'],
    ['ヤマト運輸株式会社', 'yamato parcel'],
    ['クロネコ ヤマト', 'yamato parcel'],
    ['ＹＡＭＡＴＯ', 'yamato parcel'],
    ['yamato-transport', 'yamato parcel'],
    ['ヤマト運輸(宅急便)', 'yamato parcel'],
    ['ヤマト運輸(ネコポス)', 'yamato nekopos'],
    ['ヤマト運輸 宅急便コンパクト', 'yamato compact'],
    ['佐川急便', 'sagawa parcel'],
    ['佐川急便(株)', 'sagawa parcel'],
    ['日本郵便', 'japan_post yupack'],
    ['ゆうパック', 'japan_post yupack'],
    ['ゆうパケット', 'japan_post yupacket'],
    ['日本郵便(ゆうパケット)', 'japan_post yupacket'],
    ['レターパックプラス', 'japan_post letterpack'],
    ['簡易書留', 'japan_post registered'],
    ['信州名鉄運輸', 'shinshu_meitetsu parcel'],
    ['新潟運輸', 'niigata parcel'],
    ['トナミ運輸', 'tonami parcel'],
    ['ﾄﾅﾐ', 'tonami parcel'],
    ['トールエクスプレス', 'toll_express parcel'],
    ['JPロジスティクス', 'toll_express parcel'],
    ['大川配送サービス', 'okawa parcel'],
    ['プラスサービス', 'plus_service parcel'],
    ['セイノーエクスプレス', 'seino_express parcel'],
  ])('free text %s is %s', (company, read) => {
    expect(slug(company)).toBe(read);
  });

  it.each([null, '', ' ', 'USPS', 'FedEx', '自社便', 'その他', 'Other', 'ヤマト・佐川', '新潟営業所', '🚚'])(
    '%s is unknown, and the shop is asked',
    (company) => {
      expect(slug(company)).toBe('unknown');
    },
  );

  it.each(['飛脚メール便', '佐川急便 飛脚メール便', 'クリックポスト', '定形外郵便', 'ゆうメール', 'クロネコDM便'])(
    'AD-10: of %s nobody confirms the arrival',
    (company) => {
      expect(slug(company)).toBe('unconfirmed');
    },
  );

  it("takes the shop's own words first, and its own service level", () => {
    const rules = { carrierOverrides: { いつもの便: 'fukuyama', ヤマト運輸: 'seino', だめ: 'dhl' }, serviceLevels: { yamato: 'compact' } };
    expect(['いつもの 便', 'ヤマト運輸', 'だめ', 'クロネコヤマト', 'ネコポス'].map((word) => slug(word, rules))).toEqual([
      'fukuyama parcel',
      'seino parcel',
      'unknown',
      'yamato compact',
      'yamato nekopos',
    ]);
  });

  it('has words for every carrier of the service and every service level, each word once', () => {
    const known = Object.entries(carrierServices).flatMap(([carrier, services]) => services.map((service) => `${carrier} ${service}`));
    expect([...new Set(carrierRows.map(({ carrier, serviceLevel }) => `${carrier} ${serviceLevel}`))].toSorted()).toEqual(known.toSorted());
    for (const { carrier, serviceLevel, words } of carrierRows)
      for (const word of words) expect(slug(word), word).toBe(`${carrier} ${serviceLevel}`);
    for (const word of unconfirmedServices) expect(slug(word), word).toBe('unconfirmed');
  });

  it('never throws, and never names a carrier that the service does not have', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', 'constructor', 'toString')), (company) => {
        const read = carrierOf(company, noRules);
        if (read.kind === 'carrier') expect(carrierServices[read.carrier]).toContain(read.serviceLevel);
      }),
    );
  });
});

const tracked = (...trackingInfo: readonly (readonly [string | null, string | null])[]) =>
  slipOf({ trackingInfo: trackingInfo.map(([company, number]) => ({ company, number, url: null })) }, noRules);

describe('the slip of a fulfilment', () => {
  it('is the one of the recorded fulfilment', () => {
    const body = JSON.parse(recorded('jp.fulfillments_create.yamato')) as { tracking_company: string; tracking_number: string };
    expect(tracked([body.tracking_company, body.tracking_number])).toEqual({
      kind: 'slip',
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: '123456789012',
      more: [],
    });
  });

  it.each([
    ['1234-5678-9013', '123456789013', []],
    ['１２３４−５６７８−９０１３', '123456789013', []],
    ['1234 5678 9013', '123456789013', []],
    ['123456789013, 444413758703', '123456789013', ['444413758703']],
    ['123456789013、444413758703\n200961185434', '123456789013', ['444413758703', '200961185434']],
    ['123456789013 444413758703', '123456789013', ['444413758703']],
    ['123456789013,123456789013', '123456789013', []],
  ])('is read from %s', (number, slipNo, more) => {
    expect(tracked(['Yamato (JA)', number])).toMatchObject({ slipNo, more });
  });

  it('of several parcels is the first, and the others are told of', () => {
    expect(tracked(['Yamato (JA)', '123456789013'], ['Sagawa (JA)', '512547514334'])).toMatchObject({
      carrier: 'yamato',
      slipNo: '123456789013',
      more: ['512547514334'],
    });
  });

  it('asks the shop when there is no number or no known carrier', () => {
    expect(tracked()).toEqual({ kind: 'unreadable', flag: { code: 'tracking_missing' } });
    expect(tracked(['Yamato (JA)', ' '])).toEqual({ kind: 'unreadable', flag: { code: 'tracking_missing' } });
    expect(tracked(['自社便', '1'])).toEqual({ kind: 'unreadable', flag: { code: 'carrier_unknown', values: { company: '自社便' } } });
    expect(tracked([null, '1'])).toEqual({ kind: 'unreadable', flag: { code: 'carrier_unknown', values: { company: '-' } } });
  });

  it('of the official fixture is of a carrier that does not deliver in Japan', () => {
    const body = JSON.parse(recorded('official.fulfillment.2026-04')) as { tracking_company: string; tracking_number: string };
    expect(tracked([body.tracking_company, body.tracking_number])).toMatchObject({
      flag: { code: 'carrier_unknown', values: { company: 'USPS' } },
    });
    expect(adminOrderOf(recorded('official.order.2026-04')).fulfillments).toEqual([]);
  });
});
