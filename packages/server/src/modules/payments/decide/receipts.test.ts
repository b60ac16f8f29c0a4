import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { yen } from '../../../core/money.ts';
import { isReference, referenceOf } from '../../invoicing/model.ts';
import { agentTransferJournal, allocate, allocationJournal, decideKonbini, receiptJournal, referenceIn } from './receipts.ts';

const debt = (invoiceId: string, open: number) => ({ merchantId: 'mer_1', invoiceId, shipmentId: `shp_${invoiceId}`, open: yen(open) });

describe('reports of konbini payments, in any order', () => {
  it.each([
    [undefined, 'sokuho', 'receive'],
    [undefined, 'kakuho', 'receive'],
    [undefined, 'cancel', 'impossible'],
    ['received', 'sokuho', 'known'],
    ['received', 'kakuho', 'confirm'],
    ['received', 'cancel', 'reverse'],
    ['reversed', 'sokuho', 'known'],
    ['reversed', 'cancel', 'known'],
    ['reversed', 'kakuho', 'impossible'],
    ['allocated', 'sokuho', 'known'],
    ['allocated', 'kakuho', 'known'],
    ['allocated', 'cancel', 'impossible'],
    ['overpaid', 'cancel', 'impossible'],
  ] as const)('on %s a %s means %s', (status, stage, kind) => {
    expect(decideKonbini(status && { status }, stage).kind).toBe(kind);
  });

  it('a 確報 that nothing announced is received as confirmed', () => {
    expect(decideKonbini(undefined, 'kakuho')).toEqual({ kind: 'receive', status: 'confirmed' });
  });
});

describe('the reference before a payer’s name', () => {
  it('is found wherever it stands and however wide its digits are', () => {
    const reference = referenceOf(12, 345);
    for (const text of [reference, `${reference} ﾔﾏﾀﾞ ﾀﾛｳ`, `ﾔﾏﾀﾞ${reference}`, `No.${reference}ｻﾏ`])
      expect(referenceIn(text, isReference)).toBe(reference);
    const wide = reference.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    expect(referenceIn(wide, isReference)).toBe(reference);
  });

  it('is not taken when its check digit is wrong: a slip of the pen goes to a person', () => {
    const reference = referenceOf(12, 345);
    const wrong = `${reference.slice(0, 11)}${(Number(reference.slice(11)) + 1) % 10}`;
    expect(referenceIn(`${wrong} ﾔﾏﾀﾞ`, isReference)).toBeUndefined();
  });
});

describe('allocating what came in', () => {
  it('pays debts in turn and keeps what is over for the buyer', () => {
    expect(allocate(yen(700), [debt('a', 500), debt('b', 100)])).toEqual({
      allocations: [
        { ...debt('a', 500), amount: 500 },
        { ...debt('b', 100), amount: 100 },
      ],
      over: 100,
      status: 'overpaid',
    });
    expect(allocate(yen(300), [debt('a', 500)])).toMatchObject({ over: 0, status: 'allocated' });
    expect(allocate(yen(300), [])).toMatchObject({ allocations: [], status: 'unmatched' });
  });

  it('loses no yen and never pays a debt beyond what is open', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(amount, fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1 }), (paid, opens) => {
        const { allocations, over } = allocate(
          yen(paid),
          opens.map((open, index) => debt(String(index), open)),
        );
        expect(allocations.reduce((sum, part) => sum + part.amount, 0) + over).toBe(paid);
        expect(allocations.every((part) => part.amount > 0 && part.amount <= part.open)).toBe(true);
      }),
    );
  });
});

describe('the books of a payment', () => {
  const part = { receiptId: 'pay_1', merchantId: 'mer_1', invoiceId: 'inv_1', turn: 1, amount: yen(500) };
  it.each([
    ['none', 'allocation', 'BUYER_PREPAID'],
    ['advanced', 'allocation', 'BUYER_RECEIVABLE'],
    ['written_off', 'recovery_after_write_off', 'BAD_DEBT_RECOVERED'],
  ] as const)('with the advance %s it is %s to %s', (advance, kind, credit) => {
    expect(allocationJournal({ ...part, advance })).toMatchObject({ kind, postings: [{ debit: 'SUSPENSE', credit, amount: 500 }] });
  });

  it.each([
    ['bank', 'CASH_IN'],
    ['post', 'AGENT_RECEIVABLE'],
    ['konbini', 'AGENT_RECEIVABLE'],
  ] as const)('that came by %s is with %s until it is allocated', (channel, debit) => {
    const { postings } = receiptJournal({ id: 'pay_1', channel, amount: yen(500) }, 'platform');
    expect(postings).toEqual([{ debit, credit: 'SUSPENSE', amount: 500 }]);
  });

  it.each<[number, ...[string, string, number][]]>([
    [11_000, ['CASH_IN', 'AGENT_RECEIVABLE', 10_934], ['AGENT_FEES', 'AGENT_RECEIVABLE', 66]],
    [67, ['CASH_IN', 'AGENT_RECEIVABLE', 1], ['AGENT_FEES', 'AGENT_RECEIVABLE', 66]],
    [66, ['AGENT_FEES', 'AGENT_RECEIVABLE', 66]],
    [50, ['AGENT_RECEIVABLE', 'CASH_IN', 16], ['AGENT_FEES', 'AGENT_RECEIVABLE', 66]],
  ])('the agent hands over what it collected less its fee, and nothing is left with it: %i yen', (amount, ...lines) => {
    const { postings } = agentTransferJournal({ id: 'pay_1', amount: yen(amount), agent_fee: yen(66) }, 'platform');
    expect(postings.map((posting) => [posting.debit, posting.credit, posting.amount])).toEqual(lines);
  });
});
