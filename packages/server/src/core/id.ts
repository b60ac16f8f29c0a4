/** Prefixes tell a person, and every check at the edge, what an id names. */
export type IdPrefix =
  | 'ord'
  | 'shp'
  | 'inv'
  | 'pay'
  | 'po'
  | 'mer'
  | 'evt'
  | 'imp'
  | 'key'
  | 'whe'
  | 'whd'
  | 'ref'
  | 'req'
  | 'log'
  | 'aut'
  | 'act'
  | 'prk';

/** Makes ids that sort by the time they were made: 9 characters of time, 13 of chance. */
export type IdSource = { readonly next: (prefix: IdPrefix) => string };

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford: no i, l, o, u to misread.
const chanceLength = 13;

export function idSource(now: () => number, randomBytes: (count: number) => Uint8Array): IdSource {
  let lastMs = 0;
  let chance: number[] = [];
  return {
    next(prefix) {
      const ms = now();
      if (ms > lastMs) {
        lastMs = ms;
        chance = [...randomBytes(chanceLength)].map((byte) => byte & 31);
      } else {
        increment(chance); // the same millisecond: later ids still sort later
      }
      return `${prefix}_${encodeTime(lastMs)}${chance.map((digit) => alphabet[digit]).join('')}`;
    },
  };
}

/** Sorts before every id of this kind made at that moment or later, and after every earlier one. */
export function idFloor(prefix: IdPrefix, ms: number): string {
  return `${prefix}_${encodeTime(ms)}`;
}

function encodeTime(ms: number): string {
  let text = '';
  for (let rest = ms, count = 0; count < 9; count += 1, rest = Math.floor(rest / 32)) text = alphabet[rest % 32] + text;
  return text;
}

function increment(digits: number[]): void {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits[index] ?? 0;
    digits[index] = (digit + 1) & 31;
    if (digit < 31) return;
  }
}
