import { eventTypes } from '@atobarai/sdk/contract';
import type { Order, OrderSummary } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { orderRow, orders } from '../../src/modules/imports/imports.fixture.ts';
import { handOverToAgency, writeOffInvoice } from '../../src/modules/invoicing/index.ts';
import { takeBankReturn } from '../../src/modules/payouts/index.ts';
import type { Unit } from '../../src/core/unit.ts';

import { adminRows, describePglite } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';
import { strayEvents, toldTypes } from '../support/told-events.ts';
import { lifeForEach, nextSlip } from './life.ts';

describePglite('what the service tells a shop', (open) => {
  const { server, life } = lifeForEach(open);

  const asOperator = (path: string, body: unknown) => life.post(`/v1/operator${path}`, body, { key: server.operatorKey });
  const byHand = (command: (unit: Unit) => Promise<unknown>) => server.app.units.inUnit({ mode: 'test', merchants: 'all' }, command);
  const goods = (unitPrice: number) => ({ items: [{ name: '鍋', quantity: 1, unitPrice, taxRate: 10 as const }] });
  const bought = (local: string) => {
    const body = orderBody();
    return life.post<OrderSummary>('/v1/orders', { ...body, buyer: { ...body.buyer, email: `${local}@example.jp` } });
  };
  const patch = (path: string, body: unknown) => server.call('PATCH', path, body);

  async function invoiced(isDelivered = true) {
    const { id } = await life.order();
    const shipment = await life.ship(id);
    if (isDelivered) await life.deliver(shipment.id);
    await life.post('/v1/sandbox/clock/advance', { days: 1 });
    const invoice = await life.invoiceOf(id);
    return { id, invoice, pay: (amount: number, on = '2026-10-02') => life.deposit(amount, `${invoice.reference}`, on) };
  }

  /** Decisions by the screening, the sandbox, an operator and a time-out. */
  async function screen(): Promise<void> {
    await bought('reject');
    await bought('review-ok');
    await bought('review-ng');
    const review = await bought('review');
    await asOperator(`/reviews/${review.id}/decide`, { result: 'approved', reason: 'called' });
    const held = await bought('hold-phone');
    await patch(`/v1/orders/${held.id}`, { buyer: { phone: '03-3211-1111' } });
    await bought('hold-address');
  }

  async function change(): Promise<void> {
    const { id } = await life.order();
    await patch(`/v1/orders/${id}`, goods(5_500));
    await patch(`/v1/orders/${id}`, goods(5_500));
    await patch(`/v1/orders/${id}`, goods(55_001));
    await life.post(`/v1/orders/${id}/replace`, { order: orderBody() });
  }

  async function ship(): Promise<void> {
    const voided = await life.order();
    await life.post(`/v1/shipments/${(await life.ship(voided.id)).id}/void`, {});
    const { id } = await life.order();
    const parcel = await life.ship(id);
    await life.deliver(parcel.id, 'in_transit');
    await life.deliver(parcel.id, 'exception');
    await patch(`/v1/shipments/${parcel.id}`, { slipNo: nextSlip() });
    const order = await life.read(id);
    const renewed = order.shipments.find((shipment) => shipment.supersedes === parcel.id);
    await life.deliver(renewed?.id ?? '', 'exception');
    await life.deliver(renewed?.id ?? '', 'returned');
    const halved = await life.order();
    await life.ship(halved.id, { items: [{ itemIndex: 0, quantity: 1 }] });
    await life.post(`/v1/orders/${halved.id}/returns`, { amount: 5_500, reason: 'buyer_cancel' });
    await life.post(`/v1/orders/${id}/cancel`, { reason: 'returned' });
  }

  async function pay(): Promise<void> {
    const first = await invoiced();
    await life.payAtKonbini(first.invoice.id, 'sokuho');
    await life.payAtKonbini(first.invoice.id, 'cancel');
    await life.post(`/v1/invoices/${first.invoice.id}/reissue`, {});
    await life.post(`/v1/invoices/${first.invoice.id}/extend`, { days: 7 });
    await first.pay(5_000);
    await life.post<Order>(`/v1/orders/${first.id}/returns`, { amount: 1_000, reason: 'damaged' });
    await life.post<Order>(`/v1/orders/${first.id}/cancel`, { reason: 'damaged' });
    await first.pay(6_000);
    await asOperator(`/orders/${first.id}/returns`, { amount: 2_000, reason: 'damaged' });
    const bundled = await life.order({ invoice: { delivery: 'bundled' } });
    await life.ship(bundled.id);
    await life.post(`/v1/orders/${bundled.id}/cancel`, { reason: 'lost' });
  }

  async function owe(): Promise<void> {
    const { id: orderId, invoice } = await invoiced();
    await server.advanceTo('2026-12-10T12:00:00+09:00');
    const name = { merchantId: server.shop.merchantId, invoiceId: invoice.id };
    await byHand((unit) => handOverToAgency(unit, name));
    await byHand((unit) => writeOffInvoice(unit, name));
    await life.deposit(1_000, `${invoice.reference}`, '2026-12-10');
    expect(await life.historyOf(orderId)).toContain('invoice.recovered');
  }

  async function payOut(): Promise<void> {
    await invoiced();
    await server.advanceTo('2026-10-09T10:00:00+09:00');
    const [sent] = await adminRows<{ id: string }>(server.database, `select id from payouts where status = 'sent'`);
    await byHand((unit) => takeBankReturn(unit, sent?.id ?? ''));
    await asOperator(`/payouts/${sent?.id}/approve`, {});
    await server.advanceTo('2026-10-13T18:00:00+09:00');
  }

  async function importFiles(): Promise<void> {
    const file = orders(orderRow(1), orderRow(2, { 請求金額: '1' }));
    const headers = { 'content-type': 'text/csv' };
    for (const mode of ['partial', 'all']) await server.call('POST', `/v1/imports?kind=orders&mode=${mode}`, file, { headers });
  }

  it('is as the contract says, every type of it, and about the right thing', { timeout: 120_000 }, async () => {
    await screen();
    await change();
    await ship();
    await pay();
    await importFiles();
    await payOut();
    await life.order({ buyer: buyer('9001'), orderDate: '2026-10-13' });
    await owe();
    await server.advanceTo('2027-01-20T12:00:00+09:00');
    expect(await strayEvents(server.database)).toEqual([]);
    expect(await toldTypes(server.database)).toEqual(eventTypes.toSorted());
    expect(await life.books()).toEqual({ violations: [], sum: 0 });
  });
});
