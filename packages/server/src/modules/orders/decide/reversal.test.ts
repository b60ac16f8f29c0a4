import { describe, expect, it } from 'vitest';
import type { Axes } from '../model.ts';
import { decideReversal, legalCommands, legalForOperators } from './reversal.ts';

const approved: Axes = { credit: 'approved', fulfilment: 'none', billing: 'none', settlement: 'not_due' };
const goods = { kind: 'goods', name: '鍋', quantity: 2, unitPrice: 5_000, taxRate: 10, taxIncluded: true } as const;
const content = {
  program: 'seino_like',
  netAmount: 9_091,
  payerHash: '',
  items: [goods],
  taxSummary: [],
  buyerFee: 0,
  invoice: { delivery: 'separate', dueDays: 14 },
  shipToCount: 0,
} as const;
const left = (quantity: number) =>
  quantity === 0 ? [] : [{ id: 'shp_1', amount: 5_000 * quantity, items: [{ itemIndex: 0, quantity }], status: 'delivered' }];
const legal = (axes: Partial<Axes>, { shipped = 0, hasPaid = false } = {}) =>
  legalCommands({ ...approved, ...axes, content }, { parcels: left(shipped), hasPaid });

describe('what a shop may do with an order', () => {
  it.each<[string, Partial<Axes>, { shipped?: number; hasPaid?: boolean }, string[]]>([
    ['approved', {}, {}, ['registerShipment', 'amend', 'cancel', 'replace']],
    ['held', { credit: 'on_hold' }, {}, ['amend', 'cancel', 'replace']],
    ['with a person', { credit: 'manual_review' }, {}, ['cancel', 'replace']],
    ['shipped in part', { fulfilment: 'partially_shipped' }, { shipped: 1 }, ['registerShipment', 'returns', 'cancel', 'replace']],
    ['delivered in part', { fulfilment: 'partially_delivered' }, { shipped: 1 }, ['registerShipment', 'returns', 'cancel', 'replace']],
    ['all on its way, some there', { fulfilment: 'partially_delivered' }, { shipped: 2 }, ['returns', 'cancel', 'replace']],
    ['in trouble with more to come', { fulfilment: 'exception' }, { shipped: 1 }, ['registerShipment', 'returns', 'cancel', 'replace']],
    ['brought back by the carrier', { fulfilment: 'returned' }, { shipped: 2 }, ['returns', 'cancel', 'replace']],
    ['paid', { fulfilment: 'delivered', billing: 'paid' }, { shipped: 2 }, ['returns', 'cancel']],
    [
      'overdue after a part was paid',
      { fulfilment: 'delivered', billing: 'overdue' },
      { shipped: 2, hasPaid: true },
      ['returns', 'cancel'],
    ],
    ['written off', { fulfilment: 'delivered', billing: 'written_off' }, { shipped: 2 }, []],
    ['written off in part', { fulfilment: 'partially_shipped', billing: 'written_off' }, { shipped: 1 }, ['registerShipment']],
    ['paid in part', { fulfilment: 'delivered', billing: 'partially_paid' }, { shipped: 2 }, ['returns', 'cancel']],
    ['over: its time ran out', { credit: 'expired' }, {}, []],
    ['over: it was cancelled', { credit: 'cancelled' }, {}, []],
    ['over: it was rejected', { credit: 'rejected' }, {}, []],
  ])('4.2: that is %s', (_, axes, circumstances, commands) => {
    expect(legal(axes, circumstances)).toEqual(commands);
  });
});

it('4.2: an operator decides what waits for one, and takes back what a shop alone cannot', () => {
  expect(legalForOperators({ ...approved, credit: 'manual_review' })).toEqual(['decide', 'cancel']);
  expect(legalForOperators({ ...approved, fulfilment: 'delivered', billing: 'written_off' })).toEqual(['returns', 'cancel']);
  expect(legalForOperators({ ...approved, credit: 'rejected' })).toEqual([]);
});

describe('a cancel or a return', () => {
  const decided = (axes: Partial<Axes>, command = {}) =>
    decideReversal({ ...approved, ...axes, content, status: 'approved' }, { by: 'merchant', parcels: left(1), hasPaid: false, ...command });

  it('4.2: is done at once before anything left, and needs a reason after', () => {
    expect(decided({})).toEqual({ verdict: 'now' });
    expect(decided({ fulfilment: 'shipped' })).toEqual({ verdict: 'refused', refusal: { code: 'required', path: 'reason' } });
    expect(decided({ fulfilment: 'shipped' }, { reason: 'lost' })).toEqual({ verdict: 'now' });
  });

  it('AM-18: waits for an operator where the buyer has paid', () => {
    expect(decided({ fulfilment: 'shipped', billing: 'paid' }, { reason: 'lost' })).toEqual({ verdict: 'ask_operator' });
    expect(decided({ fulfilment: 'shipped', billing: 'partially_paid' }, { reason: 'lost' })).toEqual({ verdict: 'ask_operator' });
    expect(decided({ fulfilment: 'shipped', billing: 'overdue' }, { reason: 'lost', hasPaid: true })).toEqual({ verdict: 'ask_operator' });
    expect(decided({ fulfilment: 'shipped', billing: 'paid' }, { reason: 'lost', by: 'operator' })).toEqual({ verdict: 'now' });
  });

  it('4.2: of a debt that was written off is an operator’s, and of what is over nobody’s', () => {
    const writtenOff = { fulfilment: 'delivered', billing: 'written_off' } as const;
    const refusal = { code: 'illegal_transition', legalCommands: ['registerShipment'] };
    expect(decided(writtenOff, { reason: 'lost' })).toMatchObject({ refusal });
    expect(decided(writtenOff, { by: 'operator' })).toEqual({ verdict: 'now' });
    for (const credit of ['expired', 'cancelled', 'rejected'] as const)
      expect(decided({ credit }, { by: 'operator' })).toEqual({
        verdict: 'refused',
        refusal: { code: 'illegal_transition', values: { status: 'approved' }, legalCommands: [] },
      });
  });
});
