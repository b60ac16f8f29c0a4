import type { Order } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMs, instant } from '../../src/core/time.ts';
import { handOverToAgency, writeOffInvoice } from '../../src/modules/invoicing/index.ts';
import { type Reply, type TestApp, testApp } from '../support/app.ts';
import { adminRows, describePglite, emptyDatabase } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';
import { strayEvents } from '../support/told-events.ts';
import { type Life, lifeOn, nextSlip } from './life.ts';

/** Commands by how often they come up: what ends an order is rare, or nothing would follow. */
const often = ['ship', 'shipPart', 'deliver', 'kakuhoPart', 'bankPart', 'return', 'operatorReturn', 'day'] as const;
const seldom = [
  ...(['replaceSlip', 'void', 'exception', 'carrierReturn', 'returnItem', 'amend', 'sokuho', 'kakuho', 'reverse', 'bank'] as const),
  ...(['reissue', 'extend', 'handOver', 'writeOff', 'hours', 'fortnight', 'month', 'again'] as const),
] as const;
const rarely = ['cancel', 'operatorCancel', 'replace', 'season'] as const;
type What = (typeof often)[number] | (typeof seldom)[number] | (typeof rarely)[number];

type Step = { readonly what: What; readonly whose: number; readonly pick: number; readonly size: number; readonly byShop: boolean };
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<What[]>(...often) },
    { weight: 4, arbitrary: fc.constantFrom<What[]>(...seldom) },
    { weight: 1, arbitrary: fc.constantFrom<What[]>(...rarely) },
  ),
  whose: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 5 }),
  size: fc.integer({ min: 1, max: 10 }),
  byShop: fc.boolean(),
});

const daysOf: Partial<Record<What, number>> = { hours: 0.2, day: 1, fortnight: 14, month: 31, season: 95 };
const reasons = ['returned', 'damaged', 'lost', 'wrong', 'buyer_cancel'] as const;
const terminal = new Set(['cancelled', 'rejected', 'expired']);

/** What a step sends, or undefined where the order has no such parcel or invoice yet. */
type Sent = { readonly path: string; readonly body: unknown; readonly method?: 'PATCH'; readonly asOperator?: true };

function orderCommand(order: Order, { what, pick, size, byShop }: Step): Sent | undefined {
  const path = `/v1/orders/${order.id}`;
  const back = { reason: reasons[pick % reasons.length], refundBy: byShop ? 'merchant' : 'provider' };
  const amount = partOf(order.billedAmount - order.returnedAmount, size);
  const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00' };
  const commands: Partial<Record<What, Sent>> = {
    ship: { path: `${path}/shipments`, body: slip },
    shipPart: { path: `${path}/shipments`, body: { ...slip, items: [{ itemIndex: pick % 2, quantity: 1 }] } },
    cancel: { path: `${path}/cancel`, body: back },
    return: { path: `${path}/returns`, body: { amount, ...back } },
    returnItem: { path: `${path}/returns`, body: { items: [{ itemIndex: pick % 4, quantity: 1 }], ...back } },
    amend: { path, body: { items: linesOf(size, pick) }, method: 'PATCH' },
    replace: { path: `${path}/replace`, body: { order: orderOf(size, pick), reason: back.reason } },
    operatorCancel: { path: `/v1/operator/orders/${order.id}/cancel`, body: back, asOperator: true },
    operatorReturn: { path: `/v1/operator/orders/${order.id}/returns`, body: { amount, ...back }, asOperator: true },
  };
  return commands[what];
}

function parcelCommand({ shipments }: Order, { what, pick }: Step): Sent | undefined {
  const shipment = shipments[pick % Math.max(1, shipments.length)];
  if (!shipment) return undefined;
  const report = (outcome: string): Sent => ({ path: '/v1/sandbox/deliveries', body: { shipmentId: shipment.id, outcome } });
  const commands: Partial<Record<What, Sent>> = {
    replaceSlip: { path: `/v1/shipments/${shipment.id}`, body: { slipNo: nextSlip() }, method: 'PATCH' },
    void: { path: `/v1/shipments/${shipment.id}/void`, body: {} },
    deliver: report('delivered'),
    exception: report('exception'),
    carrierReturn: report('returned'),
  };
  return commands[what];
}

