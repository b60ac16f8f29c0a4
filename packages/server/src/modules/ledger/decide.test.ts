import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noYen, yen } from '../../core/money.ts';
import { type Account, accounts, balanceOf, type Journal, type Posting, reversalOf, trialBalance, turnoversOf } from './index.ts';
import { faultOf } from './decide.ts';

const posting = (debit: Account, credit: Account, amount: number): Posting => ({ debit, credit, amount: yen(amount) });
const anyAccount = fc.constantFrom(...accounts);
const anyPosting = fc
  .tuple(anyAccount, anyAccount, fc.integer({ min: 1, max: 999_999_999 }))
  .filter(([debit, credit]) => debit !== credit)
  .map(([debit, credit, amount]) => posting(debit, credit, amount));

describe('the balance of an account', () => {
  it('grows on the side it is kept on: a receivable by debits, a payable by credits', () => {
    const turnovers = turnoversOf([
      posting('BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', 12_000),
      posting('MERCHANT_PAYABLE', 'FEE_REVENUE', 504),
    ]);
    expect(turnovers.map((turnover) => [turnover.account, balanceOf(turnover)])).toEqual([
      ['BUYER_RECEIVABLE', 12_000],
      ['MERCHANT_PAYABLE', 11_496],
      ['FEE_REVENUE', 504],
    ]);
  });
});

describe('the books', () => {
  it('balance to zero whatever is posted (F76)', () => {
    fc.assert(
      fc.property(fc.array(anyPosting), (postings) => {
        expect(trialBalance(turnoversOf(postings))).toBe(0);
      }),
    );
  });

  it('add up to what went through them, account by account', () => {
    fc.assert(
      fc.property(fc.array(anyPosting), (postings) => {
        for (const { account, debited, credited } of turnoversOf(postings)) {
          const through = (side: 'debit' | 'credit') =>
            postings.filter((each) => each[side] === account).reduce((sum, { amount }) => sum + amount, 0);
          expect([debited, credited]).toEqual([through('debit'), through('credit')]);
        }
      }),
    );
  });

  it('are as before after a journal and its reversal', () => {
    fc.assert(
      fc.property(fc.array(anyPosting), (postings) => {
        const journal: Journal = { merchantId: 'mer_1', kind: 'advance', sourceId: 'shp_1', postings };
        const after = turnoversOf([...postings, ...reversalOf(journal, 'shp_1:1').postings]);
        expect(after.every((turnover) => balanceOf(turnover) === noYen)).toBe(true);
      }),
    );
  });
});

describe('a posting', () => {
  it('moves a positive amount between two accounts', () => {
    expect(faultOf(posting('SUSPENSE', 'BUYER_RECEIVABLE', 1))).toBeUndefined();
    expect(faultOf(posting('SUSPENSE', 'BUYER_RECEIVABLE', 0))).toBe('amount_not_positive');
    expect(faultOf(posting('SUSPENSE', 'BUYER_RECEIVABLE', -5))).toBe('amount_not_positive');
    expect(faultOf(posting('SUSPENSE', 'SUSPENSE', 5))).toBe('same_account');
  });
});
