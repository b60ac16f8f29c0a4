import type { Order } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { describeBothEngines } from '../support/databases.ts';
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
