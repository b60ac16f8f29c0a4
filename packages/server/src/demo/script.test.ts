import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../core/time.ts';
import type { ShipmentRow } from './model.ts';
import { type Action, deliveryOf, nextVisit, partOfFile, scriptOf, takeDue } from './script.ts';

const row = (line: number, shippedOn: string | null, text = `A-${line}`): ShipmentRow => ({
  row: line,
  shopOrderId: `A-${line}`,
  shippedOn: shippedOn === null ? null : localDate(shippedOn),
  text,
});

const firstShipDay = localDate('2026-10-11');
const small = {
  firstShipDay,
  shipments: [row(2, '2026-10-12'), row(3, '2026-10-11'), row(4, null), row(5, '2026-10-12'), row(6, '2027-03-01')],
};

const shipped = (agenda: readonly Action[]) =>
  agenda.map((action) => [action.on, action.kind === 'ship' ? action.rows.map((each) => each.row) : action.kind]);

describe('the script of the demo', () => {
  it('begins at noon on the day before the first 出荷日 and ends 60 days later', () => {
    expect(scriptOf(small)).toMatchObject({
      startsAt: '2026-10-10T03:00:00.000Z',
      endsAt: '2026-12-09T03:00:00.000Z',
      lastDay: '2026-12-09',
    });
  });

  it('imports each shipment on its own 出荷日: rows without a day first, days beyond the end last', () => {
    expect(shipped(scriptOf(small).agenda)).toEqual([
      ['2026-10-11', [3, 4]],
      ['2026-10-12', [2, 5]],
      ['2026-12-09', [6]],
    ]);
  });

  it('delivers a parcel the day after its 出荷日, but every 50th accepted one goes astray', () => {
    const outcomes = Array.from({ length: 120 }, (_, index) =>
      deliveryOf({ shipmentId: 'shp_1', shippedOn: firstShipDay, nth: index + 1 }),
    );
    expect(new Set(outcomes.map((action) => action.on))).toEqual(new Set(['2026-10-12']));
    const astray = outcomes.flatMap((action, index) => (action.kind === 'deliver' && action.outcome === 'exception' ? [index + 1] : []));
    expect(astray).toEqual([50, 100]);
  });
});

describe('the agenda', () => {
  const day = (days: number) => addDays(firstShipDay, days);
  const deliver = (on: number): Action => deliveryOf({ shipmentId: `shp_${on}`, shippedOn: day(on - 1), nth: 1 });
  const pay = (on: number): Action => ({
    kind: 'pay',
    on: day(on),
    payment: { channel: 'bank', invoiceId: 'inv_1', on: day(on), amount: 1, payerName: 'ﾔﾏﾀﾞ' },
  });
  const ship = (on: number): Action => ({ kind: 'ship', on: day(on), rows: [] });
  const settled = { awaitsInvoices: false, lastDay: day(59) };

  it('gives what is due, shipments before deliveries before payments, and keeps the rest', () => {
    const { due, later } = takeDue([pay(1), deliver(1), ship(1), pay(2), pay(0)], day(1));
    expect(due.map((action) => [action.on, action.kind])).toEqual([
      [day(0), 'pay'],
      [day(1), 'ship'],
      [day(1), 'deliver'],
      [day(1), 'pay'],
    ]);
    expect(later).toEqual([pay(2)]);
  });

  it('leads to the next day with something to do', () => {
    expect(nextVisit([pay(9), deliver(4)], day(0), settled)).toBe(day(4));
    expect(nextVisit([], day(0), settled)).toBeNull();
  });

  it('leads to the very next day while invoices are yet to be issued', () => {
    expect(nextVisit([pay(9)], day(0), { ...settled, awaitsInvoices: true })).toBe(day(1));
  });

  it('ends with the last day', () => {
    expect(nextVisit([pay(59)], day(58), settled)).toBe(day(59));
    expect(nextVisit([pay(60)], day(58), settled)).toBeNull();
    expect(nextVisit([], day(59), { ...settled, awaitsInvoices: true })).toBeNull();
  });

  it('catches up on the next day with what was due before', () => {
    expect(nextVisit([pay(1)], day(3), settled)).toBe(day(4));
  });
});

describe("a day's part of the shipments file", () => {
  it("has the file's own header and rows, and knows which line was which", () => {
    const part = partOfFile('注文,備考', [row(7, '2026-10-11', 'A-7,"一\r\n二"'), row(9, '2026-10-11', 'A-9,')]);
    expect(part.text).toBe('\ufeff注文,備考\r\nA-7,"一\r\n二"\r\nA-9,\r\n');
    expect([...part.rowOf].map(([line, { row: original }]) => [line, original])).toEqual([
      [2, 7],
      [4, 9],
    ]);
  });

  it('puts rows without a day last, because one that is not closed swallows what follows', () => {
    const part = partOfFile('注文', [row(2, null, '"A-2'), row(3, '2026-10-11', 'A-3')]);
    expect(part.text).toBe('\ufeff注文\r\nA-3\r\n"A-2\r\n');
    expect(part.rowOf.get(3)?.row).toBe(2);
  });
});
