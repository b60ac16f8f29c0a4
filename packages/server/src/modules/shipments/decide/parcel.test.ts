import { describe, expect, it } from 'vitest';
import { addMs, instant, localDate } from '../../../core/time.ts';
import type { OrderContent, OrderItem, OrderRow } from '../../orders/model.ts';
import type { ShipmentStatus, SlipCommand } from '../model.ts';
import { decideNewSlip, decideSlip, refusalOfVoid, type SlipFacts } from './parcel.ts';

const line = (kind: OrderItem['kind'], unitPrice: number, quantity = 1): OrderItem => ({
  kind,
  name: kind,
  quantity,
  unitPrice,
  taxRate: 10,
  taxIncluded: true,
});
/** Two apples of 1,500 yen, plums for 2,000, 500 for the way. */
const content: OrderContent = {
  program: 'seino_like',
  netAmount: 5_000,
  payerHash: '',
  items: [line('goods', 1_500, 2), line('goods', 2_000), line('shipping', 500)],
  taxSummary: [],
  buyerFee: 0,
  invoice: { delivery: 'separate', dueDays: 14 },
  shipToCount: 0,
};
const now = instant('2026-10-01T10:00:00+09:00');
const approved: OrderRow = {
  merchant_id: 'mer_1',
  id: 'ord_1',
  shop_order_id: 'S-1',
  version: 1,
  sequence: 1,
  status: 'approved',
  credit: 'approved',
  fulfilment: 'none',
  billing: 'none',
  settlement: 'not_due',
  registered_at: now,
  order_date: localDate('2026-10-01'),
  channel: 'ec',
  buyer_kind: 'consumer',
  billed_amount: 5_500,
  approved_amount: 5_500,
  returned_amount: 0,
  returned_items: [],
  held_net: 5_000,
  person_keys: [],
  phone_hash: '',
  address_hash: '',
  personal: new Uint8Array(),
  content,
  decision: null,
  warnings: [],
  decided_at: null,
  expected_by: null,
  expires_at: null,
  amendments: 0,
  replaces: null,
  replaced_by: null,
};
const slip: SlipCommand = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '1234-5678-9013', shippedAt: now };
/** Lines by their number, one piece of each unless it is said otherwise. */
const of = (...lines: readonly (number | readonly [number, number])[]) =>
  lines.map((each) => (typeof each === 'number' ? { itemIndex: each, quantity: 1 } : { itemIndex: each[0], quantity: each[1] }));
const parcel = (amount: number, items: ReturnType<typeof of>, status: ShipmentStatus = 'in_transit') => ({ amount, items, status });

const decided = (command: Partial<SlipCommand>, facts: Partial<SlipFacts> = {}) =>
  decideSlip({ ...slip, ...command }, { order: approved, shipments: [], ordersOnSlip: 0, now, ...facts });
/** The answer where it is no, with the path and the values that say why. */
const refused = (...asked: Parameters<typeof decided>) => {
  const decision = decided(...asked);
  return decision.ok ? undefined : decision.refusal;
};
const warnings = (...asked: Parameters<typeof decided>) => {
  const decision = decided(...asked);
  return decision.ok ? decision.warnings : decision.refusal.code;
};

