import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumYen, yen } from '../../../core/money.ts';
import { dayInJapan, inJapan, instant } from '../../../core/time.ts';
import { bankCalendar } from '../../calendar/index.ts';
import { programOf } from '../../merchants/index.ts';
import type { OrderItem } from '../../orders/model.ts';
import type { BilledPart, Parcel } from './schedule.ts';
import { billedPart, issueMoment } from './schedule.ts';

const calendar = bankCalendar();
const { invoiceTiming: seino } = programOf('seino_like');
const { invoiceTiming: atodene } = programOf('atodene_like');
const issued = (timing: typeof seino, at: string, delivery: 'separate' | 'bundled' | 'email' = 'separate') =>
  inJapan(issueMoment(timing, calendar, { at: instant(at), delivery }));

describe('when the invoice goes out', () => {
  it.each([
    ['Friday 17:59, before the cut-off', '2026-11-20T17:59:59+09:00', '2026-11-20'],
    ['Friday 18:01, before a long weekend', '2026-11-20T18:01:00+09:00', '2026-11-24'],
    ['Saturday', '2026-11-21T10:00:00+09:00', '2026-11-24'],
    ['a holiday', '2026-11-23T10:00:00+09:00', '2026-11-24'],
    ['an ordinary morning', '2026-11-24T00:00:00+09:00', '2026-11-24'],
    ['New Year’s Eve', '2026-12-31T09:00:00+09:00', '2027-01-04'],
  ])('WX-11: SF-17: for a slip of %s', (_when, at, day) => {
    expect(issued(seino, at).slice(0, 10)).toBe(day);
  });

  it('SF-17: is the day’s post at the cut-off, so that a slip can be voided until then', () => {
    expect(issued(seino, '2026-11-20T09:00:00+09:00')).toBe('2026-11-20T18:00:00+09:00');
    expect(issued(seino, '2026-11-20T18:00:00+09:00')).toBe('2026-11-24T18:00:00+09:00');
  });

  it.each([
    ['2026-11-20T09:00:00+09:00', '2026-11-24'],
    ['2026-11-21T10:00:00+09:00', '2026-11-24'],
    ['2026-04-30T10:00:00+09:00', '2026-05-01'],
    ['2026-05-01T23:59:00+09:00', '2026-05-07'],
  ])('WX-12: AD-18: is the business day after the report of %s', (at, day) => {
    expect(issued(atodene, at).slice(0, 10)).toBe(day);
  });

  it('AD-18: is there in the morning of that day', () => {
    expect(issued(atodene, '2026-11-20T09:00:00+09:00')).toBe('2026-11-24T09:00:00+09:00');
  });

  it('SF-19: is at once when it travels in the parcel, whatever the day', () => {
    expect(issued(seino, '2026-11-21T23:00:00+09:00', 'bundled')).toBe('2026-11-21T23:00:00+09:00');
    expect(issued(atodene, '2026-11-21T23:00:00+09:00', 'bundled')).toBe('2026-11-21T23:00:00+09:00');
  });

  it('is never before the slip and never on a closed day', () => {
    const at = fc
      .integer({ min: 0, max: 3 * 365 * 24 * 60 })
      .map((minutes) => instant(new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString()));
    fc.assert(
      fc.property(at, fc.constantFrom(seino, atodene), (slip, timing) => {
        const moment = issueMoment(timing, calendar, { at: slip, delivery: 'separate' });
        expect(moment > slip).toBe(true);
        expect(calendar.holidays.has(dayInJapan(moment))).toBe(false);
      }),
    );
  });
});

type Order = Parameters<typeof billedPart>[0];
const goods = (name: string, unitPrice: number, more: Partial<OrderItem> = {}): OrderItem => ({
  kind: 'goods',
  name,
  quantity: 1,
  unitPrice,
  taxRate: 10,
  taxIncluded: true,
  ...more,
});
const total = (rate: 10 | 8, amount: number) => ({ rate, amount, tax: Math.floor((amount * rate) / (100 + rate)) });
const order: Order = {
  items: [goods('絵本', 1_540, { quantity: 2 }), goods('紅茶', 2_160, { taxRate: 8 }), goods('送料', 660, { kind: 'shipping' })],
  taxSummary: [total(10, 3_740), total(8, 2_160)],
  buyerFee: 0,
};
const whole: Parcel = {
  items: [
    { itemIndex: 0, quantity: 2 },
    { itemIndex: 1, quantity: 1 },
  ],
  amount: yen(5_900),
};

