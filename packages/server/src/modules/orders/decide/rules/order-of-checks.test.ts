import { describe, expect, it } from 'vitest';
import { orderBody, orderFacts, sampleDestination, withValue } from '../../../../../tests/support/order-input.ts';
import { checkOrder } from './check-order.ts';

/** One fault per row of the table of domain.md 4.7, in the order of its rows. */
const faults: readonly (readonly [path: string, value: unknown, refusal: string])[] = [
  ['shopOrderId', 7, 'type shopOrderId'],
  ['orderDate', '2027-01-01', 'date_range orderDate'],
  ['channel', 'tv', 'channel_not_approved channel'],
  ['subscription', { cycleNo: 1 }, 'required subscription.contractId'],
  ['currency', 'USD', 'currency currency'],
  ['billedAmount', '4930', 'type billedAmount'],
  ['items[0].name', '品'.repeat(151), 'item_name items[0].name'],
  ['items[0].quantity', 0, 'item_quantity items[0].quantity'],
  ['items[0].taxRate', 9, 'item_tax_rate items[0].taxRate'],
  ['items[0].colour', 'red', 'unknown_field items[0].colour'],
  ['items[1].name', 5, 'type items[1].name'],
  ['taxSummary', 'none', 'type taxSummary'],
  ['buyer.kind', 'robot', 'type buyer.kind'],
  ['buyer.name', '1', 'name_invalid buyer.name'],
  ['buyer.nameKana', 'x', 'kana_invalid buyer.nameKana'],
  ['buyer.department', '部'.repeat(36), 'too_long buyer.department'],
  ['buyer.postalCode', '1', 'postal_invalid buyer.postalCode'],
  ['buyer.address.prefecture', '東京', 'address_prefecture buyer.address.prefecture'],
  ['buyer.phone', '1', 'phone_invalid buyer.phone'],
  ['buyer.email', 'x', 'email_invalid buyer.email'],
  ['buyer.birthDate', '2030-01-01', 'date_range buyer.birthDate'],
  ['buyer.nickname', 'タロ', 'unknown_field buyer.nickname'],
  ['shipTo[1].country', 'US', 'overseas_not_supported shipTo[1].country'],
  ['shipTo[0].name', '1', 'name_invalid shipTo[0].name'],
  ['shipTo[0].phone', '1', 'phone_invalid shipTo[0].phone'],
  ['shipTo[1].name', '1', 'name_invalid shipTo[1].name'],
  ['shipTo[2].address.line1', '中央郵便局留め1', 'pickup_point_not_allowed shipTo[2].address'],
  ['invoice.delivery', 'bundled', 'bundled_not_allowed invoice.delivery'],
  ['invoice.dueDays', 61, 'due_range invoice.dueDays'],
  ['consent', 'yes', 'type consent'],
  ['client', { ip: 5 }, 'type client.ip'],
  ['metadata', { note: 5 }, 'type metadata.note'],
  ['platform', {}, 'required platform.name'],
  ['billable', 'yes', 'type billable'],
  ['loyaltyPoints', 5, 'unknown_field loyaltyPoints'],
];

const body = { ...orderBody(), shipTo: [1, 2, 3].map(() => structuredClone(sampleDestination)) };

function refusals(rows: typeof faults): string[] {
  const check = checkOrder(
    rows.reduce<object>((changed, [path, value]) => withValue(changed, path, value), body),
    orderFacts(),
  );
  return check.ok ? [] : check.refusals.map(({ code, path }) => `${code} ${path}`);
}

describe('the order of checks (domain.md 4.7)', () => {
  it('names every fault once, in the order of the table, shapes and rules together', () => {
    expect(refusals(faults)).toEqual(faults.map(([, , refusal]) => refusal));
  });

  it.each(faults.map((fault, row) => [fault[2], row] as const))('puts the first row first: %s', (refusal, row) => {
    expect(refusals(faults.slice(row).toReversed())[0]).toBe(refusal);
  });

  it('lets a rule be silent whose fields have the wrong shape', () => {
    expect(refusals([['billedAmount', 'free', '']])).toEqual(['type billedAmount']);
    expect(refusals([['items[0].quantity', 'two', '']])).toEqual(['type items[0].quantity']);
    expect(
      refusals([
        ['channel', 5, ''],
        ['buyer.email', undefined, ''],
        ['consent', undefined, ''],
      ]),
    ).toEqual(['type channel']);
    expect(refusals([['consent', 5, '']])).toEqual(['type consent']);
    expect(refusals([['buyer', 'me', '']])).toEqual(['type buyer']);
  });

  it('does not speak of the sum while a line cannot be reckoned with', () => {
    expect(
      refusals([
        ['items[0].taxRate', 9, ''],
        ['billedAmount', 1, ''],
      ]),
    ).toEqual(['item_tax_rate items[0].taxRate']);
  });

  it('refuses one field for one thing', () => {
    expect(refusals([['buyer.name', `${'1'.repeat(201)}\u0000`, '']])).toHaveLength(1);
  });

  it('does not answer nonsense with a megabyte', () => {
    const many = checkOrder(
      { ...body, ...Object.fromEntries(Array.from({ length: 5_000 }, (_, number) => [`x${number}`, number])) },
      orderFacts(),
    );
    expect(many.ok ? [] : many.refusals).toHaveLength(50);
    const empty = checkOrder({ ...body, items: Array.from({ length: 100 }, () => ({})) }, orderFacts());
    expect(empty.ok ? [] : empty.refusals).toHaveLength(50);
    expect(empty.ok ? undefined : empty.refusals[0]).toEqual({ code: 'required', path: 'items[0].name' });
    const endless = checkOrder({ ...body, items: Array.from({ length: 50_000 }, () => ({})) }, orderFacts());
    expect(endless).toMatchObject({ refusals: [{ code: 'too_long', path: 'items', values: { limit: 100 } }] });
    const long = checkOrder({ ...body, ['x'.repeat(100_000)]: 1 }, orderFacts());
    expect(JSON.stringify(long).length).toBeLessThan(250);
  });
});
