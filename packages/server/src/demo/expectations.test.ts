import type { ImportResult } from '@atobarai/sdk';
import { describe, expect, it } from 'vitest';
import { differences } from './expectations.ts';
import type { Expectation } from './model.ts';

const reasons = (...codes: string[]): NonNullable<ImportResult['reasons']> =>
  codes.map((code) => ({ code, severity: 'hold' as const, messageJa: code, messageEn: code }));

const approved = (shopOrderId: string, row = 2): ImportResult => ({
  row,
  shopOrderId,
  ok: true,
  id: `ord_${row}`,
  status: 'approved',
  reasons: [],
});
const decided = (shopOrderId: string, status: string, ...codes: string[]): ImportResult => ({
  ...approved(shopOrderId),
  status,
  reasons: reasons(...codes),
});
const refused = (shopOrderId: string, code: string, row = 9): ImportResult => ({ row, shopOrderId, ok: false, code });
const shipped = (shopOrderId: string): ImportResult => ({ row: 2, shopOrderId, ok: true, id: 'shp_1' });

type Run = { expected?: Expectation[]; orders?: ImportResult[]; shipments?: ImportResult[]; inFile?: string[]; shippedInFile?: string[] };

function found({ expected = [], orders = [], shipments = [], inFile = [], shippedInFile = [] }: Run) {
  const asRow = (shopOrderId: string, index: number) => ({ shopOrderId, row: index + 2 });
  const dataSet = {
    expected,
    orders: inFile.map((id, index) => ({ ...asRow(id, index), kana: '' })),
    shipments: shippedInFile.map((id, index) => ({ ...asRow(id, index), shippedOn: null, text: '' })),
  };
  return differences(dataSet, { orders, shipments }).map(({ file, shopOrderId, named, ja, en }) => {
    expect(ja).toMatch(/[ぁ-ん].*。$/);
    return `${file} ${shopOrderId} ${named ? 'named' : 'unnamed'}: ${en}`;
  });
}

describe('what is named in expected.json', () => {
  const phone: Expectation = { shopOrderId: 'A-1', file: 'orders', code: 'phone_invalid' };

  it('is refused with its code', () => {
    expect(found({ expected: [phone], orders: [refused('A-1', 'phone_invalid')] })).toEqual([]);
    expect(found({ expected: [phone], orders: [refused('A-1', 'kana_invalid')] })).toEqual([
      'orders A-1 named: Order A-1 (row 9): expected refusal with phone_invalid, but it was refused with kana_invalid.',
    ]);
    expect(found({ expected: [phone], orders: [approved('A-1')] })).toEqual([
      'orders A-1 named: Order A-1 (row 2): expected refusal with phone_invalid, but it was approved.',
    ]);
  });

  it('comes out at all', () => {
    expect(found({ expected: [phone] })).toEqual([
      'orders A-1 named: Order A-1: expected refusal with phone_invalid, but there is no result for it.',
    ]);
  });

  it('is decided as it says, for the reason it says', () => {
    const held: Expectation = { shopOrderId: 'A-1', file: 'orders', decision: 'on_hold', reason: 'postal_mismatch' };
    expect(found({ expected: [held], orders: [decided('A-1', 'on_hold', 'address_incomplete', 'postal_mismatch')] })).toEqual([]);
    expect(found({ expected: [held], orders: [decided('A-1', 'on_hold', 'address_incomplete')] })).toEqual([
      'orders A-1 named: Order A-1 (row 2): expected the decision on_hold (postal_mismatch), but it was put on hold (address_incomplete).',
    ]);
    expect(found({ expected: [held], orders: [decided('A-1', 'rejected', 'postal_mismatch')] })).toHaveLength(1);
    expect(found({ expected: [held], orders: [refused('A-1', 'postal_mismatch')] })).toHaveLength(1);
  });

  it('is rejected for the cap and for nothing less', () => {
    const capped: Expectation = { shopOrderId: 'A-1', file: 'orders', decision: 'rejected', reason: 'limit_exceeded' };
    expect(found({ expected: [capped], orders: [decided('A-1', 'rejected', 'limit_exceeded')] })).toEqual([]);
    expect(found({ expected: [capped], orders: [approved('A-1')] })).toHaveLength(1);
  });

  it('is accepted where it says so', () => {
    const folded: Expectation = { shopOrderId: 'A-1', file: 'orders', accepted: true };
    expect(found({ expected: [folded], orders: [approved('A-1')] })).toEqual([]);
    expect(found({ expected: [folded], orders: [refused('A-1', 'phone_invalid')] })).toEqual([
      'orders A-1 named: Order A-1 (row 9): expected acceptance, but it was refused with phone_invalid.',
    ]);
    expect(found({ expected: [{ ...folded, file: 'shipments' }], orders: [approved('A-1')], shipments: [shipped('A-1')] })).toEqual([]);
  });

  it('is the second occurrence of a duplicate; the first is taken', () => {
    const twice: Expectation = { shopOrderId: 'A-1', file: 'orders', code: 'duplicate_order' };
    expect(found({ expected: [twice], orders: [approved('A-1'), refused('A-1', 'duplicate_order')] })).toEqual([]);
    expect(found({ expected: [twice], orders: [refused('A-1', 'duplicate_order'), approved('A-1')] })).toHaveLength(2);
    expect(found({ expected: [twice], orders: [approved('A-1'), approved('A-1', 8)] })).toEqual([
      'orders A-1 named: Order A-1 (row 8): expected refusal with duplicate_order, but it was approved.',
    ]);
    expect(found({ expected: [twice], orders: [approved('A-1')] })).toEqual([
      'orders A-1 named: Order A-1: expected refusal with duplicate_order, but there is no second one.',
    ]);
  });

  it('may be two things about one number, each judged on its own row', () => {
    const both: Expectation[] = [
      { shopOrderId: 'A-1', file: 'orders', decision: 'on_hold', reason: 'postal_mismatch' },
      { shopOrderId: 'A-1', file: 'orders', code: 'duplicate_order' },
    ];
    const orders = [decided('A-1', 'on_hold', 'postal_mismatch'), refused('A-1', 'duplicate_order')];
    expect(found({ expected: both, orders })).toEqual([]);
    expect(found({ expected: both.toReversed(), orders })).toEqual([]);
  });

  it('is a shipment refused with its code', () => {
    const slip: Expectation = { shopOrderId: 'A-1', file: 'shipments', code: 'slip_check_digit' };
    expect(found({ expected: [slip], orders: [approved('A-1')], shipments: [refused('A-1', 'slip_check_digit')] })).toEqual([]);
    expect(found({ expected: [slip], orders: [approved('A-1')], shipments: [shipped('A-1')] })).toEqual([
      'shipments A-1 named: Shipment A-1 (row 2): expected refusal with slip_check_digit, but it was accepted.',
    ]);
  });
});