describe('what an invoice bills of an order', () => {
  it('is all of it, with the order’s own tax, when everything travels in one parcel (F55)', () => {
    expect(billedPart(order, whole, [])).toMatchObject({
      amount: 5_900,
      netAmount: 5_400,
      tax: [
        { rate: 10, amount: 3_740, tax: 340 },
        { rate: 8, amount: 2_160, tax: 160 },
      ],
      lines: [
        { kind: 'goods', name: '絵本', quantity: 2, amount: 3_080 },
        { kind: 'goods', name: '紅茶', quantity: 1, amount: 2_160 },
        { kind: 'shipping', name: '送料', quantity: 1, amount: 660 },
      ],
    });
  });

  it('is taxed at the rate of the goods in the parcel, with their share of the shipping (F43)', () => {
    const tea = billedPart(order, { items: [{ itemIndex: 1, quantity: 1 }], amount: yen(2_432) }, []);
    expect(tea.tax).toEqual([
      { rate: 10, amount: 272, tax: 24 },
      { rate: 8, amount: 2_160, tax: 160 },
    ]);
    expect(tea.lines).toEqual([
      { kind: 'goods', name: '紅茶', quantity: 1, unitPrice: 2_160, amount: 2_160, taxRate: 8 },
      { kind: 'tax_adjust', name: '送料・値引等(按分)', quantity: 1, unitPrice: 272, amount: 272, taxRate: 8 },
    ]);
  });

  it('is taxed with the parcel’s share of a discount at another rate, too', () => {
    // 9,000 yen of goods, a third of them in the parcel: 2,000 at 10 % and 1,000 at 8 %, with a third of the 900 off at 10 %.
    const discounted: Order = {
      items: [
        goods('皿', 1_000, { quantity: 6 }),
        goods('茶', 500, { quantity: 6, taxRate: 8 }),
        goods('割引', -900, { kind: 'discount' }),
        goods('送料', 300, { kind: 'shipping', taxRate: 8 }),
      ],
      taxSummary: [total(10, 5_100), total(8, 3_300)],
      buyerFee: 0,
    };
    const third: Parcel = {
      items: [
        { itemIndex: 0, quantity: 2 },
        { itemIndex: 1, quantity: 2 },
      ],
      amount: yen(2_800),
    };
    expect(billedPart(discounted, third, []).tax).toEqual([total(10, 1_700), total(8, 1_100)]);
  });

  it('lists what belongs to the whole order only with the last of its goods', () => {
    const one = billedPart(
      order,
      {
        items: [
          { itemIndex: 0, quantity: 1 },
          { itemIndex: 1, quantity: 1 },
        ],
        amount: yen(4_000),
      },
      [],
    );
    expect(one.lines.map(({ name, amount }) => [name, amount])).toEqual([
      ['絵本', 1_540],
      ['紅茶', 2_160],
      ['送料・値引等(按分)', 300],
    ]);
  });

  it('AM-22: is nothing for a parcel that holds nothing to pay for', () => {
    expect(billedPart(order, { items: [], amount: yen(0) }, [])).toMatchObject({ amount: 0, netAmount: 0, tax: [] });
  });

  it('takes the tax that flooring left when it takes the last of a rate', () => {
    const three = { items: [goods('皿', 1_009, { quantity: 3 })], taxSummary: [total(10, 3_027)], buyerFee: 0 };
    const plate: Parcel = { items: [{ itemIndex: 0, quantity: 1 }], amount: yen(1_009) };
    const parts: BilledPart[] = [];
    for (let parcel = 0; parcel < 3; parcel += 1) parts.push(billedPart(three, plate, parts));
    expect(parts.map((part) => part.tax[0]?.tax)).toEqual([91, 91, 93]);
  });

  it('names the tax in a line of its own when the prices are without tax', () => {
    const bare = { items: [goods('皿', 1_000, { taxIncluded: false })], taxSummary: [total(10, 1_100)], buyerFee: 0 };
    const { lines } = billedPart(bare, { items: [{ itemIndex: 0, quantity: 1 }], amount: yen(1_100) }, []);
    expect(lines.at(-1)).toMatchObject({ name: '消費税等', amount: 100 });
  });

  it('AD-23: holds the fee the buyer bears once per order, however many parcels there are', () => {
    const borne: Order = {
      ...order,
      items: [...order.items, goods('請求書発行手数料', 209, { kind: 'fee' })],
      taxSummary: [total(10, 3_949), total(8, 2_160)],
      buyerFee: 209,
    };
    const first = billedPart(borne, { items: [{ itemIndex: 1, quantity: 1 }], amount: yen(2_519) }, []);
    const second = billedPart(borne, { items: [{ itemIndex: 0, quantity: 2 }], amount: yen(3_590) }, [first]);
    expect([first.buyerFee, second.buyerFee]).toEqual([86, 123]);
  });
});

