import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleOrder } from '../../tests/support/examples.ts';
import { codes } from './codes.ts';
import { checked } from './issues.ts';
import { AmendOrder, RegisterOrder, ReturnItems } from './order-fields.ts';
import { AdvanceClock } from './sandbox.ts';

const issuesOf = (input: unknown) => {
  const result = checked(RegisterOrder, input);
  return result.ok ? [] : result.issues.map(({ path, code }) => ({ path, code }));
};

const changed = (change: Record<string, unknown>) => issuesOf({ ...exampleOrder, ...change });
const buyerWith = (change: Record<string, unknown>) => changed({ buyer: { ...exampleOrder.buyer, ...change } });

describe('the shape of an order', () => {
  it('is accepted as it is, and given back unchanged', () => {
    expect(checked(RegisterOrder, exampleOrder)).toEqual({ ok: true, value: exampleOrder });
  });

  it('leaves every rule to the server, so that it can answer in the order of the table', () => {
    const address = { prefecture: 'どこか県', city: '', line1: '', line2: 'x' };
    const buyer = {
      ...exampleOrder.buyer,
      name: '1',
      nameKana: 'kanji',
      postalCode: '〒100ー0001',
      phone: '+81 3-0000-0000',
      address,
      email: 'a..b.@docomo.ne.jp',
    };
    const items = [{ name: '', quantity: 0.5, unitPrice: 1e9, kind: 'bribe', taxRate: 5 }];
    expect(changed({ buyer, items, channel: 'smoke', currency: 'USD', invoice: { dueDays: 900 }, orderDate: '1999-01-01' })).toEqual([]);
  });

  it.each([
    ['a field that is missing', { shopOrderId: undefined }, { path: 'shopOrderId', code: 'required' }],
    ['an empty order number', { shopOrderId: '' }, { path: 'shopOrderId', code: 'required' }],
    ['no items', { items: [] }, { path: 'items', code: 'required' }],
    ['a field nobody knows', { shopOrderID: 'A' }, { path: 'shopOrderID', code: 'unknown_field' }],
    ['a field named like a method', { constructor: 1 }, { path: 'constructor', code: 'unknown_field' }],
    ['an amount as text', { billedAmount: '5500' }, { path: 'billedAmount', code: 'type' }],
    ['half a yen', { billedAmount: 5_500.5 }, { path: 'billedAmount', code: 'type' }],
    ['more yen than a number can hold', { billedAmount: 1e300 }, { path: 'billedAmount', code: 'type' }],
    ['null', { channel: null }, { path: 'channel', code: 'type' }],
    ['a day that is not in the calendar', { orderDate: '2026-02-29' }, { path: 'orderDate', code: 'date_range' }],
    ['a day before 1900', { orderDate: '1899-12-31' }, { path: 'orderDate', code: 'date_range' }],
    ['a day after 2199', { orderDate: '2200-01-01' }, { path: 'orderDate', code: 'date_range' }],
    ['what is not written as a day', { orderDate: '2026/02/01' }, { path: 'orderDate', code: 'type' }],
    [
      'a moment of the year 0000',
      { consent: { ...exampleOrder.consent, acceptedAt: '0000-01-01T00:00:00Z' } },
      { path: 'consent.acceptedAt', code: 'date_range' },
    ],
    ['an order number of 41 characters', { shopOrderId: 'A'.repeat(41) }, { path: 'shopOrderId', code: 'too_long' }],
    ['an order number with a blank', { shopOrderId: 'A 1' }, { path: 'shopOrderId', code: 'type' }],
    ['101 items', { items: Array.from({ length: 101 }, () => exampleOrder.items[0]) }, { path: 'items', code: 'too_long' }],
    ['21 destinations', { shipTo: Array.from({ length: 21 }, () => ({})) }, { path: 'shipTo', code: 'too_long' }],
    ['a NUL', { channel: 'e\u0000c' }, { path: 'channel', code: 'control_character' }],
    ['half a surrogate pair', { channel: 'e\ud800c' }, { path: 'channel', code: 'control_character' }],
    ['a line break', { channel: 'e\nc' }, { path: 'channel', code: 'control_character' }],
    [
      '21 keys of metadata',
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`k${n}`, ''])) },
      { path: 'metadata', code: 'too_long' },
    ],
    [
      'a key of metadata of 41 characters',
      { metadata: { ['k'.repeat(41)]: '' } },
      { path: `metadata.${'k'.repeat(41)}`, code: 'too_long' },
    ],
    ['a value of metadata of 201 characters', { metadata: { k: 'v'.repeat(201) } }, { path: 'metadata.k', code: 'too_long' }],
    ['a control character in a key of metadata', { metadata: { 'k\u0007': '' } }, { path: 'metadata.k\u0007', code: 'control_character' }],
    ['an unknown way of consent', { consent: { ...exampleOrder.consent, method: 'nod' } }, { path: 'consent.method', code: 'type' }],
    [
      'a consent without a moment',
      { consent: { ...exampleOrder.consent, acceptedAt: '2026-11-20' } },
      { path: 'consent.acceptedAt', code: 'type' },
    ],
    ['a cycle before the first', { subscription: { contractId: 'c', cycleNo: 0 } }, { path: 'subscription.cycleNo', code: 'type' }],
  ])('refuses %s', (_, change, issue) => {
    expect(changed(change)).toEqual([issue]);
  });

  it('names the place deep inside', () => {
    expect(changed({ items: [exampleOrder.items[0], { ...exampleOrder.items[1], taxRate: '10' }] })).toEqual([
      { path: 'items[1].taxRate', code: 'type' },
    ]);
    expect(buyerWith({ address: { ...exampleOrder.buyer.address, line1: undefined } })).toEqual([
      { path: 'buyer.address.line1', code: 'required' },
    ]);
    expect(buyerWith({ company: '社'.repeat(36) })).toEqual([{ path: 'buyer.company', code: 'too_long' }]);
    expect(buyerWith({ kind: undefined })).toEqual([{ path: 'buyer.kind', code: 'required' }]);
    expect(buyerWith({ fax: '1' })).toEqual([{ path: 'buyer.fax', code: 'unknown_field' }]);
  });

  it.each([
    [{ billedAmount: '5500' }, 'number'],
    [{ billedAmount: 5.5 }, 'integer'],
    [{ consent: { ...exampleOrder.consent, method: 'nod' } }, 'web | paper | voice'],
    [{ subscription: { contractId: 'c', cycleNo: 0 } }, '≥ 1'],
  ])('tells what %j should have been', (change, expected) => {
    const result = checked(RegisterOrder, { ...exampleOrder, ...change });
    expect(result.ok ? [] : result.issues.map(({ values }) => values?.expected)).toEqual([expected]);
  });

  it('refuses a prototype as a field', () => {
    expect(issuesOf(JSON.parse(JSON.stringify(exampleOrder).replace('{', '{"__proto__":{"x":1},')))).toEqual([
      { path: '__proto__', code: 'unknown_field' },
    ]);
  });

  it.each([null, [], 'text', 5])('refuses %j as a whole', (input) => {
    expect(issuesOf(input)).toEqual([{ path: '', code: 'type' }]);
  });

  it('finds only codes of the closed list in any JSON, and never throws', () => {
    const anyOrder = fc.record(
      Object.fromEntries(
        [...Object.keys(exampleOrder), 'shipTo', 'metadata', 'invoice', 'platform', 'client'].map((name) => [name, fc.jsonValue()]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyOrder), (input) => {
        for (const { code, path } of issuesOf(input)) {
          expect(codes).toContain(code);
          expect(path).toBeTypeOf('string');
        }
      }),
    );
  });
});

describe('the other inputs', () => {
  it('takes an amendment of one field alone', () => {
    expect(checked(AmendOrder, { buyer: { phone: '03-0000-0000' } }).ok).toBe(true);
    expect(checked(AmendOrder, {}).ok).toBe(true);
  });

  it('takes a return of nothing less than one piece', () => {
    const result = checked(ReturnItems, { reason: 'returned', items: [{ itemIndex: 0, quantity: 0 }] });
    expect(result).toEqual({ ok: false, issues: [{ path: 'items[0].quantity', code: 'type', values: { expected: '≥ 1' } }] });
  });

  it('moves the clock to exactly one goal', () => {
    expect(checked(AdvanceClock, { days: 1 }).ok).toBe(true);
    expect(checked(AdvanceClock, {})).toEqual({ ok: false, issues: [{ path: '', code: 'required' }] });
    expect(checked(AdvanceClock, { days: 1, toNext: 'invoicing' }).ok).toBe(false);
  });
});