describe('what is not named', () => {
  it('is an order approved, or rejected for the cap', () => {
    expect(found({ orders: [approved('A-1'), decided('A-2', 'rejected', 'limit_exceeded')] })).toEqual([]);
    const others = [
      refused('A-1', 'phone_invalid'),
      decided('A-2', 'on_hold', 'velocity_buyer'),
      decided('A-3', 'rejected', 'score_low'),
      decided('A-4', 'manual_review'),
    ];
    expect(found({ orders: others })).toEqual([
      'orders A-1 unnamed: Order A-1 (row 9): expected approval, or rejection with limit_exceeded, but it was refused with phone_invalid.',
      'orders A-2 unnamed: Order A-2 (row 2): expected approval, or rejection with limit_exceeded, but it was put on hold (velocity_buyer).',
      'orders A-3 unnamed: Order A-3 (row 2): expected approval, or rejection with limit_exceeded, but it was rejected (score_low).',
      'orders A-4 unnamed: Order A-4 (row 2): expected approval, or rejection with limit_exceeded, but it waits for a person.',
    ]);
  });

  it('is a shipment accepted when its order is approved', () => {
    expect(found({ orders: [approved('A-1')], shipments: [shipped('A-1')] })).toEqual([]);
    expect(found({ orders: [approved('A-1')], shipments: [refused('A-1', 'not_approved')] })).toEqual([
      'shipments A-1 unnamed: Shipment A-1 (row 9): expected acceptance, but it was refused with not_approved.',
    ]);
  });

  it('SF-15: is a shipment refused when its order was refused, held, rejected or never known', () => {
    const orders = [decided('A-1', 'rejected', 'limit_exceeded')];
    for (const code of ['not_approved', 'order_not_found'])
      expect(found({ orders, shipments: [refused('A-1', code), refused('A-9', code)] })).toEqual([]);
    expect(found({ orders, shipments: [shipped('A-1')] })).toEqual([
      'shipments A-1 unnamed: Shipment A-1 (row 2): expected refusal with not_approved or order_not_found, because its order is not approved, but it was accepted.',
    ]);
    expect(found({ orders, shipments: [refused('A-1', 'slip_format')] })).toHaveLength(1);
  });
});

describe('an import', () => {
  it('loses no order and no shipment', () => {
    expect(found({ inFile: ['A-1', 'A-2', 'A-2'], orders: [approved('A-2')], shippedInFile: ['A-2'] })).toEqual([
      'orders A-1 unnamed: Order A-1: 1 in the file, but 0 among the results.',
      'orders A-2 unnamed: Order A-2: 2 in the file, but 1 among the results.',
      'shipments A-2 unnamed: Shipment A-2: 1 in the file, but 0 among the results.',
    ]);
  });

  it('is told once about what is named and lost', () => {
    const expected: Expectation[] = [{ shopOrderId: 'A-1', file: 'orders', code: 'phone_invalid' }];
    expect(found({ expected, inFile: ['A-1'] })).toHaveLength(1);
  });
});