describe('the invoices of a split order', () => {
  const rate = fc.constantFrom<10 | 8>(10, 8);
  const line = fc.record({ unitPrice: fc.integer({ min: 1, max: 9_999 }), quantity: fc.integer({ min: 1, max: 4 }), rate });
  const anyOrder = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    shipping: fc.integer({ min: 0, max: 990 }),
    discount: fc.integer({ min: 0, max: 300 }),
    cuts: fc.array(fc.nat({ max: 99 }), { minLength: 20, maxLength: 20 }),
  });

  it('add up to the order in amount, tax by rate and fee, for any split, and none is negative', () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, shipping, discount, cuts }) => {
        const items: OrderItem[] = [
          ...lines.map((each, index) => goods(`品${index}`, each.unitPrice, { quantity: each.quantity, taxRate: each.rate })),
          goods('送料', shipping, { kind: 'shipping' }),
        ];
        const at = (wanted: 10 | 8) =>
          lines.filter((each) => each.rate === wanted).reduce((sum, each) => sum + each.unitPrice * each.quantity, 0);
        const ten = at(10) + shipping;
        const off = Math.min(discount, ten);
        const taxSummary = [total(10, ten - off), total(8, at(8))].filter(({ amount }) => amount > 0);
        const billed = taxSummary.reduce((sum, { amount }) => sum + amount, 0);
        fc.pre(billed > 0);
        const parts: BilledPart[] = [];
        let left = billed;
        const pieces = lines.flatMap((each, itemIndex) => Array.from({ length: each.quantity }, () => ({ itemIndex, quantity: 1 })));
        for (const [index, piece] of pieces.entries()) {
          const isLast = index === pieces.length - 1;
          const amount = isLast ? left : Math.floor((left * (cuts[index % 20] ?? 0)) / 100);
          left -= amount;
          parts.push(billedPart({ items, taxSummary, buyerFee: 209 }, { items: [piece], amount: yen(amount) }, parts));
        }
        expect(sumYen(parts.map(({ amount }) => amount))).toBe(billed);
        expect(sumYen(parts.map(({ buyerFee }) => buyerFee))).toBe(209);
        for (const { rate: each, amount, tax } of taxSummary) {
          const taken = parts.flatMap((part) => part.tax.filter((row) => row.rate === each));
          expect(sumYen(taken.map((row) => row.amount))).toBe(amount);
          expect(sumYen(taken.map((row) => row.tax))).toBe(tax);
          expect(taken.every((row) => row.amount >= 0 && row.tax >= 0)).toBe(true);
        }
        for (const part of parts) {
          expect(part.lines.reduce((sum, row) => sum + row.amount, 0)).toBe(part.amount);
          expect(part.netAmount).toBe(part.amount - part.tax.reduce((sum, row) => sum + row.tax, 0));
        }
      }),
    );
  });
});
