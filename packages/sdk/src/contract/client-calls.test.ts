import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { clientCalls } from './client-calls.ts';

it('the calls of the client are made from the contract as it is (if not: npm run generate)', () => {
  expect(readFileSync(new URL('../client/calls.gen.ts', import.meta.url), 'utf8')).toBe(clientCalls());
});
