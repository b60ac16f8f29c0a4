import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { nationalPhone, readPhone } from './phone.ts';

describe('phone numbers (domain.md 4.7, buyer.phone; formats.md 8.3)', () => {
  it.each([
    ['03-1234-5678', '+81312345678', 'fixed'],
    ['０３（１２３４）５６７８', '+81312345678', 'fixed'],
    ['　０３（３４５６）７８９０ ', '+81334567890', 'fixed'],
    ['03ー1234ー5678', '+81312345678', 'fixed'],
    ['03.1234.5678', '+81312345678', 'fixed'],
    ['090-1234-5678', '+819012345678', 'mobile'],
    ['070 1234 5678', '+817012345678', 'mobile'],
    ['08012345678', '+818012345678', 'mobile'],
    ['060-1234-5678', '+816012345678', 'mobile'],
    ['050-1234-5678', '+815012345678', 'voip'],
    ['+81 90-1234-5678', '+819012345678', 'mobile'],
    ['+81 (0)90-1234-5678', '+819012345678', 'mobile'],
    ['+81-3-1234-5678', '+81312345678', 'fixed'],
    ['0081 90 1234 5678', '+819012345678', 'mobile'],
    ['0081(0)3-1234-5678', '+81312345678', 'fixed'],
  ])('reads %s', (typed, e164, kind) => {
    expect(readPhone(typed)).toEqual({ e164, kind });
  });

  it.each([
    ['free dial', '0120-444-444'],
    ['free dial of eleven digits', '0800-123-4567'],
    ['navi dial', '0570-123-456'],
    ['a pager', '020-1234-5678'],
    ['a premium number', '0990-123-456'],
    ['too few digits', '06-123'],
    ['a mobile number of ten digits', '090-123-4567'],
    ['a fixed line of eleven digits', '03-1234-56789'],
    ['no trunk zero', '9012345678'],
    ['another country', '+1 415 555 2671'],
    ['an extension', '03-1234-5678 ext. 5'],
    ['zeros', '000-0000-0000'],
    ['words', 'なし'],
    ['nothing', ''],
  ])('refuses %s', (_, typed) => {
    expect(readPhone(typed)).toBeUndefined();
  });

  it('agrees with the numbering plan on every number it accepts or refuses', () => {
    const kinds = { FIXED_LINE: 'fixed', MOBILE: 'mobile', VOIP: 'voip' } as const;
    const digits = fc.tuple(
      fc.constantFrom('0', '03', '06', '050', '060', '070', '080', '090', '020', '0120', '0570', '011'),
      fc.nat(99_999_999),
    );
    fc.assert(
      fc.property(digits, ([prefix, rest]) => {
        const number = `${prefix}${rest}`;
        const type = parsePhoneNumberFromString(number, 'JP')?.getType();
        expect(readPhone(number)?.kind).toBe(kinds[type as keyof typeof kinds]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows a stored number as people in Japan write it', () => {
    expect(nationalPhone('+81312345678')).toBe('03-1234-5678');
    expect(nationalPhone('+819012345678')).toBe('090-1234-5678');
  });
});
