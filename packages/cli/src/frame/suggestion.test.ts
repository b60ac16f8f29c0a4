import { describe, expect, it } from 'vitest';
import { suggestionFor } from './suggestion.ts';

const commands = ['login', 'logout', 'events list', 'events resend', 'orders import', 'shipments import'];

describe('a word that was probably meant', () => {
  it.each([
    ['logn', 'login'],
    ['lgoin', 'login'],
    ['LOGOUT', 'logout'],
    ['evnts list', 'events list'],
    ['orders improt', 'orders import'],
    ['ship', 'shipments import'],
  ])('%s means %s', (written, meant) => {
    expect(suggestionFor(written, commands)).toBe(meant);
  });

  it.each(['frobnicate', 'x', ''])('nothing is suggested for %s', (written) => {
    expect(suggestionFor(written, commands)).toBeUndefined();
  });
});
