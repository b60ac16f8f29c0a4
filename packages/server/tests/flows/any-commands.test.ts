import type { Order } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { handOverToAgency, writeOffInvoice } from '../../src/modules/invoicing/index.ts';
import { adminRows, describePglite, emptyDatabase } from '../support/databases.ts';
import { type Reply, type TestApp, testApp } from '../support/app.ts';
import { orderBody } from '../support/order.ts';
import { type Life, lifeOn, nextSlip } from './life.ts';

type Step = { readonly what: (typeof steps)[number]; readonly pick: number; readonly size: number; readonly byShop: boolean };

const steps = [
  ...['ship', 'ship', 'shipPart', 'replaceSlip', 'void', 'deliver', 'deliver', 'exception', 'carrierReturn'],
  ...['cancel', 'return', 'returnItem', 'amend', 'replace', 'operatorCancel', 'operatorReturn'],
  ...['sokuho', 'kakuho', 'kakuhoPart', 'reverse', 'bank', 'bankPart', 'reissue', 'extend', 'handOver', 'writeOff'],
  ...['hours', 'day', 'day', 'fortnight', 'month', 'season', 'again'],
] as const;

const step = fc.record<Step>({
  what: fc.constantFrom(...steps),
  pick: fc.nat({ max: 5 }),
  size: fc.integer({ min: 1, max: 10 }),
  byShop: fc.boolean(),
});

const reasons = ['returned', 'damaged', 'lost', 'wrong', 'buyer_cancel'] as const;
const terminal = new Set(['cancelled', 'rejected', 'expired']);

/** One order at a time is handled by whatever command comes up, lawful or not; every answer below 500 is a good one. */
class Play {
  readonly #server: TestApp;
  readonly #life: Life;
  readonly #key: string;
  #order: Order;
  #last: { method: string; path: string; body: unknown; idempotencyKey: string } | undefined;
  #calls = 0;
  readonly seen: string[] = [];

  constructor(server: TestApp, { key, order }: { key: string; order: Order }) {
    this.#server = server;
    this.#life = lifeOn(server);
    this.#key = key;
    this.#order = order;
  }

