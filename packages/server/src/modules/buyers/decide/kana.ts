import { lengths } from '../policy.ts';

const hiragana = /[ぁ-ゖ]/;
const fullWidthKana = /^[ァ-ヶー・ ]+$/;
const anyKana = /[ァ-ヶ]/;

/**
 * A reading as it is stored: full-width katakana (`[ァ-ヶー・ ]`), whatever width or kana it was typed
 * in. Undefined when it is no kana, or too long for the name field of a bank's record.
 */
export function readKana(text: string): string | undefined {
  const kana = toKatakana(text);
  if (!fullWidthKana.test(kana) || !anyKana.test(kana)) return undefined;
  const bankForm = bankKana(kana);
  return bankForm !== undefined && bankForm.length <= lengths.bankKanaLongestBytes ? kana : undefined;
}

function toKatakana(text: string): string {
  // The free-standing voicing marks only join their kana as combining ones.
  const joined = text.replaceAll('゛', '\u3099').replaceAll('゜', '\u309a').normalize('NFKC').replace(/\s+/g, ' ').trim();
  const katakana = hiragana.test(joined) ? joined.replace(/[ぁ-ゖ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60)) : joined;
  // A hyphen after a kana is a long vowel typed with the wrong key.
  return katakana.replace(/(?<=[ァ-ヶー])[-‐‑‒–—―−]/g, 'ー');
}

const plain = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const plainHalf = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｵﾝ'; // Banks write ヲ as ｵ (formats.md 1.4).
const small = 'ァィゥェォッャュョヮヵヶヰヱ';
const smallHalf = 'ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹｲｴ'; // Banks have no small kana, and no ヰ or ヱ.
const voiced = 'ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ';
const voicedHalf = 'ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ';
const aspirated = 'パピプペポ';
const aspiratedHalf = 'ﾊﾋﾌﾍﾎ';

const halfWidth = new Map<string, string>([
  ...pairs(plain, plainHalf, ''),
  ...pairs(small, smallHalf, ''),
  ...pairs(voiced, voicedHalf, 'ﾞ'),
  ...pairs(aspirated, aspiratedHalf, 'ﾟ'),
  ...['ー', '‐', '‑', '‒', '–', '—', '―', '−'].map((dash) => [dash, '-'] as const),
  ['・', '.'],
  ...[...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ()-.'].map((same) => [same, same] as const),
]);

function pairs(full: string, half: string, mark: string): [string, string][] {
  return [...full].map((kana, index) => [kana, `${half[index] ?? ''}${mark}`]);
}

/**
 * A name as banks write it in a transfer record: half-width, no small kana (formats.md 1.4, class
 * PARTY_NAME). Undefined when a character has no such form: kanji are never guessed.
 */
export function bankKana(text: string): string | undefined {
  let bankForm = '';
  for (const character of toKatakana(text).toUpperCase()) {
    const half = halfWidth.get(character);
    if (half === undefined) return undefined;
    bankForm += half;
  }
  return bankForm;
}
