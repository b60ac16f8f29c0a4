import { describe, expect, it } from 'vitest';
import { encodeCp932 } from './cp932.ts';

const hex = (text: string) => Buffer.from(encodeCp932(text)).toString('hex');

describe('text in CP932', () => {
  it.each([
    ['A\\~', '415c7e'],
    ['あ', '82a0'],
    ['髙', 'fbfc'],
    ['﨑', 'fab1'],
    ['①', '8740'],
    ['㈱', '878a'],
    ['ｱ', 'b1'],
    ['〓', '81ac'],
  ])('writes %s as Windows does', (text, bytes) => {
    expect(hex(text)).toBe(bytes);
  });

  it('puts 〓 where it has no character, never a question mark', () => {
    expect(hex('😀')).toBe('81ac');
    expect(hex('€')).toBe('81ac');
  });

  it('is read back as what was written', () => {
    const text = '髙橋 ①㈱ ﾃｽﾄ「行」は、ソ表能";,';
    expect(new TextDecoder('shift_jis').decode(encodeCp932(text))).toBe(text);
  });
});
