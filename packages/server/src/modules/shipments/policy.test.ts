import { carrierServices } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { carriers, carrierTerms } from './policy.ts';

describe('the designated carriers (AD-09)', () => {
  it('are fifteen, with the services the contract names (AD-10)', () => {
    const services = Object.fromEntries(Object.entries(carriers).map(([slug, terms]) => [slug, Object.keys(terms.services)]));
    expect(services).toEqual(carrierServices);
    expect(Object.keys(carriers)).toHaveLength(15);
  });

  it('bear the two-digit codes that the providers share (formats.md 4)', () => {
    const codes = Object.values(carriers).flatMap(({ services }) => Object.values(services).map(({ providerCode }) => providerCode));
    expect([...new Set(codes)].toSorted()).toEqual([
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '18',
      '20',
      '21',
      '23',
      '26',
      '27',
      '29',
      '30',
      '31',
      '32',
    ]);
  });

  it('refuse by the check digit only where the carrier itself says how it is made', () => {
    const rejecting = Object.entries(carriers).filter(([, { services }]) =>
      Object.values(services).some(({ slip }) => slip.checkDigit === 'reject'),
    );
    expect(rejecting.map(([slug]) => slug)).toEqual(['yamato', 'sagawa', 'japan_post']);
  });

  it('are found by their slug and by nothing an object happens to have', () => {
    expect(carrierTerms('seino')?.nameJa).toBe('西濃運輸');
    expect(carrierTerms('toString')).toBeUndefined();
  });
});
