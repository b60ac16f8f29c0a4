import { expect, it } from 'vitest';
import { type Reply } from '../support/app.ts';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';
import { lifeForEach, nextSlip } from './life.ts';

describeBothEngines('commands that meet an order in an odd state', (open) => {
  const { server, life } = lifeForEach(open);

  const send = (path: string, body: unknown): Promise<Reply> => server.call('POST', path, body);
  const asOperator = (path: string, body: unknown): Promise<Reply> =>
    server.call('POST', `/v1/operator${path}`, body, { key: server.operatorKey });
  const countedOverdue = async () => (await adminRows(server.database, 'select key from exposures where overdue_invoices > 0')).length;

  async function invoiced({ isDelivered = true } = {}) {
    const { id } = await life.order();
    const shipment = await life.ship(id);
    if (isDelivered) await life.deliver(shipment.id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    const invoice = await life.invoiceOf(id);
    return { id, invoice, pay: (amount: number, on = '2026-10-02') => life.deposit(amount, `${invoice.reference}`, on) };
  }

  it('SF-33: a discount alone cannot come back, or the buyer would owe more', async () => {
    const items = [
      { kind: 'goods' as const, name: '鍋', quantity: 1, unitPrice: 5_000, taxRate: 10 as const },
      { kind: 'discount' as const, name: '値引', quantity: 1, unitPrice: -500, taxRate: 10 as const },
    ];
    const { id } = await life.order({ items, billedAmount: 4_500 });
    await life.ship(id);
    const reply = await send(`/v1/orders/${id}/returns`, { items: [{ itemIndex: 1, quantity: 1 }], reason: 'returned' });
    expect(reply.json).toMatchObject({ status: 422, code: 'amount_mismatch' });
  });

  it('SF-33: only what was billed can come back', async () => {
    const { id } = await life.order();
    const { id: shipmentId } = await life.ship(id, { items: [{ itemIndex: 0, quantity: 1 }] });
    const reply = await send(`/v1/orders/${id}/returns`, { amount: 8_000, shipmentId, reason: 'returned' });
    expect(reply.json).toMatchObject({ status: 422, code: 'amount_mismatch', fields: [{ path: 'amount' }] });
    expect(await life.read(id)).toMatchObject({ returnedAmount: 0 });
  });

  it('SF-16: a line named twice is in the parcel with both its quantities, and never more often than ordered', async () => {
    const { id } = await life.order();
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00' };
    const twice = (quantity: number) => [
      { itemIndex: 0, quantity },
      { itemIndex: 0, quantity },
    ];
    expect((await send(`/v1/orders/${id}/shipments`, { ...slip, items: twice(2) })).json).toMatchObject({ code: 'item_quantity' });
    expect((await send(`/v1/orders/${id}/shipments`, { ...slip, items: twice(1) })).json).toMatchObject({
      items: [{ itemIndex: 0, quantity: 2 }],
    });
    expect(await life.invoiceOf(id)).toMatchObject({ amount: 11_000 });
  });

  it('4.2 expire: an order whose only slip was taken back runs out again and frees the buyer', async () => {
    const { id } = await life.order();
    await life.post(`/v1/shipments/${(await life.ship(id)).id}/void`, {});
    expect(await life.read(id)).toMatchObject({ status: 'approved', expiresAt: '2026-12-31T00:00:00+09:00' });
    await server.advanceTo('2026-12-31T12:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ status: 'expired' });
    expect(await life.exposure()).toBe(0);
  });

  it('4.2 void: a slip stays once goods of its parcel came back, or they would be billed again', async () => {
    const { id } = await life.order();
    const { id: shipmentId } = await life.ship(id);
    await life.post(`/v1/orders/${id}/returns`, { amount: 5_000, reason: 'returned' });
    expect((await send(`/v1/shipments/${shipmentId}/void`, {})).json).toMatchObject({ code: 'illegal_transition' });
  });

  it('SF-42: a return that leaves nothing open settles the invoice: the frame is free, letters end, the record is mended', async () => {
    const { id, invoice, pay } = await invoiced();
    await pay(6_000);
    await server.advanceTo('2026-11-05T12:00:00+09:00');
    expect(await countedOverdue()).toBe(1);
    expect((await asOperator(`/orders/${id}/returns`, { amount: 5_000, reason: 'returned' })).status).toBe(200);
    expect(await life.invoiceOf(id)).toMatchObject({ id: invoice.id, status: 'paid', open: 0 });
    expect([await life.exposure(), await countedOverdue()]).toEqual([0, 0]);
    expect((await life.historyOf(id)).slice(-2)).toEqual(expect.arrayContaining(['advance.adjusted']));
    const letters = (await life.historyOf(id)).filter((type) => type === 'invoice.dunned').length;
    await server.advanceTo('2026-12-20T12:00:00+09:00');
    expect((await life.historyOf(id)).filter((type) => type === 'invoice.dunned')).toHaveLength(letters);
  });

  it('AM-18: what the shop paid back itself is not paid back again when the rest is cancelled', async () => {
    const { id, pay } = await invoiced();
    await pay(11_000);
    await asOperator(`/orders/${id}/returns`, { amount: 5_000, reason: 'returned', refundBy: 'merchant' });
    expect((await life.balances())['BUYER_REFUND_PAYABLE']).toBeUndefined();
    await asOperator(`/orders/${id}/cancel`, { reason: 'returned' });
    expect((await life.balances())['BUYER_REFUND_PAYABLE']).toBe(-6_000);
  });

  it('AM-18: before the advance the money is with the provider, so the shop cannot be the one to pay it back', async () => {
    const { id, pay } = await invoiced({ isDelivered: false });
    await pay(11_000);
    const refused = await asOperator(`/orders/${id}/cancel`, { reason: 'lost', refundBy: 'merchant' });
    expect(refused.json).toMatchObject({ code: 'illegal_transition', fields: [{ path: 'refundBy' }] });
    await asOperator(`/orders/${id}/cancel`, { reason: 'lost' });
    expect(await life.balances()).toMatchObject({ BUYER_REFUND_PAYABLE: -11_000, CASH_IN: 11_000 });
  });

  it('AM-18: an overdue invoice that is paid in part needs the operator as well', async () => {
    const { id, pay } = await invoiced();
    await pay(5_000);
    await server.advanceTo('2026-10-20T12:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'overdue' } });
    expect((await send(`/v1/orders/${id}/cancel`, { reason: 'returned' })).status).toBe(202);
  });

  it('AD-17: the same sum at a lower tax rate takes more of the frame and is screened', async () => {
    const items = (taxRate: 0 | 10) => [{ name: '鍋', quantity: 1, unitPrice: 55_000, taxRate }];
    const { id } = await life.order({ items: items(10), billedAmount: 55_000 });
    const reply = await server.call('PATCH', `/v1/orders/${id}`, { items: items(0) });
    expect(reply.json).toMatchObject({
      status: 'approved',
      openFrameLeft: 0,
      amountChange: { result: 'rejected', reasons: ['limit_exceeded'] },
    });
  });

  it('SF-44: what is cancelled already cannot be replaced', async () => {
    const { id } = await life.order();
    await life.post(`/v1/orders/${id}/cancel`, {});
    expect((await send(`/v1/orders/${id}/replace`, { order: orderBody() })).json).toMatchObject({ code: 'illegal_transition' });
  });

  it('AM-15: a due date that is moved counts the overdue invoice no more, and the payer is welcome again', async () => {
    const { id, invoice, pay } = await invoiced();
    await server.advanceTo('2026-11-05T12:00:00+09:00');
    expect(await countedOverdue()).toBe(1);
    await life.post(`/v1/invoices/${invoice.id}/extend`, { days: 14 });
    expect(await countedOverdue()).toBe(0);
    await pay(11_000, '2026-11-05');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'paid' } });
    expect(await countedOverdue()).toBe(0);
  });

  it('SF-06: a part paid at a till stops the letters only until it is settled', async () => {
    const { id, invoice } = await invoiced();
    await life.payAtKonbini(invoice.id, 'sokuho', { amount: 5_000 });
    await life.payAtKonbini(invoice.id, 'kakuho');
    await server.advanceTo('2026-10-20T12:00:00+09:00');
    expect(await life.historyOf(id)).toContain('invoice.dunned');
  });
});