describe('what is in a parcel, and what it comes to', () => {
  it('STEP5: is all that is left, for all that is left, when nothing is named; the number is digits alone', () => {
    const answer = { ok: true, slipNo: '123456789013', warnings: [] };
    expect(decided({})).toEqual({ ...answer, items: of([0, 2], 1), amount: 5_500, completes: true });
    expect(decided({}, { shipments: [parcel(1_650, of(0))] })).toEqual({ ...answer, items: of(0, 1), amount: 3_850, completes: true });
  });

  it('F43: is the share of its goods in what is still to be billed, and the last parcel takes what is left', () => {
    const first = decided({ items: of(0) });
    expect(first).toMatchObject({ items: of(0), amount: 1_650, completes: false });
    expect(decided({ items: of(1) }, { shipments: [parcel(1_650, of(0))] })).toMatchObject({ amount: 2_200, completes: false });
    expect(decided({ items: of(0) }, { shipments: [parcel(1_650, of(0)), parcel(2_200, of(1))] })).toMatchObject({
      amount: 1_650,
      completes: true,
    });
  });

  it('SF-16: has a line that is named twice with both its quantities', () => {
    expect(decided({ items: of(0, 0) })).toMatchObject({ items: of([0, 2]), amount: 3_300, completes: false });
    expect(decided({ items: of(0, 1, 0) })).toMatchObject({ items: of([0, 2], 1), amount: 5_500, completes: true });
  });

  it('SF-33: is without what was taken off before it left', () => {
    const reduced = { ...approved, content: { ...content, takenOff: { amount: 2_200, unnamed: 0, items: of(1) } } };
    expect(decided({}, { order: reduced })).toMatchObject({ items: of([0, 2]), amount: 3_300, completes: true });
    expect(refused({ items: of(1) }, { order: reduced })).toMatchObject({ code: 'item_quantity' });
  });

  it.each([
    ['more than was ordered', of([0, 3]), 'items[0].quantity'],
    ['more than was ordered, in the second line', of(1, [0, 3]), 'items[1].quantity'],
    ['more than was ordered, said in two lines', of([0, 2], 0), 'items[1].quantity'],
    ['a line that is not there', of(9), 'items[0].quantity'],
    ['the way, which is in no parcel', of(2), 'items[0].quantity'],
    ['nothing at all', [], 'items[0].quantity'],
  ])('SF-16: is never %s', (_, items, path) => {
    expect(refused({ items })).toEqual({ code: 'item_quantity', path });
  });

  it('SF-16: is never what is in another parcel', () => {
    expect(refused({ items: of(0, 1) }, { shipments: [parcel(2_200, of(1))] })).toEqual({
      code: 'item_quantity',
      path: 'items[1].quantity',
    });
  });
});

