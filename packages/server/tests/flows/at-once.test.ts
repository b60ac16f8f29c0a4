import type { Order } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { yen } from '../../src/core/money.ts';
import { instant } from '../../src/core/time.ts';
import { post } from '../../src/modules/ledger/index.ts';
import { type KonbiniStage, receiveKonbini } from '../../src/modules/payments/index.ts';
import { type Reply } from '../support/app.ts';
import { adminRows, describePostgres } from '../support/databases.ts';
import { buyer, orderBody } from '../support/order.ts';
import { lifeForEach, nextSlip } from './life.ts';

describePostgres('commands that arrive at the same moment', (open) => {
  const { server, life } = lifeForEach(open);

  /** Two orders of one person, both out and one delivered. */
  async function twoOrders(): Promise<Order[]> {
    const someone = buyer(String(7_000));
    const orders: Order[] = [];
    for (const unitPrice of [11_000, 12_000]) {
      const items = [{ name: `鍋${unitPrice}`, quantity: 1, unitPrice, taxRate: 10 as const }];
      const { id } = await life.order({ buyer: someone, items, billedAmount: unitPrice });
      await life.ship(id);
      orders.push(await life.read(id));
    }
    await life.deliver(orders[0]?.shipments[0]?.id ?? '');
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    return Promise.all(orders.map(({ id }) => life.read(id)));
  }

  it('I10: what began before a closing and posts after it is booked in the period that is open now', async () => {
    await twoOrders();
    await server.advanceTo('2026-10-05T12:00:00+09:00');
    const before = instant('2026-10-04T23:59:59+09:00');
    const journal = {
      merchantId: server.shop.merchantId,
      kind: 'invoice_fee' as const,
      sourceId: 'late',
      postings: [{ debit: 'MERCHANT_PAYABLE' as const, credit: 'FEE_REVENUE' as const, amount: yen(190) }],
    };
    await server.app.units.inUnitAt({ mode: 'test', merchants: 'all' }, before, (unit) => post(unit, [journal]));
    expect(await adminRows(server.database, `select booked_on::text as day from ledger_entries where source_id = 'late'`)).toEqual([
      { day: '2026-10-05' },
    ]);
  });

  it('domain.md 4.6: pay, deliver, return, cancel, dun and close at once leave the books right and answer no fault', async () => {
    const orders = await twoOrders();
    const calls: Promise<Reply>[] = [];
    const send = (path: string, body: unknown, key = server.shop.secretKey) => calls.push(server.call('POST', path, body, { key }));
    const clock = server.call('POST', '/v1/sandbox/clock/advance', { days: 45 });
    for (let turn = 0; turn < 3; turn += 1) {
      for (const { id, shipments, invoices } of orders) {
        const [shipment, invoice] = [shipments[0]?.id ?? '', invoices[0]?.id ?? ''];
        send('/v1/sandbox/konbini-payments', { invoiceId: invoice, stage: turn === 1 ? 'kakuho' : 'sokuho', amount: 4_000 });
        send('/v1/sandbox/bank-deposits', { amount: 3_000, payerName: invoices[0]?.reference ?? '', on: '2026-10-02' });
        send('/v1/sandbox/deliveries', { shipmentId: shipment, outcome: 'delivered' });
        send(`/v1/operator/orders/${id}/returns`, { amount: 1_000, reason: 'returned' }, server.operatorKey);
        send(`/v1/invoices/${invoice}/extend`, { days: 3 });
        send(`/v1/orders/${id}/replace`, { order: orderBody({ buyer: buyer('7000') }), reason: 'wrong' });
        send('/v1/orders', orderBody({ buyer: buyer('7000') }));
        if (turn === 2) send(`/v1/operator/orders/${id}/cancel`, { reason: 'returned' }, server.operatorKey);
        calls.push(server.call('PATCH', `/v1/shipments/${shipment}`, { slipNo: nextSlip() }));
      }
    }
    const statuses = (await Promise.all([clock, ...calls])).map(({ status, text }) => (status < 500 ? 'answered' : text));
    expect([...new Set(statuses)]).toEqual(['answered']);
    expect(await adminRows(server.database, 'select task from parked_work')).toEqual([]);
  });

  it('formats.md 3: one line of a konbini’s file that comes twice is one payment, whichever report it is', async () => {
    const orders = await twoOrders();
    for (const [index, stage] of (['kakuho', 'sokuho'] as const).entries()) {
      const { reference, amount } = orders[index]?.invoices[0] ?? {};
      const line = { channel: 'konbini', reference: String(reference), amount: yen(Number(amount)), shopCode: '110001' } as const;
      const collectedAt = instant('2026-10-02T11:00:00+09:00');
      const receive = (report: KonbiniStage) =>
        server.app.units.inUnit({ mode: 'test', merchants: 'all' }, (unit) =>
          receiveKonbini(unit, { ...line, stage: report, collectedAt }),
        );
      await Promise.all([receive(stage), receive('kakuho'), receive(stage)]);
    }
    const receipts = await adminRows(
      server.database,
      'select status, amount::int as amount, allocated::int as allocated from receipts order by amount',
    );
    expect(receipts).toEqual([11_000, 12_000].map((amount) => ({ status: 'allocated', amount, allocated: amount })));
    expect(await adminRows(server.database, 'select id from refunds')).toEqual([]);
  });

  it('of several orders that are replaced by one number, the first wins and the others are told who has it', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, (_, index) => life.order({ buyer: buyer(String(7_100 + index)) })));
    const replies = await Promise.all(
      orders.map(({ id }, index) => {
        const order = orderBody({ buyer: buyer(String(7_100 + index)), shopOrderId: 'wanted-by-all' });
        return server.call('POST', `/v1/orders/${id}/replace`, { order });
      }),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const codes = replies.filter(({ status }) => status !== 201).map(({ json }) => json['code']);
    expect([...new Set(codes)]).toEqual(['duplicate_order']);
    expect(await adminRows(server.database, `select count(*)::int as cancelled from orders where credit = 'cancelled'`)).toEqual([
      { cancelled: 1 },
    ]);
  });
});
