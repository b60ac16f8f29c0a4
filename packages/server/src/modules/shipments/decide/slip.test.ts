import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriers } from '../policy.ts';
import { checkSlip, endsInRestOfSeven, isInternational } from './slip.ts';

const slip = (carrier: string, serviceLevel: string, slipNo: string) => checkSlip({ carrier, serviceLevel, slipNo });
const codeOf = (check: ReturnType<typeof checkSlip>) => (check.ok ? undefined : check.refusal.code);
const accepted = (slipNo: string, ...warnings: string[]) => ({ ok: true, slipNo, warnings });

const twelveDigits = [
  ['yamato', 'parcel'],
  ['yamato', 'nekopos'],
  ['yamato', 'compact'],
  ['sagawa', 'parcel'],
  ['japan_post', 'yupack'],
  ['japan_post', 'yupacket'],
  ['japan_post', 'letterpack'],
] as const;

describe('slip numbers (formats.md 4)', () => {
  it.each(['123456789013', '444413758703', '512547514334', '405548424886', '200961185434', '000000000011', '999999999994'])(
    'accepts the twelve digits whose last checks the others: %s',
    (number) => {
      for (const [carrier, service] of twelveDigits) expect(slip(carrier, service, number)).toEqual(accepted(number));
    },
  );

  it.each(['123456789012', '111111111111', '123456789014'])('refuses twelve digits whose last does not: %s', (number) => {
    for (const [carrier, service] of twelveDigits) expect(codeOf(slip(carrier, service, number))).toBe('slip_check_digit');
  });

  it('refuses eleven digits where twelve are printed, and what is no number', () => {
    for (const number of ['12345678901', '1234567890123', '', 'なし', '12345678901A'])
      expect(codeOf(slip('yamato', 'parcel', number))).toBe('slip_format');
  });

  it.each(['1234-5678-9013', '1234567890１３', ' 1234 5678 9013 ', '１２３４ー５６７８ー９０１３', '1234−5678−9013'])(
    'folds what was typed: %s',
    (number) => {
      expect(slip('yamato', 'parcel', number)).toEqual(accepted('123456789013'));
    },
  );

  it('takes eleven digits for registered mail', () => {
    expect(slip('japan_post', 'registered', '131-12-38385-2')).toEqual(accepted('13112383852'));
    expect(codeOf(slip('japan_post', 'registered', '13112383853'))).toBe('slip_check_digit');
    expect(codeOf(slip('japan_post', 'registered', '123456789013'))).toBe('slip_format');
  });

  it('accepts a doubtful check digit of Fukuyama with a warning, and takes off the zeros of its labels', () => {
    expect(slip('fukuyama', 'parcel', '12345678903')).toEqual(accepted('12345678903'));
    expect(slip('fukuyama', 'parcel', '000012345678903')).toEqual(accepted('12345678903'));
    expect(slip('fukuyama', 'parcel', '12345678904')).toEqual(accepted('12345678904', 'slip_unverified'));
    expect(codeOf(slip('fukuyama', 'parcel', '1234567890'))).toBe('slip_format');
    expect(codeOf(slip('fukuyama', 'parcel', '0000012345678903'))).toBe('slip_format');
    expect(codeOf(slip('fukuyama', 'parcel', '100012345678903'))).toBe('slip_format');
  });

  it.each(['seino', 'seino_express'])('takes any ten digits of %s, for its rule is not known', (carrier) => {
    expect(slip(carrier, 'parcel', '1234567890')).toEqual(accepted('1234567890'));
    for (const number of ['123456789', '12345678901']) expect(codeOf(slip(carrier, 'parcel', number))).toBe('slip_format');
  });

  it.each(['meitetsu', 'shinshu_meitetsu', 'toll_express'])('warns where the check digit of %s does not fit', (carrier) => {
    expect(slip(carrier, 'parcel', '12345678903')).toEqual(accepted('12345678903'));
    expect(slip(carrier, 'parcel', '12345678904')).toEqual(accepted('12345678904', 'slip_unverified'));
  });

  it.each(['meitetsu', 'shinshu_meitetsu', 'toll_express'])('takes 8 to 14 digits of %s, whatever the last one is', (carrier) => {
    for (const number of ['12345678', '12345678901234'])
      expect(slip(carrier, 'parcel', number)).toMatchObject({ ok: true, slipNo: number });
    for (const number of ['1234567', '123456789012345']) expect(codeOf(slip(carrier, 'parcel', number))).toBe('slip_format');
  });

  it.each(['nittsu', 'ecohai', 'tonami', 'niigata', 'okawa', 'plus_service'])('takes 8 to 14 digits of %s', (carrier) => {
    for (const number of ['12345678', '12345678901234']) expect(slip(carrier, 'parcel', number)).toEqual(accepted(number));
    for (const number of ['1234567', '123456789012345']) expect(codeOf(slip(carrier, 'parcel', number))).toBe('slip_format');
  });
});

