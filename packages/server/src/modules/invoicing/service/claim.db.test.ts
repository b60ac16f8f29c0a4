import { describe, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { invoicingShop, issuedShop, issueTask, orderEvent, overdueTask, pay } from '../../../../tests/support/invoicing.ts';
import { yen } from '../../../core/money.ts';
import { addDays, localDate } from '../../../core/time.ts';
import { post } from '../../ledger/index.ts';
import {
  cancelInvoices,
  creditInvoices,
  extend,
  findByReference,
  handOverToAgency,
  type Invoice,
  listInvoices,
  openInvoicesOfPayer,
  printDataOf,
  reissue,
  writeOffInvoice,
} from '../index.ts';

describeBothEngines('invoices that are out', (open) => {
  describe('a payment on an invoice', () => {
    it('of a part changes nothing of the buyer’s exposure (I5)', async () => {
      const setting = await issuedShop(open);
      await pay(setting, setting.issued[0], { amount: 5_000 });
      expect(await setting.invoices()).toMatchObject([{ status: 'partially_paid', paid: 5_000 }]);
      expect([await setting.order(), await setting.openNet()]).toMatchObject([{ billing: 'partially_paid', held_net: 10_000 }, 10_000]);
      expect(setting.units.told.at(-1)).toMatchObject({ type: 'invoice.partially_paid', data: { open: 5_940 } });
    });

    it('in full frees the buyer’s exposure and settles the order', async () => {
      const setting = await issuedShop(open);
      await pay(setting, setting.issued[0], { amount: 5_000 });
      await pay(setting, setting.issued[0], { amount: 5_940, on: '2026-12-05' });
      expect(await setting.invoices()).toMatchObject([{ status: 'paid', paid: 10_940, paidOn: '2026-12-05' }]);
      expect([await setting.order(), await setting.openNet()]).toMatchObject([{ billing: 'paid', held_net: 0 }, 0]);
      expect(setting.units.told.at(-1)).toMatchObject({ type: 'invoice.paid', data: { amount: 5_940, late: true } });
    });

    it('of one of two parcels frees the share of that parcel, the last one all that is left', async () => {
      const setting = await issuedShop(open, [[1], [0, 2]]);
      await pay(setting, setting.issued[0], { amount: 3_240 });
      expect([await setting.order(), await setting.openNet()]).toMatchObject([{ billing: 'partially_paid', held_net: 7_000 }, 7_000]);
      await pay(setting, setting.issued[1], { amount: 7_700 });
      expect([await setting.order(), await setting.openNet()]).toMatchObject([{ billing: 'paid', held_net: 0 }, 0]);
    });

    it('does not settle an order while a parcel is still to be billed', async () => {
      const setting = await issuedShop(open, [[1]]);
      await pay(setting, setting.issued[0], { amount: 3_240 });
      expect(await setting.order()).toMatchObject({ billing: 'partially_paid', held_net: 7_000 });
    });

    it('over what is owed is refused and changes nothing', async () => {
      const setting = await issuedShop(open);
      await expect(pay(setting, setting.issued[0], { amount: 10_941 })).rejects.toThrow('amount_mismatch');
      expect(await setting.invoices()).toMatchObject([{ status: 'issued', paid: 0 }]);
    });

    it('finds its invoice by the reference, or by the payer', async () => {
      const { units, issued } = await issuedShop(open);
      expect(await units.run((unit) => findByReference(unit, '000100000016'))).toEqual(issued);
      expect(await units.run((unit) => findByReference(unit, '000100000024'))).toEqual([]);
      expect(await units.run((unit) => openInvoicesOfPayer(unit, 'payer-1'))).toEqual(issued);
      expect(await units.run((unit) => openInvoicesOfPayer(unit, 'payer-2'))).toEqual([]);
    });
  });

  describe('an order that is off', () => {
    it('has its invoice dropped before it went out, and cancelled after', async () => {
      const { units, merchantId, ship, invoices, order, runDue } = await invoicingShop(open);
      const cancel = () => units.run((unit) => cancelInvoices(unit, [orderEvent(merchantId, 'order.cancelled', { refundBy: 'provider' })]));
      await ship('ord_1', [1]);
      await runDue(issueTask);
      await ship('ord_1', [0, 2]);
      await cancel();
      expect((await invoices()).map(({ status }) => status)).toEqual(['cancelled', 'dropped']);
      expect(await order()).toMatchObject({ billing: 'cancelled' });
      expect(await runDue(issueTask)).toEqual({ at: null, count: 0 });
      await cancel();
      expect(units.toldTypes().filter((type) => type === 'invoice.cancelled')).toHaveLength(1);
    });

    it('AM-18: leaves a paid invoice as it is when the shop pays the buyer back, which it can once it was advanced', async () => {
      const setting = await issuedShop(open);
      await pay(setting, setting.issued[0], { amount: 10_940 });
      const cancel = (refundBy: string) =>
        setting.units.run((unit) => cancelInvoices(unit, [orderEvent(setting.merchantId, 'order.cancelled', { refundBy })]));
      await expect(cancel('merchant')).rejects.toThrow('illegal_transition');
      const { merchantId } = setting;
      const postings = [{ debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: yen(10_940) }] as const;
      const sourceId = setting.issued[0]?.shipmentId ?? '';
      await setting.units.run((unit) => post(unit, [{ merchantId, kind: 'advance', sourceId, postings }]));
      await cancel('merchant');
      expect(await setting.invoices()).toMatchObject([{ status: 'paid', credited: 0 }]);
      await cancel('provider');
      expect(await setting.invoices()).toMatchObject([{ status: 'cancelled', credited: 10_940 }]);
    });

    it('SF-47: in part is credited on the parcel that came back, else on the newest first', async () => {
      const { units, merchantId, issued, invoices } = await issuedShop(open, [[1], [0, 2]]);
      const giveBack = (data: Record<string, unknown>) =>
        units.run((unit) => creditInvoices(unit, [orderEvent(merchantId, 'order.returned', { refundBy: 'provider', ...data })]));
      const credited = async () => (await invoices()).map((invoice) => [invoice.status, invoice.credited]);
      await giveBack({ amount: 240, shipmentId: issued[0]?.shipmentId });
      expect(await credited()).toEqual([
        ['issued', 240],
        ['issued', 0],
      ]);
      await giveBack({ amount: 7_800, shipmentId: null });
      expect(await credited()).toEqual([
        ['issued', 340],
        ['cancelled', 7_700],
      ]);
    });
  });

  describe('an invoice that nobody pays', () => {
    it('SF-06: is overdue the day after its due date, once', async () => {
      const { runDue, invoices, order, units } = await issuedShop(open);
      expect(await runDue(overdueTask)).toEqual({ at: '2026-12-04T15:00:00.000Z', count: 1 });
      expect(await invoices()).toMatchObject([{ status: 'issued', overdue: true, overdueAt: null }]);
      expect(await order()).toMatchObject({ billing: 'overdue' });
      expect(units.told.at(-1)).toMatchObject({ type: 'invoice.overdue', data: { dueOn: '2026-12-04', open: 10_940 } });
      expect(await runDue(overdueTask)).toEqual({ at: null, count: 0 });
    });

    it('is not when it was paid in time', async () => {
      const setting = await issuedShop(open);
      await pay(setting, setting.issued[0], { amount: 10_940 });
      expect(await setting.runDue(overdueTask)).toEqual({ at: null, count: 0 });
    });

    it('AD-21: is written off as a loss of the provider, and the buyer’s exposure stays taken', async () => {
      const setting = await issuedShop(open);
      const { units, merchantId, issued, runDue, database } = setting;
      const shipmentId = issued[0]?.shipmentId ?? '';
      const name = { merchantId, invoiceId: issued[0]?.id ?? '' };
      await expect(units.run((unit) => writeOffInvoice(unit, name))).rejects.toThrow('illegal_transition');
      await units.run((unit) =>
        post(unit, [
          {
            merchantId,
            kind: 'advance',
            sourceId: shipmentId,
            postings: [{ debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: yen(10_940) }],
          },
        ]),
      );
      await runDue(overdueTask);
      await units.run((unit) => handOverToAgency(unit, name));
      await units.run((unit) => writeOffInvoice(unit, name));
      expect([await setting.order(), await setting.openNet()]).toMatchObject([{ billing: 'written_off', held_net: 10_000 }, 10_000]);
      expect(await adminRows(database, `select debit, credit, amount::int from ledger_entries where kind = 'write_off'`)).toEqual([
        { debit: 'BAD_DEBT', credit: 'BUYER_RECEIVABLE', amount: 10_940 },
      ]);
      expect(await adminRows(database, 'select written_off_invoices from exposures where written_off_invoices > 0')).toHaveLength(1);
    });
  });

  describe('what may be asked for an invoice', () => {
    it('F54: F65: is a new document, and more time once', async () => {
      const { units, merchantId, issued, invoices } = await issuedShop(open);
      const name = { merchantId, invoiceId: issued[0]?.id ?? '' };
      units.moveTo('2026-11-30T00:00:00Z');
      await units.run((unit) => reissue(unit, name, { delivery: 'email' }));
      await units.run((unit) => extend(unit, name, 14));
      expect(await invoices()).toMatchObject([
        { documentVersion: 2, delivery: 'email', issuedOn: '2026-11-30', dueOn: '2026-12-18', extensions: 1 },
      ]);
      expect(units.told.slice(-2)).toMatchObject([
        { type: 'invoice.reissued', data: { documentVersion: 2, dueOn: '2026-12-04' } },
        { type: 'invoice.extended', data: { dueOn: '2026-12-18' } },
      ]);
      await expect(units.run((unit) => extend(unit, name, 1))).rejects.toThrow('illegal_transition');
    });

    it('is not there for another merchant', async () => {
      const { units, issued } = await issuedShop(open);
      await expect(units.run((unit) => reissue(unit, { merchantId: 'mer_other', invoiceId: issued[0]?.id ?? '' }))).rejects.toThrow(
        'not_found',
      );
    });

    it('refuses print data of what we post ourselves', async () => {
      const { units, issued } = await issuedShop(open);
      await expect(units.run((unit) => printDataOf(unit, issued[0] as Invoice))).rejects.toThrow('illegal_transition');
    });

    it('lists invoices newest first, by order, state and day of issue', async () => {
      const { units, merchantId, addOrder, ship } = await issuedShop(open);
      await addOrder('ord_2');
      await ship('ord_2');
      const list = (more: object) =>
        units.run(async (unit) => (await listInvoices(unit, { merchantId, limit: 10, ...more })).map((invoice) => invoice.orderId));
      expect(await list({})).toEqual(['ord_2', 'ord_1']);
      expect(await list({ status: 'issued' })).toEqual(['ord_1']);
      expect(await list({ orderId: 'ord_2' })).toEqual(['ord_2']);
      expect(await list({ overdue: true })).toEqual([]);
      expect(await list({ from: localDate('2026-11-20'), to: localDate('2026-11-20') })).toEqual(['ord_1']);
      expect(await list({ from: addDays(localDate('2026-11-20'), 1) })).toEqual([]);
      const [newest] = await units.run((unit) => listInvoices(unit, { merchantId, limit: 1 }));
      expect(await list({ beforeId: newest?.id })).toEqual(['ord_1']);
    });
  });
});