describe('whether a slip may be registered', () => {
  it('SF-15: nothing leaves before the screening said yes', () => {
    expect(refused({}, { order: undefined })).toEqual({ code: 'order_not_found' });
    for (const credit of ['screening', 'on_hold', 'manual_review', 'rejected', 'rejected_billable', 'expired', 'cancelled'] as const)
      expect(refused({}, { order: { ...approved, credit, status: credit } })).toEqual({ code: 'not_approved', values: { status: credit } });
  });

  it('4.7: the order is asked for first, then the slip, then what is in the parcel, then where it goes', () => {
    const wrong = { carrier: 'ups', items: of(9), shipToIndex: 9 };
    expect(refused(wrong, { order: { ...approved, credit: 'on_hold' } })).toMatchObject({ code: 'not_approved' });
    expect(refused(wrong)).toMatchObject({ code: 'carrier_not_allowed' });
    expect(refused({ ...wrong, carrier: 'yamato' })).toMatchObject({ code: 'item_quantity' });
    expect(refused({ shipToIndex: 9 })).toMatchObject({ code: 'not_found' });
  });

  it('is for a destination of the order: the buyer, where no other is named', () => {
    const to = (shipToCount: number, shipToIndex?: number) =>
      refused(shipToIndex === undefined ? {} : { shipToIndex }, { order: { ...approved, content: { ...content, shipToCount } } });
    expect([to(0), to(0, 0), to(1, 0), to(2, 0), to(2, 1)]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    for (const no of [to(0, 1), to(1, 1), to(2, 2)]) expect(no).toEqual({ code: 'not_found', path: 'shipToIndex' });
  });

  it('when all of it has left, only a parcel that is not there yet may go out again', () => {
    const all = (...statuses: readonly ShipmentStatus[]) =>
      refused({}, { order: { ...approved, status: 'shipped' }, shipments: statuses.map((status) => parcel(5_500, of([0, 2], 1), status)) });
    const no = { code: 'illegal_transition', values: { status: 'shipped' } };
    for (const status of ['slip_registered', 'in_transit', 'exception', 'returned'] as const)
      expect(all(status)).toEqual({ ...no, legalCommands: ['replaceSlip'] });
    expect(all('delivered')).toEqual({ ...no, legalCommands: [] });
    expect(all('delivered', 'in_transit')).toEqual({ ...no, legalCommands: ['replaceSlip'] });
  });
});

describe('what deserves a look about a slip', () => {
  it('F45: is that it is on three other orders already', () => {
    expect([0, 2, 3, 4].map((ordersOnSlip) => warnings({}, { ordersOnSlip }))).toEqual([[], [], ['slip_reused'], ['slip_reused']]);
  });

  it('SF-18: is that the goods have not left yet: the invoice would be there before them', () => {
    expect([-1, 0, 1].map((ms) => warnings({ shippedAt: addMs(now, ms) }))).toEqual([[], [], ['shipped_in_future']]);
  });

  it('AD-09: is a check digit that is doubtful, before the others', () => {
    const doubtful = { carrier: 'meitetsu', slipNo: '12345678904' };
    expect(warnings(doubtful)).toEqual(['slip_unverified']);
    expect(warnings({ ...doubtful, shippedAt: addMs(now, 1) }, { ordersOnSlip: 3 })).toEqual([
      'slip_unverified',
      'slip_reused',
      'shipped_in_future',
    ]);
  });
});

describe('a slip in the place of another', () => {
  const renewed = (command: Partial<SlipCommand>, { credit = 'approved' as OrderRow['credit'], status = 'in_transit', onSlip = 0 } = {}) =>
    decideNewSlip(
      { ...slip, ...command },
      { order: { credit, status: 'shipped' }, shipment: { status: status as ShipmentStatus }, ordersOnSlip: onSlip, now },
    );

  it('SF-43: is for a parcel on its way or brought back', () => {
    for (const status of ['slip_registered', 'in_transit', 'exception', 'returned'])
      expect(renewed({}, { status })).toEqual({ ok: true, slipNo: '123456789013', warnings: [] });
    for (const status of ['delivered', 'superseded', 'voided'])
      expect(renewed({}, { status })).toEqual({
        ok: false,
        refusal: { code: 'illegal_transition', values: { status }, legalCommands: [] },
      });
  });

  it('SF-15: is for an approved order alone, and that is asked for first', () => {
    expect(renewed({}, { credit: 'cancelled', status: 'delivered' })).toEqual({
      ok: false,
      refusal: { code: 'not_approved', values: { status: 'shipped' } },
    });
  });

  it('AD-09 SF-18: is checked and warned of like the first one', () => {
    expect(renewed({ slipNo: '123456789012' })).toMatchObject({ refusal: { code: 'slip_check_digit', path: 'slipNo' } });
    const doubtful = { carrier: 'meitetsu', slipNo: '12345678904', shippedAt: addMs(now, 1) };
    expect(renewed(doubtful, { onSlip: 3 })).toMatchObject({ warnings: ['slip_unverified', 'slip_reused', 'shipped_in_future'] });
  });
});

describe('a slip that is taken back', () => {
  const refusal = (status: ShipmentStatus, credit: OrderRow['credit'] = 'approved') =>
    refusalOfVoid({ order: { credit, status: 'shipped' }, shipment: { status } });

  it('4.2 void: is that of a parcel on its way, of an approved order', () => {
    for (const status of ['slip_registered', 'in_transit', 'exception'] as const) expect(refusal(status)).toBeUndefined();
    expect(refusal('slip_registered', 'cancelled')).toEqual({
      code: 'illegal_transition',
      values: { status: 'shipped' },
      legalCommands: [],
    });
  });

  it('4.2 void: is not that of one which is there, is back or is gone; what is back may go out again', () => {
    const no = (status: ShipmentStatus, ...legalCommands: string[]) => ({ code: 'illegal_transition', values: { status }, legalCommands });
    expect(refusal('returned')).toEqual(no('returned', 'replaceSlip'));
    for (const status of ['delivered', 'superseded', 'voided'] as const) expect(refusal(status)).toEqual(no(status));
  });
});
