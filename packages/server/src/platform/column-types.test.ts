import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundParams, bytesToText, parseBytes, parseInstant, parseWholeNumber } from './column-types.ts';

describe('columns as text from the database', () => {
  it('F11: a moment is the same in UTC whatever zone the session is in', () => {
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    const zones = fc.constantFrom('+00', '+09', '-03:30', '+05:45', '-08');
    fc.assert(
      fc.property(moments, zones, (moment, zone) => {
        const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d)(?::(\d\d))?/.exec(zone) ?? [];
        const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
        const local = new Date(moment.getTime() + offsetMs).toISOString().replace('T', ' ').replace('Z', zone);
        expect(parseInstant(local)).toBe(moment.toISOString());
      }),
    );
  });

  it('F11: a moment without a fraction has milliseconds, and microseconds are cut off', () => {
    expect(parseInstant('2026-10-10 03:00:00+00')).toBe('2026-10-10T03:00:00.000Z');
    expect(parseInstant('2026-10-10 03:00:00.1+00')).toBe('2026-10-10T03:00:00.100Z');
    expect(parseInstant('2026-10-10 03:00:00.999999+00')).toBe('2026-10-10T03:00:00.999Z');
  });

  it('a moment that no business has is refused', () => {
    for (const odd of ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC', '12026-01-01 00:00:00+00', '2026-10-10']) {
      expect(() => parseInstant(odd)).toThrow('not a moment');
    }
  });

  it('a whole number is exact or refused', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (value) => void expect(parseWholeNumber(String(value))).toBe(value)));
    for (const odd of ['9007199254740992', '-9223372036854775808', '1.5']) expect(() => parseWholeNumber(odd)).toThrow('safe range');
  });

  it('bytes come back as they went', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void expect(parseBytes(bytesToText(bytes))).toEqual(Uint8Array.from(bytes))));
  });
});

describe('parameters', () => {
  it('are refused where they are missing, wherever they stand', () => {
    expect(() => boundParams([1, undefined])).toThrow('parameter $2 is undefined');
    expect(() => boundParams([[null, undefined]])).toThrow('parameter $1[] is undefined');
    expect(() => boundParams([Number.POSITIVE_INFINITY])).toThrow('parameter $1 is Infinity');
  });

  it('become text where the engines would differ', () => {
    expect(boundParams([{ a: 1 }, new Date(0), [{ b: 2 }], null, 'x'])).toEqual([
      '{"a":1}',
      '1970-01-01T00:00:00.000Z',
      ['{"b":2}'],
      null,
      'x',
    ]);
  });
});
