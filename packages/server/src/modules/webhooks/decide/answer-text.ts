import { keptAnswerCharacters } from '../policy.ts';

const blank = '[…]';

// A receiver may answer with what it knows of a buyer, or with its own keys. What looks like either is not kept.
const sensitive: readonly RegExp[] = [
  /\b(?:sk|pk|op)_(?:test|live)_[\w-]{8,}/g,
  /\bwhsec_[\w+/=-]{8,}/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}/gi,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g,
  // Phone numbers, cards and accounts: nine digits or more, whatever stands between them.
  /\+?(?:\d[ .()-]{0,2}){8,30}\d/g,
];

// The database takes no NUL, and a terminal that shows the log should get no control characters.
const unprintable = /[^\P{Cc}\n\t]/gu;

// An address up to the first dot behind its @: nothing longer can be cut so that it looks like nothing any more.
const longestHalf = 64 + '@'.length + 63 + '.'.length;

/** What of an answer is kept: its beginning, without what looks personal or secret. */
export function keptAnswer(body: string): string {
  // Cut generously first, so that a number at the edge is seen whole; what the cut itself may have halved is left out.
  const start = body.slice(0, 2 * keptAnswerCharacters);
  const blanked = sensitive.reduce((text, pattern) => text.replaceAll(pattern, blank), start.replaceAll(unprintable, ''));
  const whole = start.length < body.length ? `${blanked.slice(0, -longestHalf)}…` : blanked;
  return (whole.length <= keptAnswerCharacters ? whole : `${whole.slice(0, keptAnswerCharacters - 1)}…`).toWellFormed();
}