  async #look(): Promise<void> {
    const before = this.#order;
    const after = await this.#life.get<Order>(`/v1/orders/${before.id}`, { key: this.#key });
    expect(after.sequence, 'sequence goes up').toBeGreaterThanOrEqual(before.sequence);
    if (terminal.has(before.axes.credit)) expect(after.axes.credit, 'a terminal state absorbs').toBe(before.axes.credit);
    this.#order = after;
  }

  async #send(path: string, body: unknown, { method = 'POST', key = this.#key } = {}): Promise<Reply> {
    this.#calls += 1;
    const idempotencyKey = `${this.#order.id}-${this.#calls}`;
    if (key === this.#key) this.#last = { method, path, body, idempotencyKey };
    const reply = await this.#server.call(method, path, body, { key, idempotencyKey });
    this.seen.push(`${path.split('/').slice(2).join('/')} ${JSON.stringify(body)} ${reply.status} ${String(reply.json['code'] ?? '')}`);
    expect(reply.status, `${path} ${reply.text}`).toBeLessThan(500);
    return reply;
  }

  async take({ what, pick, size, byShop }: Step): Promise<void> {
    const { id, shipments, invoices, billedAmount, returnedAmount } = this.#order;
    const shipment = shipments[pick % Math.max(1, shipments.length)];
    const invoice = invoices[pick % Math.max(1, invoices.length)];
    const operator = { key: this.#server.operatorKey };
    const reason = { reason: reasons[pick % reasons.length], refundBy: byShop ? 'merchant' : 'provider' };
    const part = Math.max(1, Math.floor(((billedAmount - returnedAmount) * size) / 10));
    const amount = invoice && Math.max(1, Math.floor((invoice.amount * size) / 10));
    const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00' };
    const orders: Record<string, () => Promise<unknown>> = {
      ship: () => this.#send(`/v1/orders/${id}/shipments`, slip),
      shipPart: () => this.#send(`/v1/orders/${id}/shipments`, { ...slip, items: [{ itemIndex: pick % 2, quantity: 1 }] }),
      cancel: () => this.#send(`/v1/orders/${id}/cancel`, reason),
      return: () => this.#send(`/v1/orders/${id}/returns`, { amount: part, ...reason }),
      returnItem: () => this.#send(`/v1/orders/${id}/returns`, { items: [{ itemIndex: pick % 4, quantity: 1 }], ...reason }),
      amend: () => this.#send(`/v1/orders/${id}`, { items: goods(size, pick) }, { method: 'PATCH' }),
      replace: () => this.#send(`/v1/orders/${id}/replace`, { order: orderOf(size, pick), reason: reason.reason }),
      operatorCancel: () => this.#send(`/v1/operator/orders/${id}/cancel`, reason, operator),
      operatorReturn: () => this.#send(`/v1/operator/orders/${id}/returns`, { amount: part, ...reason }, operator),
      hours: () => this.#advance(5 * 3_600_000),
      day: () => this.#advance(86_400_000),
      fortnight: () => this.#advance(14 * 86_400_000),
      month: () => this.#advance(31 * 86_400_000),
      season: () => this.#advance(95 * 86_400_000),
      again: () => this.#repeat(),
    };
    const parcels: Record<string, (shipmentId: string) => Promise<unknown>> = {
      replaceSlip: (shipmentId) => this.#send(`/v1/shipments/${shipmentId}`, { slipNo: nextSlip() }, { method: 'PATCH' }),
      void: (shipmentId) => this.#send(`/v1/shipments/${shipmentId}/void`, undefined),
      deliver: (shipmentId) => this.#send('/v1/sandbox/deliveries', { shipmentId, outcome: 'delivered' }),
      exception: (shipmentId) => this.#send('/v1/sandbox/deliveries', { shipmentId, outcome: 'exception' }),
      carrierReturn: (shipmentId) => this.#send('/v1/sandbox/deliveries', { shipmentId, outcome: 'returned' }),
    };
    const bills: Record<string, (invoiceId: string) => Promise<unknown>> = {
      sokuho: (invoiceId) => this.#send('/v1/sandbox/konbini-payments', { invoiceId, stage: 'sokuho' }),
      kakuho: (invoiceId) => this.#send('/v1/sandbox/konbini-payments', { invoiceId, stage: 'kakuho' }),
      kakuhoPart: (invoiceId) => this.#send('/v1/sandbox/konbini-payments', { invoiceId, stage: 'kakuho', amount }),
      reverse: (invoiceId) => this.#send('/v1/sandbox/konbini-payments', { invoiceId, stage: 'cancel' }),
      bank: () => this.#deposit(invoice?.reference ?? 'ﾔﾏﾀﾞ', invoice?.amount ?? 1),
      bankPart: () => this.#deposit(invoice?.reference ?? 'ﾔﾏﾀﾞ', amount ?? 1),
      reissue: (invoiceId) => this.#send(`/v1/invoices/${invoiceId}/reissue`, { reason: 'lost' }),
      extend: (invoiceId) => this.#send(`/v1/invoices/${invoiceId}/extend`, { days: size }),
      handOver: (invoiceId) => this.#byHand(handOverToAgency, invoiceId),
      writeOff: (invoiceId) => this.#byHand(writeOffInvoice, invoiceId),
    };
    if (orders[what]) await orders[what]();
    else if (shipment && parcels[what]) await parcels[what](shipment.id);
    else if (invoice && bills[what]) await bills[what](invoice.id);
    await this.#look();
  }

  async #deposit(payerName: string, amount: number): Promise<void> {
    const { today } = await this.#life.get<{ today: string }>('/v1/sandbox/clock', { key: this.#key });
    await this.#send('/v1/sandbox/bank-deposits', { amount, payerName, on: today });
  }

  /** What only an operator's screen will offer: refusals are lawful, faults are not. */
  async #byHand(command: typeof writeOffInvoice, invoiceId: string): Promise<void> {
    const merchantId = (await adminRows<{ merchant_id: string }>(this.#server.database, `select merchant_id from orders where id = '${this.#order.id}'`))[0]?.merchant_id ?? '';
    const done = await this.#server.app.units.inUnit({ mode: 'test', merchants: 'all' }, (unit) => command(unit, { merchantId, invoiceId })).then(
      () => 'done',
      (error: Error) => {
        if (error.name !== 'Refused') throw error;
        return 'refused';
      },
    );
    this.seen.push(`${command.name} ${done}`);
  }

  async #advance(ms: number): Promise<void> {
    const { now } = await this.#life.get<{ now: string }>('/v1/sandbox/clock', { key: this.#key });
    await this.#server.advanceTo(new Date(Date.parse(now) + ms).toISOString().replace('Z', '+00:00'));
    this.seen.push(`clock ${ms / 86_400_000} days after ${now}`);
  }

  /** reliability.md 1: the same call with the same key changes nothing and is answered the same. */
  async #repeat(): Promise<void> {
    if (this.#last === undefined) return;
    const { method, path, body, idempotencyKey } = this.#last;
    const before = await this.#life.books();
    const reply = await this.#server.call(method, path, body, { key: this.#key, idempotencyKey });
    expect(reply.status).toBeLessThan(500);
    expect(await this.#life.books()).toEqual(before);
  }
}

