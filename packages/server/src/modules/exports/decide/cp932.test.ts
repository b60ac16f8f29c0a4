import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodeCp932 } from './cp932.ts';

const decode = (bytes: Uint8Array) => new TextDecoder('shift_jis', { fatal: true }).decode(bytes);

describe('writing CP932', () => {
  it('writes every character of the plane as the known encoder does, or as 〓', () => {
    const missing = iconv.encode('〓', 'cp932').toString('hex');
    const differing: string[] = [];
    for (let code = 0; code < 0x1_0000; code += 1) {
      // Surrogates are no characters; the private area has none that another machine would show.
      if ((code >= 0xd800 && code < 0xe000) || (code >= 0xe000 && code < 0xf900)) continue;
      const character = String.fromCharCode(code);
      const known = iconv.encode(character, 'cp932').toString('hex');
      const ours = Buffer.from(encodeCp932(character)).toString('hex');
      const wanted = known === '3f' && character !== '?' ? missing : known;
      if (ours !== wanted) differing.push(character);
    }
    // Twins that people type without seeing a difference: the other encoder loses them or writes a backslash
    // and a tilde. And one control character, which no text of ours holds.
    expect(differing.join('')).toBe('\u0080¢£¥¬—‖‾−〜');
  });

  it.each([
    ['〜−‖—¢£¬¥', '～－∥―￠￡￢￥'],
    ['髙﨑濵①㈱Ⅳⅳﾊﾟ', '髙﨑濵①㈱Ⅳⅳﾊﾟ'],
    ['𠮷野家', '〓野家'],
    ['é😀', '〓〓'],
    // Characters of its private area: only the machine that made them shows them.
    ['\ue000\ue757', '〓〓'],
  ])('formats.md 8.4: writes %s so that %s is read, never a question mark', (text, read) => {
    expect(decode(encodeCp932(text))).toBe(read);
  });

  it('never writes a question mark that was not there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = decode(encodeCp932(text));
        expect([...read].filter((character) => character === '?')).toHaveLength([...text].filter((character) => character === '?').length);
      }),
    );
  });
});
