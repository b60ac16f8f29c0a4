import { codes } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderBody, orderFacts, sampleDestination, withValue } from '../../../../../tests/support/order-input.ts';
import { checkOrder } from './check-order.ts';
import { fieldOrder } from './policy.ts';

const facts = orderFacts();
const known: ReadonlySet<string> = new Set(codes);

/** Either an order that can be stored, or a refusal that can be answered. */
function answers(input: unknown): void {
  const check = checkOrder(input, facts);
  if (check.ok) {
    const stored = JSON.stringify(check.order);
    expect(stored).not.toMatch(/\\u0000/);
    expect(stored.isWellFormed()).toBe(true);
    expect(JSON.stringify(JSON.parse(stored))).toBe(stored);
    return;
  }
  expect(check.refusals.length).toBeGreaterThan(0);
  for (const { code, path } of check.refusals) expect([known.has(code), typeof path]).toEqual([true, 'string']);
}

/** Every field the table knows, and some that nobody knows. */
const paths = [
  ...fieldOrder.map((path) => path.replace(/^items\./, 'items[1].').replace(/^shipTo\./, 'shipTo[0].')),
  'unknown',
  '__proto__',
  'items[0].constructor',
  'metadata.note',
  'metadata.__proto__',
  'buyer.member.since',
  'consent.acceptedAt',
];

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('\ud800', '\u0000', '', ' ', '２０２６-11-19', '-0', '1e3', '𠮷'.repeat(40)),
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(-0, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER + 2, -1, 1e308, 5e-324));
const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ stringUnit: 'binary', depthSize: 'medium' }),
  fc.constant([[[[[[[[[[[]]]]]]]]]]]),
);

describe('whatever is sent', () => {
  it('is answered: any value at all', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        answers,
      ),
      { numRuns: 1_000 },
    );
  });

  it('is answered: any JSON, with keys that objects are born with', () => {
    const key = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'buyer', 'items', 'shopOrderId', 'length'),
      fc.string({ unit: 'binary' }),
    );
    const json = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 6 }, value, fc.array(tie('any'), { maxLength: 4 }), fc.dictionary(key, tie('any'), { maxKeys: 4 })),
    })).any;
    fc.assert(
      fc.property(json, (input) => answers(JSON.parse(JSON.stringify(input) ?? 'null'))),
      { numRuns: 1_000 },
    );
  });

  it('is answered: an order with up to three values replaced by anything', () => {
    const body = { ...orderBody(), shipTo: [sampleDestination], subscription: { contractId: 'C1', cycleNo: 1 } };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), value), { minLength: 1, maxLength: 3 }), (changes) => {
        answers(changes.reduce<object>((changed, [path, replaced]) => withoutThrowing(changed, path, replaced), body));
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses a field named __proto__ and is not led astray by it', () => {
    const poisoned: unknown = JSON.parse(
      JSON.stringify(orderBody()).replace('{"shopOrderId"', '{"__proto__":{"billedAmount":1},"shopOrderId"'),
    );
    expect(checkOrder(poisoned, facts)).toMatchObject({ ok: false, refusals: [{ code: 'unknown_field', path: '__proto__' }] });
    expect(checkOrder(JSON.parse('{"__proto__": {}}'), facts)).toMatchObject({ ok: false });
    expect(({} as Record<string, unknown>)['billedAmount']).toBeUndefined();
  });

  it('refuses what makes a length incomparable', () => {
    for (const path of ['shopOrderId', 'buyer.name', 'items', 'metadata.note']) {
      expect(checkOrder(withValue(orderBody(), path, { length: { toString: null } }), facts)).toMatchObject({ ok: false });
    }
  });

  it('does not sink into a body that never ends', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 50_000; level += 1) deep = { buyer: deep };
    answers(deep);
    answers({ ...orderBody(), metadata: deep });
    const endless: Record<string, unknown> = { ...orderBody() };
    endless['buyer'] = endless;
    answers(endless);
  });

  it.each([null, 0, '', 'order', [], [[]], true])('refuses what is no order: %j', (input) => {
    expect(checkOrder(input, facts)).toMatchObject({ ok: false, refusals: [{ code: 'type', path: '' }] });
  });
});

/** A path may lead through something that an earlier change made a text or a number. */
function withoutThrowing(body: object, path: string, replaced: unknown): object {
  try {
    return withValue(body, path, replaced);
  } catch {
    return body;
  }
}
