import { describe, expect, it } from 'vitest';
import { fakeRules } from './index.ts';
import { orderProofs } from './proofs/orders.fixture.ts';
import { platformProofs } from './proofs/platform.fixture.ts';

const proofs = { ...orderProofs, ...platformProofs };

describe('the rules of the fake shop', () => {
  it('has a proof for every rule, and no proof without a rule', () => {
    expect(Object.keys(proofs).sort()).toEqual(fakeRules.map(({ id }) => id).sort());
    expect(fakeRules.filter(({ source }) => source.length < 10)).toEqual([]);
  });

  it.each(fakeRules.map(({ id, rule }) => [id, rule] as const))('%s: %s', async (id) => {
    await proofs[id]?.();
  });
});
