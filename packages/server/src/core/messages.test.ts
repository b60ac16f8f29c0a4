import { codes, reasonCodes, requestCodes } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { describe, type Language, messages, statusOf } from './messages.ts';

const languages: readonly Language[] = ['ja', 'en'];

suite('the words of refusals', () => {
  it('has words for every code of the contract and for no other', () => {
    expect(Object.keys(messages).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('says in both languages what is wrong and what to do: %s', (code) => {
    const ja = describe({ code }, 'ja');
    const en = describe({ code }, 'en');
    expect(ja.title).toMatch(/\p{Script=Hiragana}|\p{Script=Han}/u);
    expect(ja.detail).toMatch(/。$/);
    expect(en.detail).toMatch(/\.$/);
    expect(
      en.title +
        en.detail
          .replaceAll('様', '')
          .replaceAll('無番地', '')
          .replaceAll(/東京都|大阪府/g, ''),
    ).not.toMatch(/[\p{Script=Han}]/u);
  });

  it('leaves no bracket or brace behind, whichever values are known', () => {
    const names = [
      'path',
      'limit',
      'status',
      'expected',
      'given',
      'total',
      'billed',
      'difference',
      'carrier',
      'service',
      'allowed',
      'scope',
      'id',
    ];
    const values = fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.integer(), fc.constantFrom('approved', '10')));
    fc.assert(
      fc.property(fc.constantFrom(...codes), values, fc.constantFrom(...languages), (code, known, language) => {
        const { title, detail } = describe({ code, values: known }, language);
        expect(title + detail).not.toMatch(/[[\]{}]/);
      }),
    );
  });

  it('fills in values and the path, and drops the part whose value is not known', () => {
    const values = { billed: 12_000, total: 11_990, difference: 10 };
    expect(describe({ code: 'amount_mismatch', values }, 'ja').detail).toContain(
      '合いません。請求金額は 12,000円、明細の合計は 11,990円です(差額 10円)。',
    );
    expect(describe({ code: 'amount_mismatch' }, 'ja').detail).toContain('いずれかと合いません。金額');
    expect(describe({ code: 'required', path: 'buyer.phone' }, 'en').detail).toBe(
      'The field `buyer.phone` is required. Send it with a value.',
    );
    expect(describe({ code: 'required', path: '' }, 'en').detail).toBe('The field is required. Send it with a value.');
  });

  it('does not read a value from the prototype of the values', () => {
    expect(
      describe({ code: 'required', values: Object.create({ path: 'inherited' }) as Record<string, string> }, 'en').detail,
    ).not.toContain('inherited');
  });

  it('answers the statuses of the API: 4xx, and 503 for what is worth repeating', () => {
    expect(new Set(codes.map(statusOf))).toEqual(new Set([400, 401, 403, 404, 409, 413, 422, 429, 503]));
    expect(statusOf('duplicate_order')).toBe(409);
    expect(statusOf('idempotency_key_required')).toBe(400);
    expect(statusOf('idempotency_key_reused')).toBe(422);
    expect(statusOf('feature_not_enabled')).toBe(403); // SF-51
    expect(reasonCodes.map(statusOf)).toEqual(reasonCodes.map(() => 422));
    expect(requestCodes.filter((code) => statusOf(code) >= 500)).toEqual(['unavailable']);
  });
});
