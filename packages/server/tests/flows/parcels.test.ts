import type { Order } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../support/databases.ts';

import { buyer, orderBody } from '../support/order.ts';
import { lifeForEach, nextSlip } from './life.ts';

describeBothEngines('parcels that do not go the straight way', (open) => {
  const { server, life } = lifeForEach(open);

  const reship = (shipmentId: string, slip = {}) => server.call('PATCH', `/v1/shipments/${shipmentId}`, { slipNo: nextSlip(), ...slip });
  const takeBack = (shipmentId: string) => server.call('POST', `/v1/shipments/${shipmentId}/void`, {});
  const isReturned = async (shipmentId: string) => {
    await life.deliver(shipmentId, 'exception');
    await life.deliver(shipmentId, 'returned');
  };
  const countedOverdue = async () => (await adminRows(server.database, 'select key from exposures where overdue_invoices > 0')).length;
  const lettersOf = async (id: string) => (await life.historyOf(id)).filter((type) => type === 'invoice.dunned').length;
  const slip = () => ({ carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00' });
  /** The dates of the letters are in the history; what is still to come is in the plan. */
  const nextStep = async () =>
    (await adminRows<{ on: string }>(server.database, "select (next_at at time zone 'Asia/Tokyo')::date::text as on from dunning_plans"))[0]
      ?.on;

  it('SF-15: what is cancelled does not go out again under another slip, nor is its slip taken back', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await life.post(`/v1/orders/${id}/cancel`, { reason: 'lost' });
    expect((await reship(parcel.id)).json).toMatchObject({ status: 409, code: 'not_approved' });
    expect((await takeBack(parcel.id)).json).toMatchObject({ status: 409, code: 'illegal_transition', legalCommands: [] });
    expect((await life.read(id)).shipments).toMatchObject([{ id: parcel.id, status: 'slip_registered' }]);
  });

  it('SF-18: a new slip is warned of like the first one: shipped in the future, on too many orders', async () => {
    const parcel = await life.ship((await life.order()).id);
    const later = await reship(parcel.id, { shippedAt: '2026-10-22T10:00:00+09:00' });
    expect(later.json).toMatchObject({ status: 'slip_registered', warnings: [{ code: 'shipped_in_future' }] });
    const slipNo = nextSlip();
    for (const _ of [1, 2, 3]) await life.ship((await life.order()).id, { slipNo });
    const shared = await reship(String(later.json['id']), { slipNo });
    expect(shared.json).toMatchObject({ slipNo, warnings: [{ code: 'slip_reused' }] });
  });

  it('SF-43: an invoice that is not out waits while a carrier brings the goods back, and goes out with the new slip', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await isReturned(parcel.id);
    await server.advanceTo('2026-10-12T10:00:00+09:00');
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'scheduled', issuedAt: null });
    await reship(parcel.id);
    await server.advanceTo('2026-10-14T10:00:00+09:00');
    // Monday the 12th is a holiday: the next business day's post, and two weeks from there (SF-17).
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'issued', issuedAt: '2026-10-13T18:00:00+09:00', dueOn: '2026-10-27' });
  });

  it('SF-33: one that waits is dropped when the order is cancelled', async () => {
    const { id } = await life.order();
    await isReturned((await life.ship(id)).id);
    await life.post(`/v1/orders/${id}/cancel`, { reason: 'returned' });
    await server.advanceTo('2026-10-12T10:00:00+09:00');
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'dropped' });
    expect([await life.balances(), await life.exposure()]).toEqual([{}, 0]);
  });

  it('SF-06: nobody is written to, or thought ill of, for goods that a carrier brought back', async () => {
    const someone = buyer('8101');
    const { id } = await life.order({ buyer: someone });
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-05T10:00:00+09:00');
    await isReturned(parcel.id);
    await server.advanceTo('2026-11-10T10:00:00+09:00');
    expect([await lettersOf(id), await countedOverdue()]).toEqual([0, 0]);
    expect(await life.invoiceOf(id)).toMatchObject({ status: 'issued', dueOn: '2026-10-15', overdue: false });
    expect(await life.order({ buyer: someone, orderDate: '2026-11-10' })).toMatchObject({ status: 'approved' });
    // They leave again: three days from then the first letter, fifteen days from then it counts.
    await reship(parcel.id);
    expect(await nextStep()).toBe('2026-11-13');
    await server.advanceTo('2026-11-11T12:00:00+09:00');
    expect(await life.invoiceOf(id)).toMatchObject({ dueOn: '2026-10-15', overdue: true });
    await server.advanceTo('2026-11-24T12:00:00+09:00');
    expect([await lettersOf(id), await countedOverdue()]).toEqual([2, 0]);
    await server.advanceTo('2026-11-25T12:00:00+09:00');
    expect(await countedOverdue()).toBe(1);
  });

  it('SF-43: goods that leave again before the due date change nothing about the letters', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-05T10:00:00+09:00');
    await isReturned(parcel.id);
    expect((await reship(parcel.id)).status).toBe(200);
    expect(await nextStep()).toBe('2026-10-18');
  });

  it('an invoice that counted against its buyer counts no more once the goods come back, and an end of the order ends it', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await server.advanceTo('2026-11-05T10:00:00+09:00');
    expect([await lettersOf(id), await countedOverdue()]).toEqual([2, 1]);
    await isReturned(parcel.id);
    expect(await countedOverdue()).toBe(0);
    await life.post(`/v1/orders/${id}/cancel`, { reason: 'returned' });
    await server.advanceTo('2026-12-20T10:00:00+09:00');
    expect([await lettersOf(id), await countedOverdue(), await life.exposure()]).toEqual([2, 0, 0]);
  });

  it('SF-06: a payment that is on its way and goods that are stop the letters each by itself', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-05T10:00:00+09:00');
    const { id: invoiceId } = await life.invoiceOf(id);
    await life.payAtKonbini(invoiceId, 'sokuho');
    await isReturned(parcel.id);
    await life.payAtKonbini(invoiceId, 'cancel');
    await life.post(`/v1/invoices/${invoiceId}/extend`, { days: 7 });
    await server.advanceTo('2026-11-20T10:00:00+09:00');
    expect(await lettersOf(id)).toBe(0);
  });

  it('the commands that are said to be legal are: for parcels on their way, brought back and delivered', async () => {
    const { id } = await life.order();
    const parcel = await life.ship(id);
    const again = () => server.call('POST', `/v1/orders/${id}/shipments`, slip());
    expect((await again()).json).toMatchObject({ code: 'illegal_transition', legalCommands: ['replaceSlip'] });
    await isReturned(parcel.id);
    expect((await again()).json).toMatchObject({ code: 'illegal_transition', legalCommands: ['replaceSlip'] });
    expect((await takeBack(parcel.id)).json).toMatchObject({ code: 'illegal_transition', legalCommands: ['replaceSlip'] });
    const renewed = await reship(parcel.id);
    expect(renewed.json).toMatchObject({ status: 'slip_registered', supersedes: parcel.id });
    expect(await life.read(id)).toMatchObject({ axes: { fulfilment: 'shipped' } });
    await life.deliver(String(renewed.json['id']));
    expect((await again()).json).toMatchObject({ code: 'illegal_transition', legalCommands: [] });
    expect((await reship(String(renewed.json['id']))).json).toMatchObject({ code: 'illegal_transition', legalCommands: [] });
    expect((await life.historyOf(id)).filter((type) => type === 'shipment.delivered')).toHaveLength(1);
  });

  it('4.2 void: asks for the invoice of this very parcel, whatever became of the others', async () => {
    const { id } = await life.order();
    const one = { items: [{ itemIndex: 0, quantity: 1 }] };
    const first = await life.ship(id, one);
    await server.advanceTo('2026-10-02T10:00:00+09:00');
    const second = await life.ship(id, one);
    expect((await takeBack(first.id)).json).toMatchObject({ code: 'illegal_transition', legalCommands: ['replaceSlip', 'cancel'] });
    expect((await takeBack(second.id)).json).toMatchObject({ status: 'voided' });
    expect((await life.read(id)).invoices.map(({ status }) => status).toSorted()).toEqual(['dropped', 'issued']);
    const third = await life.ship(id, one);
    expect([first.amount + third.amount, (await life.read(id)).axes.fulfilment]).toEqual([11_000, 'shipped']);
  });

  it('4.2 void: what came back of one parcel does not keep the other from being taken back', async () => {
    const { id } = await life.order();
    const one = { items: [{ itemIndex: 0, quantity: 1 }] };
    const first = await life.ship(id, one);
    await server.advanceTo('2026-10-02T10:00:00+09:00');
    const second = await life.ship(id, one);
    await life.post(`/v1/orders/${id}/returns`, { amount: 2_000, shipmentId: first.id, reason: 'damaged' });
    expect((await takeBack(second.id)).json).toMatchObject({ status: 'voided' });
    await life.ship(id, one);
    await server.advanceTo('2026-10-05T10:00:00+09:00');
    const open = (await life.read(id)).invoices.filter(({ status }) => status === 'issued').map((invoice) => invoice.open);
    expect(open.reduce((sum, each) => sum + each, 0)).toBe(9_000);
  });

  it('4.2 expire: time to ship is extended once, also after a slip was taken back late', async () => {
    const { id } = await life.order();
    const extend = () => server.call('PATCH', `/v1/orders/${id}`, { extendExpiry: true });
    await server.advanceTo('2026-12-20T09:00:00+09:00');
    await takeBack((await life.ship(id)).id);
    expect(await life.read(id)).toMatchObject({ expiresAt: '2027-03-21T00:00:00+09:00' });
    expect((await extend()).json).toMatchObject({ expiresAt: '2027-06-19T00:00:00+09:00' });
    expect((await extend()).json).toMatchObject({ code: 'illegal_transition', fields: [{ path: 'extendExpiry' }] });
    await server.call('PATCH', `/v1/orders/${id}`, { metadata: { note: 'a' } });
    await takeBack((await life.ship(id)).id);
    expect((await extend()).json).toMatchObject({ code: 'illegal_transition' });
  });

  it('4.2 expire: what a person approves is to be shipped within 90 days of the order; what he holds is to be mended in 14', async () => {
    await server.advanceTo('2026-10-20T09:00:00+09:00');
    const reviewed = async (result: 'approved' | 'on_hold') => {
      const body = orderBody({ orderDate: '2026-10-10' });
      const { id } = await life.post<Order>('/v1/orders', { ...body, buyer: { ...body.buyer, email: 'review@example.jp' } });
      const reason = { result, reason: 'called', ...(result === 'on_hold' ? { field: 'buyer.phone' } : {}) };
      await life.post(`/v1/operator/reviews/${id}/decide`, reason, { key: server.operatorKey });
      return life.read(id);
    };
    expect(await reviewed('approved')).toMatchObject({ status: 'approved', expiresAt: '2027-01-09T00:00:00+09:00' });
    expect(await reviewed('on_hold')).toMatchObject({ status: 'on_hold', expiresAt: '2026-11-04T00:00:00+09:00' });
  });
});
