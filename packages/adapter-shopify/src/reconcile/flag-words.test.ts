import { describe, expect, it } from 'vitest';
import { flagCodes } from './flags.ts';
import { flagWords } from './flag-words.ts';

describe('what flags say', () => {
  it.each(flagCodes)('says of %s what is wrong and what to do, in both languages', (code) => {
    const { ja, en, fixJa, fixEn } = flagWords({ code });
    for (const text of [ja, fixJa]) expect(text).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/);
    for (const text of [en, fixEn]) expect(text).toMatch(/^[\x20-\x7e’]+[.>]$|\.$/);
    expect(`${ja}${en}${fixJa}${fixEn}`).not.toMatch(/\{|undefined/);
  });

  it('names the values of the flag', () => {
    expect(flagWords({ code: 'carrier_unknown', values: { company: '自社便' } }).ja).toBe('配送会社「自社便」を特定できません。');
  });
});
