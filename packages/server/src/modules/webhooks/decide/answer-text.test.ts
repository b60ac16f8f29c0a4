import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptAnswer } from './answer-text.ts';

describe('what is kept of an answer', () => {
  it('is the answer where it is short and harmless', () => {
    expect(keptAnswer('{"ok": true, "order": "ord_01abcdef", "注文": "受け取りました"}\n')).toBe(
      '{"ok": true, "order": "ord_01abcdef", "注文": "受け取りました"}\n',
    );
  });

  it.each([
    ['an e-mail address', 'buyer taro@example.co.jp not found', 'taro@example.co.jp'],
    ['a phone number', 'tel 090-1234-5678', '1234'],
    ['a phone number without dashes', '09012345678', '09012345678'],
    ['a phone number from abroad', '+81 90 1234 5678', '1234'],
    ['a card number', '4111 1111 1111 1111', '4111'],
    ['an API key', 'key sk_test_abcdefghijkl_0123456789', 'abcdefghijkl'],
    ['a webhook secret', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'MfKQ9r8'],
    ['the shortest API key', 'key sk_test_abcdefgh', 'abcdefgh'],
    ['the shortest webhook secret', 'whsec_abcdefgh', 'abcdefgh'],
    ['the shortest token', 'Basic abcdefgh', 'abcdefgh'],
    ['the shortest e-mail address', 'to a@b.c', 'a@b.c'],
    ['nine digits', 'no. 123456789', '1234'],
    ['digits two blanks apart', '0  9  0  1  2  3  4  5  6', '0  9'],
    ['a bearer token', 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30', 'eyJ'],
  ])('is without %s', (_, body, secret) => {
    const kept = keptAnswer(body);
    expect(kept).toContain('[…]');
    expect(kept).not.toContain(secret);
  });

  it.each([
    'sk_test_abcdefg',
    'whsec_abcdefg',
    'Bearer abcdefg',
    'taro@localhost',
    '12345678',
    '2026-10-01',
    '1   2   3   4   5   6   7   8   9',
  ])('keeps what is too short, or too far apart, to be any of those: %s', (body) => {
    expect(keptAnswer(body)).toBe(body);
  });

  it('is the whole answer up to a thousand characters', () => {
    expect(keptAnswer('x'.repeat(1_000))).toBe('x'.repeat(1_000));
    expect(keptAnswer('x'.repeat(1_001))).toBe(`${'x'.repeat(999)}…`);
  });

  it('is a thousand characters of a page of a megabyte', () => {
    const kept = keptAnswer('<p>エラー</p>'.repeat(100_000));
    expect(kept).toHaveLength(1_000);
    expect(kept.endsWith('…')).toBe(true);
  });

  it('blanks a number that lies on the edge as a whole', () => {
    const body = `${'x'.repeat(995)} 09012345678`;
    expect(keptAnswer(body)).not.toContain('0901');
  });

  it.each([
    ['e-mail addresses', (index: number) => `tanaka.hanako.${index}@shop-example.co.jp, `, /tanaka|shop/],
    ['phone numbers', (index: number) => `+81 (90) 1234-${5_000 + index}; `, /90|1234/],
    ['keys', (index: number) => `sk_test_abcdefgh${index} `, /sk_/],
  ])('keeps no half of one where a list of %s is cut', (_, entry, half) => {
    for (const shift of [0, 5, 11, 17, 23]) {
      const kept = keptAnswer('-'.repeat(shift) + Array.from({ length: 300 }, (_each, index) => entry(index)).join(''));
      expect(kept).not.toMatch(half);
      expect(kept).toMatch(/\[…\].*…$/);
    }
  });

  it('is text that the database and a terminal take, whatever the bytes were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1_500 }), (body) => {
        const kept = keptAnswer(body);
        expect(kept.length).toBeLessThanOrEqual(1_000);
        expect(kept.isWellFormed()).toBe(true);
        // oxlint-disable-next-line no-control-regex
        expect(kept).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });
});
