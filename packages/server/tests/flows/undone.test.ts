import { expect, it } from 'vitest';
import { describeBothEngines } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';
import { lifeForEach } from './life.ts';

describeBothEngines('what is undone', (open) => {
  const { server, life } = lifeForEach(open);

  const cancel = (id: string, body = {}) => server.call('POST', `/v1/orders/${id}/cancel`, body);
  async function delivered() {
    const { id } = await life.order();
    await life.deliver((await life.ship(id)).id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    return { id, invoice: await life.invoiceOf(id) };
  }

  it('SF-33: an order that has not shipped is cancelled at once and frees the buyer', async () => {
    const { id } = await life.order();
    expect((await cancel(id)).json).toMatchObject({ status: 'cancelled', shipAllowed: false });
    expect(await life.exposure()).toBe(0);
    expect((await cancel(id)).status).toBe(200);
  });

  it('a shipped one needs a reason; before the invoice is out nothing was charged', async () => {
    const { id } = await life.order();
    await life.ship(id);
    expect((await cancel(id)).json).toMatchObject({ status: 422, code: 'required', fields: [{ path: 'reason' }] });
    expect((await cancel(id, { reason: 'damaged' })).json['status']).toBe('cancelled');
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'dropped' });
    await server.advanceTo('2026-10-06T00:00:00+09:00');
    expect(await life.balances()).toEqual({});
  });

  it('SF-41: after the invoice is out the invoice is cancelled and its issue fee stays', async () => {
    const { id } = await life.order();
    await life.ship(id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    await cancel(id, { reason: 'lost' });
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'cancelled', open: 0 });
    expect(await life.balances()).toEqual({ MERCHANT_PAYABLE: 209, FEE_REVENUE: -190, TAX_PAYABLE: -19 });
  });

  it('SF-47 AM-17b: after the advance the next payout is less: the rate is given back, the issue fee is not', async () => {
    const { id } = await delivered();
    await server.advanceTo('2026-10-09T18:00:00+09:00');
    expect((await cancel(id, { reason: 'returned' })).json['status']).toBe('cancelled');
    // 11,000 back, less 462 + 46 of fees given back: the shop owes 10,492.
    expect((await life.balances())['MERCHANT_PAYABLE']).toBe(10_492);
    await server.advanceTo('2026-10-16T18:00:00+09:00');
    const [second] = await life.payouts();
    expect(second).toMatchObject({ closesOn: '2026-10-11', status: 'carried' });
    expect(await life.exposure()).toBe(0);
  });

  it('AM-18: where the buyer has paid, an operator must agree, and the shop is told so', async () => {
    const { id, invoice } = await delivered();
    await life.deposit(11_000, `${invoice.reference}`, '2026-10-02');
    const asked = await cancel(id, { reason: 'returned' });
    expect([asked.status, asked.json['awaitsOperator'], asked.json['status']]).toEqual([202, true, 'paid']);
  });

  it('a part that comes back is credited: the buyer owes less, the shop is advanced less, the frame is freed in proportion', async () => {
    const { id } = await delivered();
    const reply = await server.call('POST', `/v1/orders/${id}/returns`, { items: [{ itemIndex: 0, quantity: 1 }], reason: 'returned' });
    expect(reply.json).toMatchObject({ returnedAmount: 5_000, status: 'delivered' });
    expect(await life.invoiceOf(id)).toMatchObject({ credited: 5_000, open: 6_000 });
    expect((await life.balances())['BUYER_RECEIVABLE']).toBe(6_000);
    const over = await server.call('POST', `/v1/orders/${id}/returns`, { amount: 6_001, reason: 'returned' });
    expect(over.json).toMatchObject({ code: 'amount_mismatch' });
  });

  it('F61 F62: an approved amount goes down at once, up only after a screening, and a refusal leaves the old one', async () => {
    const { id } = await life.order();
    const change = (unitPrice: number) =>
      server.call('PATCH', `/v1/orders/${id}`, { items: [{ name: '鍋', quantity: 1, unitPrice, taxRate: 10 }] });
    expect((await change(5_500)).json).toMatchObject({ billedAmount: 5_500, approvedAmount: 5_500 });
    expect(await life.exposure()).toBe(5_000);
    expect((await change(55_001)).json).toMatchObject({
      billedAmount: 5_500,
      status: 'approved',
      amountChange: { result: 'rejected', reasons: ['limit_exceeded'] },
    });
    expect((await change(55_000)).json).toMatchObject({ billedAmount: 55_000, approvedAmount: 55_000, openFrameLeft: 0 });
    expect(await life.exposure()).toBe(50_000);
  });

  it('SF-44: replacing cancels and registers anew in one step, and only when the new one is approved', async () => {
    const { id } = await life.order();
    const order = (unitPrice: number) =>
      orderBody({ billedAmount: unitPrice, items: [{ name: '鍋', quantity: 1, unitPrice, taxRate: 10 }] });
    const refused = await server.call('POST', `/v1/orders/${id}/replace`, { order: order(60_000) });
    expect(refused.json).toMatchObject({ code: 'not_approved' });
    expect(await life.read(id)).toMatchObject({ status: 'approved', replacedBy: null });
    const renewed = await server.call('POST', `/v1/orders/${id}/replace`, { order: order(22_000) });
    expect(renewed.json).toMatchObject({ status: 'approved', replaces: id });
    expect(await life.read(id)).toMatchObject({ status: 'cancelled', replacedBy: renewed.json['id'] });
    expect(await life.exposure()).toBe(20_000);
  });

  it('SF-44: what is wrong with the new order is told by its place in the call', async () => {
    const [{ id }, other] = [await life.order(), await life.order({ buyer: buyer('8800') })];
    const replaced = async (order: object) => (await server.call('POST', `/v1/orders/${id}/replace`, { order })).json['fields'];
    const body = orderBody();
    expect(await replaced({ ...body, buyer: { ...body.buyer, phone: '1' } })).toMatchObject([{ path: 'order.buyer.phone' }]);
    const taken = await life.read(other.id);
    expect(await replaced({ ...body, shopOrderId: taken.shopOrderId })).toMatchObject([
      { path: 'order.shopOrderId', code: 'duplicate_order' },
    ]);
  });

  it('a version that is not the newest is refused, so that nobody overwrites what he has not seen', async () => {
    const { id, version } = await life.order();
    await server.call('PATCH', `/v1/orders/${id}`, { metadata: { note: 'a' } });
    expect((await cancel(id, { version })).json).toMatchObject({ status: 409, code: 'version_conflict' });
  });

  it('what is not shipped in 90 days expires and frees the buyer; a hold nobody mends is refused after 14', async () => {
    const { id } = await life.order();
    const body = orderBody();
    const held = await life.post<{ id: string }>('/v1/orders', { ...body, buyer: { ...body.buyer, email: 'hold-phone@example.jp' } });
    await server.advanceTo('2026-10-16T00:00:00+09:00');
    expect(await life.read(held.id)).toMatchObject({ status: 'rejected', decision: { decidedBy: 'time_out' } });
    expect(await life.exposure()).toBe(10_000);
    await server.advanceTo('2026-12-31T00:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ status: 'expired', shipAllowed: false });
    expect(await life.exposure()).toBe(0);
  });
});