function goods(size: number, pick: number): { kind: 'goods' | 'discount' | 'shipping'; name: string; quantity: number; unitPrice: number; taxRate: 10 | 8 | 0 }[] {
  const taxRate = ([10, 8, 0] as const)[pick % 3] ?? 10;
  return [
    { kind: 'goods', name: '今治タオル', quantity: 2, unitPrice: 2_337 * size, taxRate },
    { kind: 'goods', name: '有機緑茶', quantity: 1, unitPrice: 3_001, taxRate: 8 },
    { kind: 'discount', name: '値引', quantity: 1, unitPrice: -501, taxRate: 10 },
    { kind: 'shipping', name: '送料', quantity: 1, unitPrice: 1_000, taxRate: 10 },
  ];
}

function orderOf(size: number, pick: number): ReturnType<typeof orderBody> {
  const items = goods(size, pick);
  const billedAmount = items.reduce((sum, item) => sum + item.unitPrice * item.quantity, 0);
  return orderBody({ items, billedAmount, ...(pick === 5 ? {} : {}) });
}

describePglite('any commands in any order', (open) => {
  it('domain.md 4.6: leave the books right, the frame as its orders hold it, and no fault behind', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ steps: fc.array(step, { minLength: 6, maxLength: 16 }), size: fc.integer({ min: 1, max: 10 }), pick: fc.nat({ max: 5 }), buyerBearsFee: fc.boolean() }),
        async ({ steps: taken, size, pick, buyerBearsFee }) => {
          const database = await open();
          await emptyDatabase(database);
          const server = await testApp(database);
          const life = lifeOn(server);
          const key = (buyerBearsFee ? server.otherShop : server.shop).secretKey;
          const { id } = await life.post<Order>('/v1/orders', orderOf(size, pick), { key });
          const play = new Play(server, { key, order: await life.get<Order>(`/v1/orders/${id}`, { key }) });
          try {
            for (const each of taken) await play.take(each);
            expect(server.faults).toEqual([]);
            expect(await life.books()).toEqual({ violations: [], sum: 0 });
            expect(await adminRows(database, 'select task, problem from parked_work')).toEqual([]);
            expect(await adminRows(database, oddities)).toEqual([]);
          } catch (error) {
            throw new Error(`${play.seen.join('\n')}\n${error instanceof Error ? error.message : String(error)} ${server.faults.map(String).join()}`, { cause: error });
          } finally {
            if (process.env['SEEN']) console.log(play.seen.join('\n') + '\n----');
            await server.close();
          }
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 30), endOnFailure: process.env['SHRINK'] === undefined, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) },
    );
  });
});

/** What no order may be like, whatever was done to it. */
const oddities = `
  select 'holds a frame although it is over' as oddity, o.id from orders o where held_net > 0 and credit in ('cancelled', 'expired', 'rejected')
  union all
  select 'holds a frame although everything is paid', o.id from orders o where held_net > 0 and billing = 'paid'
  union all
  select 'waits for nothing and holds a frame', o.id from orders o where held_net > 0 and credit = 'approved' and fulfilment = 'none' and due_at is null
  union all
  select 'is written to although nothing is owed', p.invoice_id from dunning_plans p join invoices i on i.id = p.invoice_id
    where p.next_at is not null and i.status not in ('issued', 'partially_paid')
  union all
  select 'bills ' || b.billed || ' of ' || (o.billed_amount - o.returned_amount), o.id
    from orders o join (select order_id, sum(amount - credited) as billed from invoices where status not in ('dropped', 'cancelled') group by 1) b on b.order_id = o.id
    where b.billed > o.billed_amount - o.returned_amount and o.credit <> 'cancelled'
      and not exists (select from invoices i where i.order_id = o.id and i.status in ('paid', 'written_off', 'paid_after_write_off'))
  union all
  select 'counts ' || sum(e.overdue_invoices) || ' overdue', 'exposures' from exposures e
    having sum(e.overdue_invoices) <> (select count(*) from dunning_plans where counted_overdue)
  union all
  select 'counts ' || max(sequence) || ' of ' || count(*) || ' events', resource_id from events where resource_type = 'order' group by resource_id having max(sequence) <> count(*)`;
