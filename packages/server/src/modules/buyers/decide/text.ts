import { kanjiVariants, lengths, placeholderWords } from '../policy.ts';

const dashes = /[‐‑‒–—―−－]/g; // NFKC leaves these apart from the plain hyphen, or makes one of another.
const invisible = /[\u200b-\u200d\u2060]|\p{Variation_Selector}/gu; // Fonts differ by them; people do not.

const modernForm = new Map(kanjiVariants.flatMap((row) => [...row].slice(1).map((old) => [old, [...row][0] ?? old] as const)));
const oldForms = new RegExp(`[${[...modernForm.keys()].join('')}]`, 'gu');

/** Full and half width become one, and any run of white space one plain space. */
export function foldSpaces(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** Every character that looks like a hyphen becomes one; the long vowel mark stays. */
export function foldDashes(text: string): string {
  return text.replace(dashes, '-');
}

/** What is compared instead of the text itself: width, variant kanji and invisible marks folded, no spaces. */
export function matchingText(text: string): string {
  return foldDashes(text.normalize('NFKC'))
    .replace(invisible, '')
    .replace(oldForms, (character) => modernForm.get(character) ?? character)
    .replace(/\s+/g, '')
    .toUpperCase();
}

/** The number of characters a reader sees as such: 𠮷 is one. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const letter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}]/u;
const honorific = '様';

/** Whether this can be a person's name (domain.md 4.7, buyer.name); placeholders pass in test mode. */
export function isPersonName(name: string, { live }: { live: boolean }): boolean {
  const folded = foldSpaces(name);
  const length = characterCount(folded);
  if (length < lengths.nameShortest || length > lengths.nameLongest) return false;
  if (!letter.test(folded) || folded.includes(honorific)) return false;
  return !live || !isPlaceholder(folded);
}

function isPlaceholder(folded: string): boolean {
  if (placeholderWords.anywhere.some((word) => folded.includes(word))) return true;
  const words = folded.toLowerCase().split(' ');
  return placeholderWords.alone.some((word) => words.includes(word));
}