function invoiceCommand({ invoices }: Order, { what, pick, size }: Step, today: string): Sent | undefined {
  const invoice = invoices[pick % Math.max(1, invoices.length)];
  if (!invoice) return undefined;
  const till = (stage: string, more = {}): Sent => ({
    path: '/v1/sandbox/konbini-payments',
    body: { invoiceId: invoice.id, stage, ...more },
  });
  const bank = (amount: number): Sent => ({
    path: '/v1/sandbox/bank-deposits',
    body: { amount, payerName: invoice.reference ?? 'ﾔﾏﾀﾞ', on: today },
  });
  const commands: Partial<Record<What, Sent>> = {
    sokuho: till('sokuho'),
    kakuho: till('kakuho'),
    kakuhoPart: till('kakuho', { amount: partOf(invoice.amount, size) }),
    reverse: till('cancel'),
    bank: bank(invoice.amount),
    bankPart: bank(partOf(invoice.amount, size)),
    reissue: { path: `/v1/invoices/${invoice.id}/reissue`, body: {} },
    extend: { path: `/v1/invoices/${invoice.id}/extend`, body: { days: size } },
  };
  return commands[what];
}

function partOf(amount: number, tenths: number): number {
  return Math.max(1, Math.floor((amount * tenths) / 10));
}

function linesOf(size: number, pick: number) {
  const taxRate = ([10, 8, 0] as const)[pick % 3] ?? 10;
  return [
    { kind: 'goods' as const, name: '今治タオル', quantity: 2, unitPrice: 2_337 * size, taxRate },
    { kind: 'goods' as const, name: '有機緑茶', quantity: 1, unitPrice: 3_001, taxRate: 8 as const },
    { kind: 'discount' as const, name: '値引', quantity: 1, unitPrice: -501, taxRate: 10 as const },
    { kind: 'shipping' as const, name: '送料', quantity: 1, unitPrice: 1_000, taxRate: 10 as const },
  ];
}

function orderOf(size: number, pick: number): ReturnType<typeof orderBody> {
  const items = linesOf(size, pick);
  return orderBody({ items, billedAmount: items.reduce((sum, item) => sum + item.unitPrice * item.quantity, 0) });
}

type Owner = { readonly secretKey: string; readonly merchantId: string };

/** One order, to which whatever comes up is done, lawful or not: every answer below 500 is a good one. */
class Play {
  readonly #server: TestApp;
  readonly #life: Life;
  readonly #owner: Owner;
  readonly #id: string;
  /** What was done to all orders, to be shown when something is found. */
  readonly #seen: string[];
  #order: Order | undefined;
  #last: (() => Promise<Reply>) | undefined;
  #calls = 0;

  constructor(server: TestApp, { owner, id, seen }: { owner: Owner; id: string; seen: string[] }) {
    this.#server = server;
    this.#life = lifeOn(server);
    this.#owner = owner;
    this.#id = id;
    this.#seen = seen;
  }

  async take(taken: Step): Promise<void> {
    const order = await this.look();
    const days = daysOf[taken.what];
    const { now, today } = await this.#life.get<{ now: string; today: string }>('/v1/sandbox/clock');
    if (days !== undefined) await this.#server.advanceTo(addMs(instant(now), days * 86_400_000));
    else if (taken.what === 'again') await this.#repeat();
    else if (taken.what === 'handOver' || taken.what === 'writeOff') await this.#byHand(order, taken);
    else await this.#send(orderCommand(order, taken) ?? parcelCommand(order, taken) ?? invoiceCommand(order, taken, today));
    if (days !== undefined) this.#seen.push(`${taken.what} after ${now}`);
    await this.look();
  }

  async look(): Promise<Order> {
    const before = this.#order;
    const after = await this.#life.get<Order>(`/v1/orders/${this.#id}`, { key: this.#owner.secretKey });
    if (before) expect(after.sequence, 'the sequence only goes up').toBeGreaterThanOrEqual(before.sequence);
    if (before && terminal.has(before.axes.credit)) expect(after.axes.credit, 'a terminal state absorbs').toBe(before.axes.credit);
    this.#order = after;
    return after;
  }

