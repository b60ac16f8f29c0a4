/** Deeper than any order is; what lies below is left for the shape check to refuse. */
const deepest = 8;
/** More elements and fields than any order has; enough to be refused by, and the rest is not looked at. */
const longestList = 101;
const mostFields = 1_000;

/**
 * A copy of what was sent with every text in NFC and trimmed, and blank texts left out: a shop system
 * writes "" for what it does not have (domain.md 4.7).
 */
export function tidy(input: unknown): unknown {
  return tidied(input, 0);
}

function tidied(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return tidyText(value);
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  // Not by its own methods: what is sent may have put something else in their place.
  if (Array.isArray(value))
    return Array.from({ length: Math.min(value.length, longestList) }, (_, index) => tidied(value[index], depth + 1));
  return tidiedObject(value, depth);
}

function tidiedObject(value: object, depth: number): Record<string, unknown> {
  const sent = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of firstOf(Object.keys(sent), mostFields)) {
    const kept = tidied(sent[key], depth + 1);
    if (kept === '') continue;
    // Assigning to this key would change the copy's prototype and hide the field from the shape check.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: kept, enumerable: true });
    else copy[key] = kept;
  }
  return copy;
}

function firstOf<T>(list: readonly T[], most: number): readonly T[] {
  return list.length > most ? list.slice(0, most) : list;
}

const plainText = /^[!-~](?:[ -~]*[!-~])?$/;

function tidyText(text: string): string {
  return plainText.test(text) ? text : text.trim().normalize('NFC');
}
