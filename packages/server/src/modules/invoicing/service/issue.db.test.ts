import { describe, expect, it } from 'vitest';
import { describeBothEngines, describePostgres } from '../../../../tests/support/databases.ts';
import { invoicingShop, issuedShop, issueTask } from '../../../../tests/support/invoicing.ts';
import { replaceSlip, voidShipment } from '../../shipments/index.ts';
import { type Invoice, printDataOf } from '../index.ts';

describeBothEngines('sending invoices out', (open) => {
  describe('a slip', () => {
    it('SF-04: brings an invoice that waits for the day’s post, and none is there before', async () => {
      const { invoices, ship, order, units } = await invoicingShop(open);
      expect(await invoices()).toEqual([]);
      await ship();
      expect(await invoices()).toMatchObject([
        { status: 'scheduled', amount: 10_940, netAmount: 10_000, number: null, issueAt: '2026-11-20T09:00:00.000Z', payerHash: 'payer-1' },
      ]);
      expect(await order()).toMatchObject({ billing: 'scheduled' });
      expect(units.toldTypes()).toEqual(['shipment.registered', 'invoice.scheduled']);
    });

    it('SF-17: has it issued when its moment comes, with number, reference and due date', async () => {
      const { ship, runDue, invoices, order, units } = await invoicingShop(open);
      await ship();
      expect(await runDue(issueTask, '2026-11-20T08:59:59Z')).toEqual({ at: null, count: 0 });
      expect(await runDue(issueTask)).toEqual({ at: '2026-11-20T09:00:00.000Z', count: 1 });
      expect(await invoices()).toMatchObject([
        { status: 'issued', number: 1, reference: '000100000016', issuedOn: '2026-11-20', dueOn: '2026-12-04' },
      ]);
      expect(await order()).toMatchObject({ billing: 'issued', sequence: 4 });
      expect(units.told.at(-1)).toMatchObject({
        type: 'invoice.issued',
        sequence: 4,
        data: { number: 1, dueOn: '2026-12-04', amount: 10_940 },
      });
      expect(await runDue(issueTask)).toEqual({ at: null, count: 0 });
    });

    it('SF-19: AD-08: of a bundled invoice has it issued at once, with what the shop prints', async () => {
      const { ship, invoices, units } = await invoicingShop(open, { delivery: 'bundled' });
      await ship();
      const [invoice] = await invoices();
      expect(invoice).toMatchObject({ status: 'issued', number: 1, issuedOn: '2026-11-20' });
      expect(units.toldTypes()).toEqual(['shipment.registered', 'invoice.scheduled', 'invoice.issued']);
      const printed = await units.run((unit) => printDataOf(unit, invoice as Invoice));
      expect(printed).toMatchObject({ number: 1, reference: '000100000016', amount: 10_940, dueOn: '2026-12-04', issuer: { name: '店' } });
    });

    it('F43: of each parcel of a split order brings its own invoice, and they add up to the order', async () => {
      const { issued } = await issuedShop(open, [[1], [0, 2]]);
      expect(issued.map(({ number, tax }) => [number, tax])).toEqual([
        [1, [{ rate: 8, amount: 3_240, tax: 240 }]],
        [2, [{ rate: 10, amount: 7_700, tax: 700 }]],
      ]);
      expect(issued.reduce((sum, { netAmount }) => sum + netAmount, 0)).toBe(10_000);
    });

    it('SF-43: AM-16: that replaces another keeps the invoice and its due date', async () => {
      const { ship, runDue, units, merchantId, invoices } = await invoicingShop(open);
      const { id: shipmentId } = await ship();
      await runDue(issueTask);
      const renewed = await units.run((unit) => replaceSlip(unit, { merchantId, shipmentId, slip: { slipNo: '2000000000' } }));
      expect(await invoices()).toMatchObject([{ number: 1, dueOn: '2026-12-04', shipmentId: renewed.id }]);
    });

    it('that is taken back in time leaves no invoice and no number behind', async () => {
      const { ship, units, merchantId, invoices, order, runDue } = await invoicingShop(open);
      const { id } = await ship();
      await units.run((unit) => voidShipment(unit, merchantId, id));
      expect(await invoices()).toMatchObject([{ status: 'dropped', number: null }]);
      expect(await order()).toMatchObject({ billing: 'none' });
      await ship();
      await runDue(issueTask);
      expect((await invoices()).map(({ status, number }) => [status, number])).toEqual([
        ['dropped', null],
        ['issued', 1],
      ]);
    });
  });
});

describePostgres('two workers that send out the same invoices', (open) => {
  it('give each its number once, without a gap', async () => {
    const { units, addOrder, ship, invoices, runDue } = await invoicingShop(open);
    const ids = Array.from({ length: 12 }, (_, index) => `ord_${index + 10}`);
    for (const id of ids) {
      await addOrder(id);
      await ship(id);
    }
    units.moveTo('2026-11-20T09:00:00Z');
    const run = () => units.run((unit) => issueTask?.run(unit) ?? Promise.resolve(0));
    const counts = await Promise.all([run(), run(), run(), run()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12);
    const numbers = (await Promise.all(ids.map((id) => invoices(id)))).flat().map((invoice) => invoice.number);
    expect(numbers.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(ids.map((_, index) => index + 1));
    expect(await runDue(issueTask)).toEqual({ at: null, count: 0 });
  });
});
