import { describe, expect, it } from 'vitest';
import { readCorporateNumber, readRegistrationNumber } from './corporate-number.ts';

const valid = ['7000012050002', '7010705000725', '7123456789012', '4011001098993', '1180301018771', '5835678256246', '9000000000000'];

describe('法人番号 and 登録番号 (formats.md 6)', () => {
  it.each(valid)('accepts a number whose first digit checks the others: %s', (number) => {
    expect(readCorporateNumber(number)).toBe(number);
    expect(readRegistrationNumber(`T${number}`)).toEqual({ number: `T${number}`, checked: true });
  });

  it('folds what was typed: small t, full width, hyphens', () => {
    expect(readCorporateNumber('T7-0000-1205-0002')).toBe('7000012050002');
    expect(readRegistrationNumber('ｔ７００００１２０５０００２')).toEqual({ number: 'T7000012050002', checked: true });
  });

  it.each(['8000012050002', '2835678256246'])('refuses a corporate number with the wrong check digit: %s', (number) => {
    expect(readCorporateNumber(number)).toBeUndefined();
    // A sole trader has no published check digit: such a registration number deserves a look, no more.
    expect(readRegistrationNumber(`T${number}`)).toEqual({ number: `T${number}`, checked: false });
  });

  it.each(['0123456789012', '123', '', '70000120500021', 'T'])('refuses what has another form: %j', (text) => {
    expect(readCorporateNumber(text)).toBeUndefined();
    expect(readRegistrationNumber(`T${text}`)).toBeUndefined();
  });

  it('asks for the T of a registration number', () => {
    expect(readRegistrationNumber('7000012050002')).toBeUndefined();
  });
});
