import { expect, it } from 'vitest';
import { magicBuyers, magicBuyerNames } from '../../src/contract/index.ts';
import { applyMagic, magicOf } from '../../../server/src/modules/registration/decide/magic.ts';

const decision = { result: 'approved', score: 100, scoreParts: [], reasons: [], warnings: [] } as const;

it('F38: the server knows every magic buyer of the contract, and answers what its words say', () => {
  expect(Object.values(magicBuyers).map(magicOf)).toEqual(magicBuyerNames);
  const resultOf = (email: string) => applyMagic(decision, magicOf(email)).result;
  expect([magicBuyers.reject, magicBuyers.reviewOk, magicBuyers.holdAddress, magicBuyers.slow].map(resultOf)).toEqual([
    'rejected',
    'manual_review',
    'on_hold',
    'approved',
  ]);
  expect(magicOf('anyone.else@example.jp')).toBeUndefined();
});
