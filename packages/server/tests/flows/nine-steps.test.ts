import { expect, it } from 'vitest';
import { describeBothEngines } from '../support/databases.ts';

import { lifeForEach } from './life.ts';

describeBothEngines('the nine steps of the service', (open) => {
  const { server, life } = lifeForEach(open);

  it('SF-01 SF-07: the shop is paid before the buyer pays, and every yen of the way is in the ledger', async () => {
    // Thursday 2026-10-01, 12:00. 11,000 yen, 10,000 without tax.
    const { id } = await life.order();
    const parcel = await life.ship(id);
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'scheduled', number: null });

    await server.advanceTo('2026-10-01T18:00:00+09:00');
    const invoice = await life.invoiceOf(id);
    // SF-17: before the cut-off of 18:00 it goes out the same day; AM-15: due 14 days after.
    expect(invoice).toMatchObject({ status: 'issued', number: 1, issuedOn: '2026-10-01', dueOn: '2026-10-15', amount: 11_000 });
    // The fee for a posted invoice, 190 + 19 tax, is charged when it goes out.
    expect(await life.balances()).toEqual({ MERCHANT_PAYABLE: 209, FEE_REVENUE: -190, TAX_PAYABLE: -19 });

    await life.deliver(parcel.id);
    // SF-21: advanced once delivered: 11,000, less 4.2 % = 462 and 46 tax.
    expect(await life.balances()).toEqual({
      BUYER_RECEIVABLE: 11_000,
      MERCHANT_PAYABLE: -(11_000 - 462 - 46 - 209),
      FEE_REVENUE: -652,
      TAX_PAYABLE: -65,
    });
    expect(await life.read(id)).toMatchObject({ status: 'delivered', axes: { settlement: 'eligible' } });

    // AM-17: the week closes on Sunday the 4th and is paid on Friday the 9th.
    await server.advanceTo('2026-10-05T00:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ axes: { settlement: 'batched' } });
    await server.advanceTo('2026-10-09T18:00:00+09:00');
    const [payout] = await life.payouts();
    // 10,283 less the transfer fee of 300 and 30 tax (SF-38: the merchant bears it).
    expect(payout).toMatchObject({ status: 'completed', closesOn: '2026-10-04', paysOn: '2026-10-09', net: 9_953 });
    expect(await life.read(id)).toMatchObject({ status: 'advanced', axes: { settlement: 'paid_out', billing: 'issued' } });

    expect(await life.payAtKonbini(invoice.id, 'sokuho')).toMatchObject({ status: 'received' });
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'issued' } });
    expect(await life.exposure()).toBe(10_000);
    expect(await life.payAtKonbini(invoice.id, 'kakuho')).toMatchObject({ status: 'allocated' });
    expect(await life.read(id)).toMatchObject({ status: 'completed', axes: { billing: 'paid' } });
    expect(await life.exposure()).toBe(0);
    expect((await life.balances())['BUYER_RECEIVABLE']).toBeUndefined();
    expect(await life.historyOf(id)).toEqual([
      'order.approved',
      'shipment.registered',
      'invoice.scheduled',
      'invoice.issued',
      'shipment.delivered',
      'advance.eligible',
      'invoice.payment_provisional',
      'invoice.paid',
    ]);
  });

  it('SF-15: nothing ships before the screening said yes, and the shop is told what it may do', async () => {
    const body = await life.order({ buyer: undefined }).catch(() => undefined);
    expect(body).toBeUndefined();
    const items = [{ name: 'ノートPC', quantity: 1, unitPrice: 69_800, taxRate: 10 }];
    const { id } = await life.order({ billedAmount: 69_800, items });
    const reply = await server.call('POST', `/v1/orders/${id}/shipments`, {
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: '444413758703',
      shippedAt: '2026-10-01T10:00:00+09:00',
    });
    expect(reply.json).toMatchObject({ status: 409, code: 'not_approved' });
  });

  it('AD-02: paying before the delivery is known counts: it waits as prepaid and meets the advance', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    const invoice = await life.invoiceOf(id);
    await life.deposit(11_000, `${invoice.reference} ﾔﾏﾀﾞ`, '2026-10-02');
    expect(await life.balances()).toMatchObject({ CASH_IN: 11_000, BUYER_PREPAID: -11_000 });
    expect(await life.read(id)).toMatchObject({ status: 'paid' });
    await life.deliver(parcel.id);
    const after = await life.balances();
    expect([after['BUYER_PREPAID'], after['BUYER_RECEIVABLE']]).toEqual([undefined, undefined]);
  });

  it('SF-19 AD-08: a bundled invoice is issued with the slip, and the answer brings what to print', async () => {
    const { id } = await life.order({ invoice: { delivery: 'bundled' } });
    const parcel = await life.ship(id);
    expect(parcel.printData).toMatchObject({ number: 1, amount: 11_000, dueOn: '2026-10-15' });
    // The bundled fee is 100 + 10 tax.
    expect(await life.balances()).toEqual({ MERCHANT_PAYABLE: 110, FEE_REVENUE: -100, TAX_PAYABLE: -10 });
  });

  it('F43: parcels are billed in parts that add up to the order to the yen', async () => {
    const items = [
      { name: '皿', quantity: 3, unitPrice: 1_111, taxRate: 10 },
      { name: '茶', quantity: 2, unitPrice: 777, taxRate: 8 },
      { kind: 'discount', name: '値引', quantity: 1, unitPrice: -100, taxRate: 10 },
    ];
    const { id } = await life.order({ billedAmount: 4_787, items });
    await life.ship(id, { items: [{ itemIndex: 0, quantity: 1 }] });
    await life.ship(id, { items: [{ itemIndex: 0, quantity: 2 }] });
    await life.ship(id);
    const { shipments, invoices, axes } = await life.read(id);
    expect(axes.fulfilment).toBe('shipped');
    expect(shipments).toHaveLength(3);
    expect(invoices.reduce((sum, invoice) => sum + invoice.amount, 0)).toBe(4_787);
    const more = await server.call('POST', `/v1/orders/${id}/shipments`, {
      carrier: 'yamato',
      serviceLevel: 'parcel',
      slipNo: '444413758703',
      shippedAt: '2026-10-01T10:00:00+09:00',
    });
    expect(more.json['code']).toBe('illegal_transition');
  });

  it('SF-43 AM-16: a reship under a new slip keeps invoice and due date, and delivery is watched on the new one', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    const before = await life.invoiceOf(id);
    const renewed = await server.call('PATCH', `/v1/shipments/${parcel.id}`, { slipNo: '512547514334', carrier: 'sagawa' });
    expect(renewed.json).toMatchObject({ status: 'slip_registered', carrier: 'sagawa', supersedes: parcel.id });
    expect(await life.invoiceOf(id)).toMatchObject({ id: before.id, dueOn: before.dueOn, number: before.number });
    await life.deliver(String(renewed.json['id']));
    expect(await life.read(id)).toMatchObject({ axes: { fulfilment: 'delivered', settlement: 'eligible' } });
  });

  it('SF-18: a slip registered before the goods leave is taken with a warning', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id, { shippedAt: '2026-10-03T10:00:00+09:00' });
    expect(parcel.warnings.map((warning) => warning.code)).toEqual(['shipped_in_future']);
  });
});
