import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';
import { lifeForEach } from './life.ts';

describeBothEngines('what buyers do with their invoices', (open) => {
  const { server, life } = lifeForEach(open);

  async function invoiced(patch = {}) {
    const { id } = await life.order(patch);
    await life.deliver((await life.ship(id)).id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    return { id, invoice: await life.invoiceOf(id) };
  }

  it('SF-06 SF-09: nobody pays: letters at 3, 10, 25 and 45 days, and the merchant keeps its money', async () => {
    const someone = buyer('8001');
    const { id } = await invoiced({ buyer: someone });
    await server.advanceTo('2026-12-10T12:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'overdue', settlement: 'paid_out' } });
    expect((await life.historyOf(id)).filter((type) => type === 'invoice.overdue' || type === 'invoice.dunned')).toEqual([
      'invoice.overdue',
      'invoice.dunned',
      'invoice.dunned',
      'invoice.dunned',
      'invoice.dunned',
    ]);
    // Screening remembers: an invoice more than 14 days overdue refuses the next order, in any shop.
    const next = await server.call('POST', '/v1/orders', orderBody({ buyer: someone, orderDate: '2026-12-10' }), {
      key: server.otherShop.secretKey,
    });
    expect(next.json).toMatchObject({ status: 'rejected', decision: { reasons: [{ code: 'history_overdue' }] } });
  });

  it('a late payer is welcome again once everything is paid', async () => {
    const someone = buyer('8002');
    const { invoice } = await invoiced({ buyer: someone });
    await server.advanceTo('2026-11-05T12:00:00+09:00');
    await life.deposit(11_000, `${invoice.reference}`, '2026-11-05');
    expect(await life.order({ buyer: someone, orderDate: '2026-11-05' })).toMatchObject({ status: 'approved' });
  });

  it('速報 stops the letters and 速報取消 lets them go on; neither moves money', async () => {
    const { id, invoice } = await invoiced();
    await server.advanceTo('2026-10-14T12:00:00+09:00');
    await life.payAtKonbini(invoice.id, 'sokuho');
    await server.advanceTo('2026-10-20T12:00:00+09:00');
    expect(await life.historyOf(id)).not.toContain('invoice.dunned');
    await life.payAtKonbini(invoice.id, 'cancel');
    await server.advanceTo('2026-10-21T12:00:00+09:00');
    expect(await life.historyOf(id)).toContain('invoice.dunned');
    expect((await life.balances())['AGENT_RECEIVABLE']).toBeUndefined();
  });

  it('速報 once more: as long as one of two scans stands, nobody is written to', async () => {
    const { id, invoice } = await invoiced();
    await life.payAtKonbini(invoice.id, 'sokuho');
    await server.advanceTo('2026-10-02T12:01:00+09:00');
    await life.payAtKonbini(invoice.id, 'sokuho');
    await life.payAtKonbini(invoice.id, 'cancel');
    await life.deposit(1_000, `${invoice.reference}`, '2026-10-02');
    await server.advanceTo('2026-11-20T12:00:00+09:00');
    for (const told of ['invoice.dunned', 'invoice.overdue']) expect(await life.historyOf(id)).not.toContain(told);
    await life.payAtKonbini(invoice.id, 'cancel');
    await server.advanceTo('2026-11-21T12:00:00+09:00');
    for (const told of ['invoice.dunned', 'invoice.overdue']) expect(await life.historyOf(id)).toContain(told);
  });

  it('AM-02: who was at the till on the last day is not late, however long the settling takes', async () => {
    const { id, invoice } = await invoiced();
    await server.advanceTo(`${invoice.dueOn}T20:00:00+09:00`);
    await life.payAtKonbini(invoice.id, 'sokuho');
    await server.advanceTo('2026-10-23T12:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'issued' } });
    await life.payAtKonbini(invoice.id, 'kakuho');
    expect(await life.historyOf(id)).not.toContain('invoice.overdue');
    const histories = await adminRows(server.database, 'select paid_in_time, overdue from shop_histories');
    expect(histories).toEqual([{ paid_in_time: 1, overdue: 0 }]);
  });

  it('AM-02: 4.3 dun: the days are counted from the last one on which a payment is in time', async () => {
    await server.advanceTo('2026-12-17T10:00:00+09:00');
    const { id } = await life.order({ orderDate: '2026-12-17' });
    await life.ship(id, { shippedAt: '2026-12-17T10:00:00+09:00' });
    await server.advanceTo('2027-01-07T09:59:00+09:00');
    expect(await life.invoiceOf(id)).toMatchObject({ dueOn: '2026-12-31' }); // The banks open on 4 January.
    expect(await life.historyOf(id)).toContain('invoice.overdue');
    expect(await life.historyOf(id)).not.toContain('invoice.dunned');
    await server.advanceTo('2027-01-07T10:01:00+09:00');
    expect(await life.historyOf(id)).toContain('invoice.dunned');
  });

  it.each(['konbini', 'post', 'bank'])('SF-05: the buyer pays at any of three places, and the invoice is settled: %s', async (channel) => {
    const { id, invoice } = await invoiced();
    const pay = async () => {
      if (channel === 'bank') return life.deposit(11_000, `${invoice.reference} ﾔﾏﾀﾞ`, '2026-10-02');
      await life.payAtKonbini(invoice.id, 'sokuho', { channel });
      return life.payAtKonbini(invoice.id, 'kakuho', { channel });
    };
    expect(await pay()).toMatchObject({ channel, status: 'allocated', allocated: 11_000 });
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'paid' } });
    // What came in over a counter is the collection agent's to hand over.
    expect((await life.balances())['AGENT_RECEIVABLE']).toBe(channel === 'bank' ? undefined : 11_000);
    await server.advanceTo('2026-10-20T12:00:00+09:00');
    expect((await life.balances())['AGENT_RECEIVABLE']).toBeUndefined();
  });

  it('SF-05: 速報 of a convenience store is not settled by what a post office reports', async () => {
    const { invoice } = await invoiced();
    const scanned = await life.payAtKonbini(invoice.id, 'sokuho');
    const posted = await life.payAtKonbini(invoice.id, 'kakuho', { channel: 'post' });
    expect(posted).toMatchObject({ channel: 'post', status: 'allocated' });
    expect(posted.id).not.toBe(scanned.id);
    expect(await life.get('/v1/operator/deposits?status=received', { key: server.operatorKey })).toMatchObject({
      data: [{ id: scanned.id, channel: 'konbini' }],
    });
    await life.payAtKonbini(invoice.id, 'cancel');
  });

  it('half a payment is allocated, keeps the frame taken, and the rest settles it', async () => {
    const { id, invoice } = await invoiced();
    await life.deposit(5_000, `${invoice.reference} ﾔﾏﾀﾞ`, '2026-10-02');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'partially_paid' } });
    expect(await life.exposure()).toBe(10_000);
    await life.deposit(6_000, `${invoice.reference} ﾔﾏﾀﾞ`, '2026-10-02');
    expect(await life.read(id)).toMatchObject({ axes: { billing: 'paid' } });
    expect(await life.exposure()).toBe(0);
  });

  it('what is paid twice or too much is a deposit to give back, not income', async () => {
    const { invoice } = await invoiced();
    await life.deposit(11_000, `${invoice.reference}`, '2026-10-02');
    expect(await life.deposit(11_000, `${invoice.reference}`, '2026-10-02')).toMatchObject({ status: 'overpaid', allocated: 0 });
    expect(await life.balances()).toMatchObject({ DEPOSITS_HELD: -11_000 });
  });

  it('a transfer without a reference is matched by name and sum, or waits for an operator', async () => {
    const someone = { ...buyer('8003'), nameKana: 'サトウ ハナコ' };
    const { invoice } = await invoiced({ buyer: someone });
    expect(await life.deposit(10_999, 'ｻﾄｳ ﾊﾅｺ', '2026-10-02')).toMatchObject({ status: 'unmatched' });
    expect(await life.balances()).toMatchObject({ SUSPENSE: -10_999 });
    expect(await life.deposit(11_000, 'ｻﾄｳ ﾊﾅｺ', '2026-10-02')).toMatchObject({ status: 'allocated', allocated: 11_000 });
    const second = await life.order({
      buyer: someone,
      orderDate: '2026-10-02',
      billedAmount: 12_000,
      items: [{ name: '米', quantity: 1, unitPrice: 12_000, taxRate: 8 }],
    });
    await life.ship(second.id);
    await server.advanceTo('2026-10-06T12:00:00+09:00');
    const waiting = await server.call('GET', '/v1/operator/deposits?status=unmatched', undefined, { key: server.operatorKey });
    const [deposit] = waiting.json['data'] as { id: string }[];
    const target = await life.invoiceOf(second.id);
    const byHand = { invoiceId: target.id, reason: 'the buyer wrote to us' };
    const allocated = await server.call('POST', `/v1/operator/deposits/${deposit?.id}/allocate`, byHand, { key: server.operatorKey });
    expect(allocated.json).toMatchObject({ status: 'allocated', allocated: 10_999 });
    expect((await life.balances())['SUSPENSE']).toBeUndefined();
    expect(invoice.status).toBe('issued');
  });

  it('konbini money becomes cash when the agent hands it over, less its fee', async () => {
    const { invoice } = await invoiced();
    await life.payAtKonbini(invoice.id, 'sokuho');
    await life.payAtKonbini(invoice.id, 'kakuho');
    expect(await life.balances()).toMatchObject({ AGENT_RECEIVABLE: 11_000 });
    await server.advanceTo('2026-10-13T12:00:00+09:00');
    expect(await life.balances()).toMatchObject({ CASH_IN: 10_934, AGENT_FEES: 66 });
  });

  it('konbini money that is less than the fee is handed over with the rest of its day, and no work is left lying', async () => {
    const sweets = (unitPrice: number) => ({
      items: [{ name: '飴', quantity: 1, unitPrice, taxRate: 8 as const }],
      billedAmount: unitPrice,
    });
    const orders = [await life.order(sweets(11_000)), await life.order(sweets(66)), await life.order(sweets(50))];
    for (const { id } of orders) await life.ship(id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    for (const { id } of orders) await life.payAtKonbini((await life.invoiceOf(id)).id, 'kakuho');
    await server.advanceTo('2026-10-13T12:00:00+09:00');
    expect(await life.balances()).toMatchObject({ CASH_IN: 11_116 - 3 * 66, AGENT_FEES: 3 * 66 });
    expect((await life.balances())['AGENT_RECEIVABLE']).toBeUndefined();
    expect(await adminRows(server.database, 'select task from parked_work')).toEqual([]);
  });
});
