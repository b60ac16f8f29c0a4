import type { Order } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { addMs, instant } from '../../src/core/time.ts';
import { readMigrations } from '../../src/platform/migrate-folder.ts';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { lifeForEach, nextSlip } from './life.ts';

const one = { items: [{ itemIndex: 0, quantity: 1 }] };

describeBothEngines('what never leaves of an order that left in part', (open) => {
  const { server, life } = lifeForEach(open);

  const takeOff = (id: string, what: object) => server.call('POST', `/v1/orders/${id}/returns`, { reason: 'buyer_cancel', ...what });
  const eventsOf = async (id: string, type: string) =>
    (await life.get<{ data: { type: string; data: unknown }[] }>(`/v1/orders/${id}/events?limit=100`)).data
      .filter((event) => event.type === type)
      .map(({ data }) => data);
  const billed = async (id: string) => (await life.read(id)).invoices.map(({ amount, open: owed }) => ({ amount, open: owed }));

  /** Two towels with the way, of which one has arrived and is billed with half of it all. */
  async function halfArrived(): Promise<Order> {
    const { id } = await life.order();
    const { id: shipmentId } = await life.ship(id, one);
    await life.deliver(shipmentId);
    await server.advanceTo('2026-10-02T10:00:00+09:00');
    return life.read(id);
  }

  it('4.2 expire: lapses with its time, and gives back what it held of the frame', async () => {
    const { id, expiresAt, axes } = await halfArrived();
    expect({ expiresAt, axes }).toMatchObject({ expiresAt: '2026-12-31T00:00:00+09:00', axes: { fulfilment: 'partially_delivered' } });
    const [invoice] = (await life.read(id)).invoices;
    await life.payAtKonbini(invoice?.id ?? '', 'kakuho');
    expect(await life.exposure()).toBe(5_000);
    await server.advanceTo('2026-12-30T23:00:00+09:00');
    expect(await life.read(id)).toMatchObject({
      status: 'advanced',
      axes: { fulfilment: 'partially_delivered', billing: 'partially_paid' },
    });
    await server.advanceTo('2026-12-31T01:00:00+09:00');
    expect(await life.read(id)).toMatchObject({
      status: 'completed',
      axes: { credit: 'approved', fulfilment: 'delivered', billing: 'paid' },
      billedAmount: 11_000,
      returnedAmount: 5_500,
      expiresAt: null,
    });
    expect(await life.exposure()).toBe(0);
    expect(await eventsOf(id, 'order.reduced')).toEqual([
      { amount: 5_500, items: [{ itemIndex: 0, quantity: 1 }], reason: null, by: 'time_out' },
    ]);
    const late = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-12-31T00:00:00+09:00' };
    expect((await server.call('POST', `/v1/orders/${id}/shipments`, late)).json).toMatchObject({ code: 'illegal_transition' });
  });

  it('4.2 expire: may have more time once, and nothing else of the order changes', async () => {
    const { id, version } = await halfArrived();
    const extend = (patch = {}) => server.call('PATCH', `/v1/orders/${id}`, { extendExpiry: true, ...patch });
    expect((await extend({ metadata: { note: 'a' } })).json).toMatchObject({ code: 'illegal_transition' });
    expect((await server.call('PATCH', `/v1/orders/${id}`, { version })).json).toMatchObject({ code: 'illegal_transition' });
    expect((await extend()).json).toMatchObject({ expiresAt: '2027-03-31T00:00:00+09:00', billedAmount: 11_000, openFrameLeft: 40_000 });
    expect((await extend()).json).toMatchObject({ code: 'illegal_transition', fields: [{ path: 'extendExpiry' }] });
    await life.ship(id);
    expect(await life.read(id)).toMatchObject({ expiresAt: null });
    expect((await extend()).json).toMatchObject({ code: 'illegal_transition' });
  });

  it('SF-33: is taken off by its lines, at once, although the buyer has paid for what arrived', async () => {
    const { id, invoices } = await halfArrived();
    await life.payAtKonbini(invoices[0]?.id ?? '', 'kakuho');
    const reply = await takeOff(id, { items: [{ itemIndex: 0, quantity: 1 }], shipmentId: undefined });
    // What arrived comes back first, and is paid: an operator must agree to that.
    expect([reply.status, reply.json['returnedAmount']]).toEqual([202, 0]);
    const rest = await takeOff(id, { amount: 5_500 });
    expect([rest.status, rest.json]).toMatchObject([200, { status: 'paid', returnedAmount: 5_500, axes: { billing: 'paid' } }]);
    expect([await billed(id), await life.exposure()]).toEqual([[{ amount: 5_500, open: 0 }], 0]);
  });

  it('SF-33: is what an amount comes off first: the parcel that arrived stays billed, and the shop is advanced for it', async () => {
    const { id } = await halfArrived();
    await takeOff(id, { amount: 2_000 });
    expect([await billed(id), await life.exposure()]).toEqual([[{ amount: 5_500, open: 5_500 }], 8_182]);
    expect(await eventsOf(id, 'order.reduced')).toEqual([{ amount: 2_000, items: [], reason: 'buyer_cancel', by: 'merchant' }]);
    expect(await eventsOf(id, 'order.returned')).toEqual([]);
    const { amount } = await life.ship(id);
    expect([amount, (await life.read(id)).axes.fulfilment]).toEqual([3_500, 'partially_delivered']);
    await server.advanceTo('2026-10-06T10:00:00+09:00');
    expect((await billed(id)).reduce((sum, each) => sum + each.open, 0)).toBe(9_000);
  });

  it('SF-33: an amount for a line that stays behind is not taken off the one that leaves', async () => {
    const goods = (unitPrice: number) => ({ kind: 'goods' as const, name: '鍋', quantity: 1, unitPrice, taxRate: 10 as const });
    const { id } = await life.order({ items: [goods(5_000), goods(3_000), goods(2_000)], billedAmount: 10_000 });
    await life.ship(id, one);
    await takeOff(id, { amount: 3_000 });
    expect((await life.ship(id, { items: [{ itemIndex: 2, quantity: 1 }] })).amount).toBe(2_000);
    await server.advanceTo('2026-12-31T01:00:00+09:00');
    expect(await life.read(id)).toMatchObject({ billedAmount: 10_000, returnedAmount: 3_000, axes: { fulfilment: 'shipped' } });
    expect(await eventsOf(id, 'order.reduced')).toMatchObject([{ amount: 3_000 }, { amount: 0, by: 'time_out' }]);
  });

  it('SF-33: an amount of more than that is credited on what arrived, and of all of it cancels the order', async () => {
    const { id } = await halfArrived();
    await takeOff(id, { amount: 6_000 });
    expect([await billed(id), await life.exposure()]).toEqual([[{ amount: 5_500, open: 5_000 }], 4_546]);
    expect(await eventsOf(id, 'order.returned')).toMatchObject([{ amount: 500, shipmentId: null }]);
    expect((await takeOff(id, { amount: 5_001 })).json).toMatchObject({ code: 'amount_mismatch' });
    expect((await takeOff(id, { amount: 5_000 })).json).toMatchObject({ status: 'cancelled' });
    expect(await life.exposure()).toBe(0);
  });

  it('SF-33: two lines come off where one arrived: one is credited, one is not billed', async () => {
    const { id } = await life.order({
      items: [
        { kind: 'goods', name: '茶', quantity: 2, unitPrice: 3_000, taxRate: 8 },
        { kind: 'goods', name: '器', quantity: 1, unitPrice: 5_000, taxRate: 10 },
      ],
    });
    await life.ship(id, one);
    const reply = await takeOff(id, { items: [{ itemIndex: 0, quantity: 2 }] });
    expect(reply.json).toMatchObject({ returnedAmount: 6_000, axes: { fulfilment: 'partially_shipped' } });
    expect((await life.ship(id)).amount).toBe(5_000);
    expect(await eventsOf(id, 'order.returned')).toMatchObject([{ amount: 3_000, turn: 5 }]);
    expect((await life.historyOf(id)).length).toBe((await life.read(id)).sequence);
  });

  it('SF-33: an amount for goods that a carrier brought back drops their invoice, and what leaves costs what it cost', async () => {
    const goods = (unitPrice: number) => ({ kind: 'goods' as const, name: '鍋', quantity: 1, unitPrice, taxRate: 10 as const });
    const { id } = await life.order({ items: [goods(5_000), goods(6_000)] });
    const parcel = await life.ship(id, one);
    await life.deliver(parcel.id, 'exception');
    await life.deliver(parcel.id, 'returned');
    await takeOff(id, { amount: 5_000, reason: 'returned' });
    expect((await life.ship(id)).amount).toBe(6_000);
    await server.advanceTo('2026-10-02T10:00:00+09:00');
    const invoices = (await life.read(id)).invoices.map(({ amount, status }) => [amount, status]);
    expect([invoices.toSorted(), await life.exposure()]).toEqual([
      [
        [5_000, 'dropped'],
        [6_000, 'issued'],
      ],
      // The order's 6,000 at 10 % and the yen of tax that flooring left of the whole.
      5_454,
    ]);
  });

  it('4.2 expire: cancels an order of which all that had left is back', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id, one);
    await takeOff(id, { amount: 5_500, shipmentId: parcel.id, reason: 'returned' });
    await server.advanceTo('2026-12-31T01:00:00+09:00');
    expect(await life.read(id)).toMatchObject({
      status: 'cancelled',
      axes: { credit: 'cancelled' },
      returnedAmount: 5_500,
      expiresAt: null,
    });
    expect(await eventsOf(id, 'order.cancelled')).toEqual([{ reason: null, refundBy: 'provider', by: 'time_out', amount: 5_500 }]);
    expect(await life.exposure()).toBe(0);
  });

  it('AD-23: the last parcel bills what is left of the buyer’s fee, although something never left', async () => {
    const options = { key: server.otherShop.secretKey };
    const { id, buyerFee } = await life.order({}, options);
    await life.ship(id, one, options);
    const off = await server.call('POST', `/v1/orders/${id}/returns`, { amount: 2_000, reason: 'buyer_cancel' }, options);
    expect(off.status).toBe(200);
    await life.ship(id, {}, options);
    const { invoices } = await life.get<Order>(`/v1/orders/${id}`, options);
    expect([buyerFee, invoices.reduce((sum, invoice) => sum + invoice.buyerFee, 0)]).toEqual([209, 209]);
  });

  it('an order that left in part before there was a time for the rest is given one', async () => {
    const { id } = await halfArrived();
    const whole = await life.order();
    await life.ship(whole.id);
    await adminRows(server.database, 'update orders set due_at = null, expires_at = null');
    const migration = (await readMigrations()).find(({ name }) => name === '0019-time-for-the-rest');
    await server.database.admin(migration?.sql ?? '');
    expect((await life.read(whole.id)).expiresAt).toBeNull();
    const { expiresAt } = await life.read(id);
    await server.advanceTo(addMs(instant(expiresAt ?? ''), 3_600_000));
    expect(await life.read(id)).toMatchObject({ returnedAmount: 5_500, expiresAt: null });
  });

  it('SF-15: goods of a slip that is taken back leave again alone, within a time of their own', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id, one);
    await takeOff(id, { amount: 5_500, shipmentId: undefined });
    await server.call('POST', `/v1/shipments/${parcel.id}/void`, {});
    expect(await life.read(id)).toMatchObject({ status: 'approved', expiresAt: '2026-12-31T00:00:00+09:00' });
    // The lines are what they were when some of them were taken off, so they cannot be changed; the order can be replaced.
    const amended = await server.call('PATCH', `/v1/orders/${id}`, { items: [{ name: '茶', quantity: 1, unitPrice: 4_000, taxRate: 8 }] });
    expect(amended.json).toMatchObject({ code: 'illegal_transition', legalCommands: ['registerShipment', 'cancel', 'replace'] });
    expect((await server.call('PATCH', `/v1/orders/${id}`, { extendExpiry: true })).json).toMatchObject({
      expiresAt: '2027-03-31T00:00:00+09:00',
      returnedAmount: 5_500,
    });
    expect((await life.ship(id)).amount).toBe(5_500);
    expect(await life.exposure()).toBe(5_000);
  });
});