describe('the order of checks (domain.md 4.7)', () => {
  it('AD-09: asks for a designated carrier first', () => {
    for (const carrier of ['ups', '', 'Yamato', 'constructor', '__proto__'])
      expect(codeOf(slip(carrier, 'mail', 'x'))).toBe('carrier_not_allowed');
  });

  it('AD-10: then for a service of that carrier; 佐川 carries no mail for us', () => {
    expect(slip('sagawa', 'mail', '1')).toEqual({
      ok: false,
      refusal: { code: 'service_not_allowed', path: 'serviceLevel', values: { carrier: 'sagawa', service: 'mail', allowed: 'parcel' } },
    });
    expect(slip('yamato', 'mail', '1')).toMatchObject({ refusal: { values: { allowed: 'parcel, nekopos, compact' } } });
    for (const service of ['parcel', 'constructor', ''])
      expect(codeOf(slip('japan_post', service, '123456789013'))).toBe('service_not_allowed');
  });

  it('AD-09: says which carriers there are', () => {
    expect(slip('ups', 'parcel', '1')).toEqual({
      ok: false,
      refusal: { code: 'carrier_not_allowed', path: 'carrier', values: { carrier: 'ups', allowed: Object.keys(carriers).join(', ') } },
    });
  });

  it('says of a number that is none how many digits it should have', () => {
    const refusal = (carrier: string, digits: string) => ({ code: 'slip_format', path: 'slipNo', values: { carrier, digits } });
    expect(slip('yamato', 'parcel', '1')).toEqual({ ok: false, refusal: refusal('yamato', '12') });
    expect(slip('nittsu', 'parcel', '1')).toEqual({ ok: false, refusal: refusal('nittsu', '8-14') });
  });

  it('then for the form, then for the check digit', () => {
    expect(codeOf(slip('sagawa', 'parcel', '12345678901'))).toBe('slip_format');
    expect(codeOf(slip('sagawa', 'parcel', '123456789012'))).toBe('slip_check_digit');
  });
});

describe('numbers of international mail (S10)', () => {
  it.each(['RR123456785JP', 'EM966331020JP', 'EB000717595HK', 'AA473124829JP', 'AA000717581JP', 'AA761294038JP', 'AA287043775JP'])(
    'knows one by its check digit: %s',
    (number) => {
      expect(isInternational(number)).toBe(true);
    },
  );

  it('AD-11: refuses it because nothing is shipped abroad', () => {
    for (const number of ['RR123456785JP', 'rr 123 456 785 jp', 'ＥＭ966331020ＪＰ'])
      expect(slip('japan_post', 'registered', number)).toEqual({ ok: false, refusal: { code: 'overseas_not_supported', path: 'slipNo' } });
  });

  it('does not take a mistyped one for one, nor any for another carrier', () => {
    expect(codeOf(slip('japan_post', 'registered', 'RR123456784JP'))).toBe('slip_format');
    expect(codeOf(slip('yamato', 'parcel', 'RR123456785JP'))).toBe('slip_format');
  });
});

describe('for any text', () => {
  it('answers, and what it accepts is digits that it accepts again', () => {
    const services = Object.entries(carriers).flatMap(([carrier, { services: kinds }]) =>
      Object.keys(kinds).map((service) => [carrier, service] as const),
    );
    const number = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9０-９ -]{8,18}$/));
    fc.assert(
      fc.property(fc.constantFrom(...services), number, ([carrier, service], text) => {
        const check = slip(carrier, service, text);
        if (!check.ok) return;
        expect(check.slipNo).toMatch(/^\d{8,14}$/);
        expect(slip(carrier, service, check.slipNo)).toEqual(check);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds every single mistyped digit, except one taken for another seven apart', () => {
    const head = fc.integer({ min: 0, max: 99_999_999_999 }).map((number) => String(number).padStart(11, '0'));
    fc.assert(
      fc.property(head, fc.nat(10), fc.nat(9), (digits, place, wrong) => {
        const number = `${digits}${Number(digits) % 7}`;
        expect(endsInRestOfSeven(number)).toBe(true);
        const mistyped = `${number.slice(0, place)}${wrong}${number.slice(place + 1)}`;
        expect(endsInRestOfSeven(mistyped)).toBe((wrong - Number(number[place])) % 7 === 0);
      }),
    );
  });
});
