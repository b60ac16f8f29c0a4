import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsOf, orderGidOf } from './ids.ts';
import { readJsonLosslessly } from './json.ts';

describe('ids of Shopify keep all their digits', () => {
  it('keeps an id of 18 digits that JSON.parse alone would change', () => {
    expect(JSON.parse('{"id":820982911946154508}')).toEqual({ id: 820982911946154500 });
    expect(readJsonLosslessly('{"id":820982911946154508}')).toEqual({ id: '820982911946154508' });
  });

  it.each([
    ['{"note":"820982911946154508","id":820982911946154508}', { note: '820982911946154508', id: '820982911946154508' }],
    ['{"a":"\\"820982911946154508","b":[-820982911946154508, 1]}', { a: '"820982911946154508', b: ['-820982911946154508', 1] }],
    ['{"url":"https:\\/\\/a\\u0026b","latitude":45.4163412345678901}', { url: 'https://a&b', latitude: 45.41634123456789 }],
    ['{"small":6012345678901}', { small: 6012345678901 }],
    ['12345678901234567e3', 12345678901234567e3],
  ])('leaves text and other numbers as they are: %s', (raw, value) => {
    expect(readJsonLosslessly(raw)).toEqual(value);
  });

  it.each(['', '{', '{"id":820982911946154508', '"820982911946154508', '{"a":8209829119461545 08}'])(
    'throws for what is no JSON: %s',
    (raw) => {
      expect(() => readJsonLosslessly(raw)).toThrow(SyntaxError);
    },
  );

  it('reads everything else exactly as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const raw = JSON.stringify(value);
        expect(readJsonLosslessly(raw)).toEqual(JSON.parse(raw.replace(/(?<=[:[,]|^)-?\d{16,}(?=[,\]}]|$)/g, '"$&"')));
      }),
    );
  });

  it('reads megabytes of backslashes and digits without going back and forth in them, which would take hours', () => {
    const raw = JSON.stringify({ a: '\\"1234567890123456'.repeat(240_000), id: 0 }).replace('"id":0', '"id":820982911946154508');
    expect(readJsonLosslessly(raw)).toMatchObject({ id: '820982911946154508' });
  });

  it('makes the gid of an order from a number only while the number is exact', () => {
    expect(orderGidOf('820982911946154508')).toBe('gid://shopify/Order/820982911946154508');
    expect(orderGidOf(6012345678901)).toBe('gid://shopify/Order/6012345678901');
    expect(orderGidOf('gid://shopify/Order/1')).toBe('gid://shopify/Order/1');
    expect([JSON.parse('820982911946154508'), 'gid://shopify/Refund/1', 'x', '1.5'].map((id) => orderGidOf(id as string))).toEqual(
      Array.from({ length: 4 }),
    );
    expect(digitsOf('gid://shopify/Order/820982911946154508')).toBe('820982911946154508');
    expect(() => digitsOf('gid://shopify/Order/')).toThrow(RangeError);
  });
});
