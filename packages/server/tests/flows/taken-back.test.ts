import { describe, expect, it } from 'vitest';
import { type Reply } from '../support/app.ts';
import { describeBothEngines } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';
import { lifeForEach } from './life.ts';

describeBothEngines('goods that come back', (open) => {
  const { server, life } = lifeForEach(open);

  const goods = (unitPrice: number, more = {}) => ({ kind: 'goods', name: '鍋', quantity: 1, unitPrice, taxRate: 10, ...more }) as const;
  const lines = (...indexes: number[]) => indexes.map((itemIndex) => ({ itemIndex, quantity: 1 }));
  const back = (id: string, returned: object): Promise<Reply> =>
    server.call('POST', `/v1/orders/${id}/returns`, { reason: 'returned', ...returned });
  const takenByOperator = (id: string, returned: object): Promise<Reply> =>
    server.call('POST', `/v1/operator/orders/${id}/returns`, { reason: 'returned', ...returned }, { key: server.operatorKey });

  /** An order whose lines travel one by one, each with its invoice out. */
  async function inParcels(...items: readonly ReturnType<typeof goods>[]) {
    const { id } = await life.order({ items, billedAmount: items.reduce((sum, { unitPrice }) => sum + unitPrice, 0) });
    for (const index of items.keys()) await life.ship(id, { items: lines(index) });
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    return life.read(id);
  }

  describe('and the buyer’s frame', () => {
    it('I5: what was paid freed its own: taking it back frees nothing of the parcel that is still owed', async () => {
      const { id, invoices } = await inParcels(goods(11_000), goods(11_000));
      const [first, second] = invoices.map((invoice) => `${invoice.reference}`);
      await life.deposit(11_000, first ?? '', '2026-10-02');
      expect(await life.exposure()).toBe(10_000);
      expect((await takenByOperator(id, { items: lines(0) })).json).toMatchObject({ returnedAmount: 11_000 });
      expect(await life.exposure()).toBe(10_000);
      expect((await life.read(id)).invoices).toMatchObject([{ status: 'cancelled' }, { status: 'issued', open: 11_000 }]);
      await life.deposit(11_000, second ?? '', '2026-10-02');
      expect(await life.exposure()).toBe(0);
    });

    it('I5: what comes back frees its own net amount, whatever the tax of the rest', async () => {
      const { id } = await inParcels(goods(11_000), goods(10_800, { taxRate: 8 }));
      expect(await life.exposure()).toBe(20_000);
      await back(id, { items: lines(0) });
      expect(await life.exposure()).toBe(10_000);
    });

    it('I5: part by part, until what is left is paid', async () => {
      const { id, invoices } = await inParcels(goods(11_000));
      await back(id, { amount: 3_333 });
      // 10,000 less the floored share of 3,333 in 11,000.
      expect(await life.exposure()).toBe(6_970);
      await back(id, { amount: 3_333 });
      expect(await life.exposure()).toBe(3_940);
      await life.deposit(4_334, `${invoices[0]?.reference}`, '2026-10-02');
      expect(await life.exposure()).toBe(0);
    });

    it('I5: is not freed a second time when a paid parcel comes back in part', async () => {
      const { id, invoices } = await inParcels(goods(11_000), goods(5_500));
      await life.deposit(11_000, `${invoices[0]?.reference}`, '2026-10-02');
      await takenByOperator(id, { amount: 4_000, shipmentId: invoices[0]?.shipmentId });
      expect(await life.exposure()).toBe(5_000);
    });

    it('F55: a parcel that came back before its invoice was out stays billed: the others add up to the rest, tax and all', async () => {
      // 183 yen of tax on both at 10 %, 91 on either alone.
      const items = [goods(1_009), goods(1_007, { taxRate: 8 }), goods(1_009)];
      const { id } = await life.order({ items, billedAmount: 3_025 });
      await life.ship(id, { items: lines(0) });
      const whole = await life.exposure();
      await back(id, { items: lines(0) });
      await life.ship(id, { items: lines(1) });
      await life.ship(id, { items: lines(2) });
      const { invoices } = await life.read(id);
      expect(invoices).toMatchObject([{ status: 'dropped', credited: 1_009 }, { amount: 1_007 }, { amount: 1_009 }]);
      const taxes = invoices.flatMap(({ taxSummary }) => taxSummary.map(({ tax }) => tax));
      expect(taxes.reduce((sum, tax) => sum + tax, 0)).toBe(3_025 - whole);
    });
  });

  describe('line by line', () => {
    it('SF-33: come back once, and no more often than they left', async () => {
      const { id } = await inParcels(goods(1_000), goods(4_000));
      expect((await back(id, { items: lines(0) })).json).toMatchObject({ returnedAmount: 1_000 });
      const again = await back(id, { items: lines(0) });
      expect(again.json).toMatchObject({ status: 422, code: 'item_quantity', fields: [{ path: 'items[0].quantity' }] });
      expect((await life.read(id)).invoices).toMatchObject([{ status: 'cancelled' }, { credited: 0 }]);
    });

    it('SF-33: what is still in the shop comes off what is still to leave: the parcel that left keeps its invoice', async () => {
      const { id } = await life.order({ items: [goods(5_000), goods(6_000)], billedAmount: 11_000 });
      await life.ship(id, { items: lines(0) });
      expect((await back(id, { items: lines(1) })).json).toMatchObject({ returnedAmount: 6_000, axes: { fulfilment: 'shipped' } });
      expect((await life.read(id)).invoices).toMatchObject([{ status: 'scheduled', amount: 5_000, credited: 0 }]);
      expect((await back(id, { items: lines(1) })).json).toMatchObject({ status: 422, code: 'item_quantity' });
    });

    it('SF-33: what left by itself comes back by itself', async () => {
      const { id } = await life.order({ items: [goods(5_000), goods(6_000)], billedAmount: 11_000 });
      await life.ship(id, { items: lines(0) });
      await life.ship(id, { items: lines(1) });
      expect((await back(id, { items: lines(1) })).json).toMatchObject({ returnedAmount: 6_000 });
      expect((await life.read(id)).invoices).toMatchObject([{ status: 'scheduled' }, { status: 'dropped' }]);
    });

    it('SF-33: all goods of a discounted order are the whole order', async () => {
      const discount = { kind: 'discount', name: '値引', quantity: 1, unitPrice: -500, taxRate: 10 } as const;
      const { id } = await life.order({ items: [goods(5_000), discount], billedAmount: 4_500 });
      await life.ship(id);
      expect((await back(id, { items: lines(0) })).json).toMatchObject({ status: 'cancelled' });
      expect(await life.exposure()).toBe(0);
    });

    it('AM-18: a return that only an operator may take is remembered when it is taken, not when it was asked for', async () => {
      const { id, invoices } = await inParcels(goods(1_000), goods(4_000));
      await life.deposit(1_000, `${invoices[0]?.reference}`, '2026-10-02');
      expect((await back(id, { items: lines(0) })).status).toBe(202);
      expect((await takenByOperator(id, { items: lines(0) })).status).toBe(200);
      expect((await takenByOperator(id, { items: lines(0) })).json).toMatchObject({ code: 'item_quantity' });
    });
  });

  describe('and what a shop may do instead', () => {
    const legal = (reply: Reply) => [reply.json['code'], reply.json['legalCommands']];

    it('4.2: an order that is shipped in part takes returns and the rest, and cannot be amended', async () => {
      const { id } = await life.order({ items: [goods(5_000), goods(6_000)], billedAmount: 11_000 });
      await life.ship(id, { items: lines(0) });
      const amended = await server.call('PATCH', `/v1/orders/${id}`, { items: [goods(4_000)] });
      expect(legal(amended)).toEqual(['illegal_transition', ['registerShipment', 'returns', 'cancel', 'replace']]);
    });

    it('4.2: nothing can come back before it left', async () => {
      const { id } = await life.order();
      expect(legal(await back(id, { amount: 1 }))).toEqual(['illegal_transition', ['registerShipment', 'amend', 'cancel', 'replace']]);
    });

    it('4.2: a cancel without its reason lacks a field, and is no wrong command', async () => {
      const { id } = await inParcels(goods(5_000));
      const reply = await server.call('POST', `/v1/orders/${id}/cancel`, {});
      expect([...legal(reply), reply.json['fields']]).toMatchObject(['required', undefined, [{ path: 'reason' }]]);
    });

    it('SF-44: what is paid is not replaced, but cancelled or returned by an operator', async () => {
      const { id, invoices } = await inParcels(goods(5_000));
      await life.deposit(5_000, `${invoices[0]?.reference}`, '2026-10-02');
      const replaced = await server.call('POST', `/v1/orders/${id}/replace`, { order: orderBody(), reason: 'returned' });
      expect(legal(replaced)).toEqual(['illegal_transition', ['returns', 'cancel']]);
    });
  });
});
