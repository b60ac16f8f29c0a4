import type { Address } from '../model.ts';
import { lengths, prefectures } from '../policy.ts';
import { characterCount, foldSpaces, matchingText } from './text.ts';

/** A postal code as seven digits, whatever mark, width or dash it was typed with. */
export function readPostalCode(text: string): string | undefined {
  const digits = text.normalize('NFKC').replace(/[〒\s‐‑‒–—―−ー-]/g, '');
  return /^\d{7}$/.test(digits) ? digits : undefined;
}

export type AddressFault = {
  readonly code: 'address_prefecture' | 'address_too_long' | 'address_number_missing';
  readonly field: keyof Address;
};

/** What is wrong with an address on its own (domain.md 4.7, buyer.address): the first thing found. */
export function addressFault(address: Address): AddressFault | undefined {
  if (!prefectures.has(address.prefecture)) return { code: 'address_prefecture', field: 'prefecture' };
  const tooLong = overlongPart(address);
  if (tooLong) return { code: 'address_too_long', field: tooLong };
  if (!holdsNumber(`${address.city}${address.line1}${address.line2 ?? ''}`)) return { code: 'address_number_missing', field: 'line1' };
  return undefined;
}

function overlongPart({ prefecture, city, line1, line2 = '' }: Address): keyof Address | undefined {
  if (characterCount(city) > lengths.addressLine) return 'city';
  if (characterCount(line1) > lengths.addressLine) return 'line1';
  if (characterCount(line2) > lengths.addressLine) return 'line2';
  return characterCount(`${prefecture}${city}${line1}${line2}`) > lengths.addressJoined ? 'line1' : undefined;
}

const kanjiNumeral = '[〇零一二三四五六七八九十百千]';
const houseNumber = new RegExp(`\\d|番地|${kanjiNumeral}+(?:丁目|番|号)`, 'u'); // 無番地 says that there is none.

/** Whether an address names a house: a digit, a counted 丁目・番・号, or 無番地. */
export function holdsNumber(text: string): boolean {
  return houseNumber.test(text.normalize('NFKC'));
}

const counted = new RegExp(`${kanjiNumeral}+(?=丁目|番|号|条|-)|(?<=-)${kanjiNumeral}+`, 'gu');
const longVowelAsDash = new RegExp(`(?<=\\d|${kanjiNumeral})ー(?=\\d|${kanjiNumeral})`, 'gu');
const streetNumber = /\d+(?:-\d+)+-?|\d+-/;
const lonelyNumber = /\d+(?!\d|条|線|区)/;

/**
 * One address in all its spellings: width, dashes, kanji numerals, 丁目・番・号, variant kanji, where
 * one part ends and the next begins. Of the building only the room's number counts, because a
 * building's name is written in many ways or left out.
 */
export function addressKey({ prefecture, city, line1, line2 = '' }: Address): string {
  const inPrefecture = withoutPrefix(foldSpaces(city), prefecture);
  const joined = `${prefecture}${foldStreet(`${inPrefecture} ${line1} ${line2}`)}`;
  const found = streetNumber.exec(joined) ?? lonelyNumber.exec(joined);
  if (!found) return joined;
  const end = found.index + found[0].length;
  const street = joined.slice(0, end).replace(/-$/, '');
  const room = joined.slice(end).match(/\d+/g)?.at(-1);
  return room === undefined ? street : `${street}-${room}`;
}

function foldStreet(text: string): string {
  // A space between two numbers is a border, and the only thing that keeps 1-2-3 504 from being 1-2-3504.
  const bordered = text.normalize('NFKC').replace(/(?<=\d)\s+(?=\d)/g, '-');
  return matchingText(bordered)
    .replace(longVowelAsDash, '-')
    .replace(counted, toDigits)
    .replace(/(?<=\d)(?:丁目|番(?!町|丁|街|館|通)地?の?|号(?!室|棟|館)|の(?=\d))/g, '-')
    .replace(/-{2,}/g, '-')
    .replaceAll('大字', '')
    .replace(/[ヶケが]/g, 'ケ')
    .replace(/[のノ之]/g, 'ノ');
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

const kanjiDigits = '〇一二三四五六七八九';
const kanjiUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 二十三 and 二三 are both 23; 一〇二 is 102. */
function toDigits(numeral: string): string {
  if (!/[十百千]/.test(numeral)) return [...numeral].map(digitOf).join('');
  let total = 0;
  let digit = 0;
  for (const character of numeral) {
    const unit = kanjiUnits[character];
    if (unit === undefined) digit = digitOf(character);
    else total += (digit || 1) * unit;
    if (unit !== undefined) digit = 0;
  }
  return String(total + digit);
}

function digitOf(character: string): number {
  return character === '零' ? 0 : kanjiDigits.indexOf(character);
}
