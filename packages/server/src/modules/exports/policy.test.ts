import { describe, expect, it } from 'vitest';
import { orderStatusWords, shipmentStatusWords } from './policy.ts';

describe('the words for statuses in a file', () => {
  it.each([
    ['orders', orderStatusWords],
    ['shipments', shipmentStatusWords],
  ])('of %s are there for each, in Japanese, and each its own', (_, words) => {
    const all = Object.values(words);
    for (const word of all) expect(word).toMatch(/\p{Script=Han}/u);
    expect(new Set(all).size).toBe(all.length);
  });
});