  async #send(sent: Sent | undefined): Promise<void> {
    if (!sent) return;
    this.#calls += 1;
    const { path, body, method = 'POST', asOperator } = sent;
    const key = asOperator ? this.#server.operatorKey : this.#owner.secretKey;
    const idempotencyKey = `${this.#id}-${this.#calls}`;
    const call = () => this.#server.call(method, path, body, { key, idempotencyKey });
    const reply = await call();
    this.#seen.push(`${path} ${JSON.stringify(body)} ${reply.status} ${String(reply.json['code'] ?? '')}`);
    expect(reply.status, reply.text).toBeLessThan(500);
    // What was refused is tried anew, and may go through by now.
    this.#last = reply.status < 300 ? call : undefined;
  }

  /** reliability.md 1: a repeat with the same key is answered the same and changes nothing. */
  async #repeat(): Promise<void> {
    const last = this.#last;
    if (!last) return;
    const before = await this.look();
    expect((await last()).headers.get('idempotent-replayed')).toBe('true');
    expect(await this.look()).toEqual(before);
  }

  /** What has no route yet; a refusal is lawful. */
  async #byHand({ invoices }: Order, { what, pick }: Step): Promise<void> {
    const invoiceId = invoices[pick % Math.max(1, invoices.length)]?.id;
    if (invoiceId === undefined) return;
    const command = what === 'handOver' ? handOverToAgency : writeOffInvoice;
    const { merchantId } = this.#owner;
    await this.#server.app.units
      .inUnit({ mode: 'test', merchants: 'all' }, (unit) => command(unit, { merchantId, invoiceId }))
      .then(
        () => this.#seen.push(`${what} ${invoiceId}`),
        (error: Error) => expect(error.name).toBe('Refused'),
      );
  }
}

/** What no order may be like, whatever was done to it. */
const oddities = `
  select 'holds a frame although it is over or paid' as oddity, id from orders
    where held_net > 0 and (credit in ('cancelled', 'expired', 'rejected') or billing = 'paid')
  union all
  select 'holds a frame and waits for nothing', id from orders where held_net > 0 and credit = 'approved' and fulfilment = 'none' and due_at is null
  union all
  select 'is written to although nothing is owed', p.invoice_id from dunning_plans p join invoices i on i.id = p.invoice_id
    where p.next_at is not null and i.status not in ('issued', 'partially_paid')
  union all
  select format('bills %s of %s', b.billed, o.billed_amount - o.returned_amount), o.id
    from orders o join (select order_id, sum(amount - credited) as billed from invoices where status not in ('dropped', 'cancelled') group by 1) b on b.order_id = o.id
    where b.billed > o.billed_amount - o.returned_amount and o.credit <> 'cancelled'
  union all
  select 'counts overdue invoices that its plans do not', 'exposures' from exposures
    having sum(overdue_invoices) <> (select count(*) from dunning_plans where counted_overdue)
  union all
  select 'skips a sequence', resource_id from events where resource_type = 'order' group by resource_id having max(sequence) <> count(*)`;

describePglite('any commands in any order', (open) => {
  it('domain.md 4.6: leave the books right, the frame as its orders hold it, and no fault behind', { timeout: 300_000 }, async () => {
    const anyLife = fc.record({
      steps: fc.array(step, { minLength: 10, maxLength: 25 }),
      size: fc.integer({ min: 1, max: 10 }),
      pick: fc.nat({ max: 5 }),
    });
    const holds = async ({ steps, size, pick }: { steps: Step[]; size: number; pick: number }) => {
      const database = await open();
      await emptyDatabase(database);
      const server = await testApp(database);
      const life = lifeOn(server);
      const seen: string[] = [];
      const plays: Play[] = [];
      for (const [index, owner] of [server.shop, server.shop, server.otherShop].entries()) {
        const { id } = await life.post<Order>('/v1/orders', orderOf(Math.max(1, size - index), pick + index), { key: owner.secretKey });
        plays.push(new Play(server, { owner, id, seen }));
      }
      try {
        for (const each of steps) await plays[each.whose]?.take(each);
        expect(server.faults).toEqual([]);
        expect(await life.books()).toEqual({ violations: [], sum: 0 });
        expect(await adminRows(database, 'select task from parked_work')).toEqual([]);
        expect(await adminRows(database, oddities)).toEqual([]);
        expect(await strayEvents(database)).toEqual([]);
      } catch (error) {
        throw new Error([...seen, String(error)].join('\n'), { cause: error });
      } finally {
        await server.close();
      }
    };
    await fc.assert(fc.asyncProperty(anyLife, holds), { numRuns: 20, endOnFailure: true });
  });
});
