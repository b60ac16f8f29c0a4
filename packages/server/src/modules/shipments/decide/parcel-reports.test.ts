import { describe, expect, it } from 'vitest';
import type { OrderContent, OrderItem } from '../../orders/model.ts';
import type { CarrierReport, ShipmentStatus } from '../model.ts';
import { localDate } from '../../../core/time.ts';
import { counts, decideReport, fulfilmentOf, legalShopCommands } from './parcel.ts';

const statuses: readonly ShipmentStatus[] = [
  ...(['slip_registered', 'in_transit', 'delivered', 'exception', 'returned', 'superseded', 'voided'] as const),
];
const reports: readonly CarrierReport[] = [
  { kind: 'picked_up' },
  { kind: 'delivered', on: localDate('2026-10-03') },
  { kind: 'exception' },
  { kind: 'resumed' },
  { kind: 'returned' },
];

/** Where each report leads from each status; `same` is a repeat, and what is not there is refused. */
const ways: Readonly<Record<CarrierReport['kind'], Partial<Record<ShipmentStatus, ShipmentStatus | 'same'>>>> = {
  picked_up: { slip_registered: 'in_transit', in_transit: 'same' },
  delivered: { slip_registered: 'delivered', in_transit: 'delivered', exception: 'delivered', delivered: 'same' },
  exception: { slip_registered: 'exception', in_transit: 'exception', exception: 'same' },
  resumed: { exception: 'in_transit', in_transit: 'same' },
  returned: { exception: 'returned', in_transit: 'returned', returned: 'same' },
};

describe('what a carrier reports of a parcel', () => {
  it.each(reports)('STEP7: $kind leads on from some statuses, changes nothing when it is repeated, and is refused elsewhere', (report) => {
    for (const status of statuses) {
      const to = ways[report.kind][status];
      const legalCommands = reports.map(({ kind }) => kind).filter((kind) => (ways[kind][status] ?? 'same') !== 'same');
      const answer = {
        same: { status, changed: false },
        refused: { code: 'illegal_transition', values: { status }, legalCommands },
      };
      expect([status, decideReport({ status }, report)]).toEqual([
        status,
        to === undefined ? answer.refused : to === 'same' ? answer.same : { status: to, changed: true },
      ]);
    }
  });

  it('STEP7: names what could be reported instead', () => {
    expect(decideReport({ status: 'slip_registered' }, { kind: 'returned' })).toMatchObject({
      legalCommands: ['picked_up', 'delivered', 'exception'],
    });
    expect(decideReport({ status: 'delivered' }, { kind: 'returned' })).toMatchObject({ legalCommands: [] });
  });
});

describe('what a shop may do with a parcel', () => {
  it.each<[ShipmentStatus, readonly string[], boolean]>([
    ['slip_registered', ['replaceSlip', 'void'], true],
    ['in_transit', ['replaceSlip', 'void'], true],
    ['exception', ['replaceSlip', 'void'], true],
    ['returned', ['replaceSlip'], true],
    ['delivered', [], true],
    ['superseded', [], false],
    ['voided', [], false],
  ])('4.2: that is %s: %j, and it counts for the order: %j', (status, commands, isCounted) => {
    expect([legalShopCommands(status), counts({ status })]).toEqual([commands, isCounted]);
  });
});

describe('the fulfilment of an order (4.2)', () => {
  const goods: OrderItem = { kind: 'goods', name: '鍋', quantity: 2, unitPrice: 5_000, taxRate: 10, taxIncluded: true };
  const of = (content: Pick<OrderContent, 'takenOff'>, parcels: string) =>
    fulfilmentOf(
      {
        program: 'seino_like',
        netAmount: 9_091,
        payerHash: '',
        items: [goods],
        taxSummary: [],
        buyerFee: 0,
        shipToCount: 0,
        invoice: { delivery: 'separate', dueDays: 14 },
        ...content,
      },
      parcels
        .split(' ')
        .filter((status) => status !== '')
        .map((status) => ({ status: status as ShipmentStatus, amount: 5_000, items: [{ itemIndex: 0, quantity: 1 }] })),
    );

  it.each([
    ['', 'none'],
    ['voided superseded', 'none'],
    ['slip_registered', 'partially_shipped'],
    ['in_transit', 'partially_shipped'],
    ['slip_registered in_transit', 'shipped'],
    ['slip_registered voided', 'partially_shipped'],
    ['superseded in_transit in_transit', 'shipped'],
    ['delivered', 'partially_delivered'],
    ['delivered in_transit', 'partially_delivered'],
    ['delivered delivered', 'delivered'],
    ['delivered returned', 'partially_delivered'],
    ['delivered exception', 'exception'],
    ['in_transit exception', 'exception'],
    ['returned exception', 'exception'],
    ['returned', 'returned'],
    ['returned returned', 'returned'],
    ['returned voided', 'returned'],
    ['returned in_transit', 'shipped'],
  ])('of two pieces in parcels that are "%s" is %s', (parcels, fulfilment) => {
    expect(of({}, parcels)).toBe(fulfilment);
  });

  it('SF-33: is whole with what did leave, when the rest was taken off', () => {
    const reduced = { takenOff: { amount: 5_000, unnamed: 0, items: [{ itemIndex: 0, quantity: 1 }] } };
    expect([of(reduced, 'in_transit'), of(reduced, 'delivered'), of(reduced, '')]).toEqual(['shipped', 'delivered', 'none']);
  });
});
