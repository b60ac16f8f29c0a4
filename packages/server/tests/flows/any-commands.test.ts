import type { Order } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMs, instant } from '../../src/core/time.ts';
import { handOverToAgency, writeOffInvoice } from '../../src/modules/invoicing/index.ts';
import { impossible } from '../../src/modules/orders/axes.fixture.ts';
import type { Axes } from '../../src/modules/orders/model.ts';
import { type Reply, type TestApp, testApp } from '../support/app.ts';
import { adminRows, describePglite, emptyDatabase } from '../support/databases.ts';
import { strayEvents } from '../support/told-events.ts';
import {
  daysOf,
  inTwoParcels,
  invoiceCommand,
  nameOf,
  orderCommand,
  orderOf,
  parcelCommand,
  type Sent,
  type Step,
  step,
  tries,
  type What,
} from './any-step.ts';
import { type Life, lifeOn } from './life.ts';

const terminal = new Set(['cancelled', 'rejected', 'expired']);

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
  /** What the order's last refusal offered instead; it holds until something happens to the order. */
  #offered: { readonly sequence: number; readonly commands: readonly unknown[] } | undefined;
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
    else await this.#act(order, taken, today);
    if (days !== undefined) this.#seen.push(`${taken.what} after ${now}`);
    await this.look();
  }

  async look(): Promise<Order> {
    const before = this.#order;
    const after = await this.#life.get<Order>(`/v1/orders/${this.#id}`, { key: this.#owner.secretKey });
    if (before) expect(after.sequence, 'the sequence only goes up').toBeGreaterThanOrEqual(before.sequence);
    if (before && terminal.has(before.axes.credit)) expect(after.axes.credit, 'a terminal state absorbs').toBe(before.axes.credit);
    expect(impossible(after.axes as Axes), 'an order stands where none can').toBeUndefined();
    this.#order = after;
    return after;
  }

  async #act(order: Order, taken: Step, today: string): Promise<void> {
    const reply = await this.#send(orderCommand(order, taken) ?? parcelCommand(order, taken) ?? invoiceCommand(order, taken, today));
    if (!reply) return;
    this.#compare(order, taken.what, reply);
    // Where something else was offered, that or what was not is tried.
    if (reply.status < 300 || this.#offered?.sequence !== order.sequence || !taken.byShop) return;
    const other: Step = { ...taken, byShop: false, what: tries[taken.pick % tries.length] ?? 'ship' };
    const next = await this.#send(orderCommand(order, other));
    if (next) this.#compare(order, other.what, next);
  }

  /** What is offered is not refused as out of place, and what is done was offered. */
  #compare({ sequence, status }: Order, what: What, { status: answered, json }: Reply): void {
    const name = nameOf[what];
    if (name === undefined) return;
    const offered = this.#offered?.sequence === sequence ? this.#offered.commands : undefined;
    // One that names a field is about that field, and not about the order.
    const isOutOfPlace = json['code'] === 'illegal_transition' && json['fields'] === undefined;
    const hint = `${name} while ${status}, of ${String(offered ?? json['legalCommands'])}`;
    if (isOutOfPlace) expect(offered ?? json['legalCommands'], hint).not.toContain(name);
    // A cancel may be repeated.
    if (answered < 300 && status !== 'cancelled' && offered) expect(offered, hint).toContain(name);
    if (isOutOfPlace && name !== 'registerShipment') this.#offered = { sequence, commands: json['legalCommands'] as unknown[] };
  }

  async #send(sent: Sent | undefined): Promise<Reply | undefined> {
    if (!sent) return undefined;
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
    return reply;
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
  select case when due_at is null and rest > 0 then 'holds a frame and waits for nothing' else format('holds %s of a frame, of which %s for what is not billed yet, and that is at most %s', held_net, unbilled, most) end, id from (
    select o.id, o.credit, o.due_at, o.held_net, coalesce((o.content->'takenOff'->>'amount')::bigint, 0) as taken_off,
      (o.content->>'netAmount')::bigint - coalesce(sum(i.net_amount) filter (where i.status not in ('dropped', 'cancelled') or i.credited = i.amount), 0) as most,
      o.billed_amount - coalesce((o.content->'takenOff'->>'amount')::bigint, 0)
        - coalesce(sum(i.amount) filter (where i.status not in ('dropped', 'cancelled') or i.credited = i.amount), 0) as rest,
      o.held_net - coalesce(sum(i.net_amount -
        (select coalesce(sum(greatest(0, (c ->> 'amount')::bigint - (c ->> 'tax')::bigint)), 0) from jsonb_array_elements(i.credited_tax) c))
        filter (where i.status in ('scheduled', 'issued', 'partially_paid', 'in_collection', 'written_off')), 0) as unbilled
      from orders o left join invoices i on i.order_id = o.id
      where o.credit in ('approved', 'on_hold', 'manual_review') and o.buyer_kind = 'consumer' group by o.merchant_id, o.mode, o.id) frames
    where (taken_off = 0 and unbilled <> most) or unbilled not between -9 and greatest(9, most) or (rest = 0 and unbilled > 9)
      or (rest > 0 and credit = 'approved' and due_at is null)
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
  select 'asks for goods that a carrier brought back', i.id
    from invoices i join shipments s on s.merchant_id = i.merchant_id and s.mode = i.mode and s.id = i.shipment_id
    left join dunning_plans p on p.merchant_id = i.merchant_id and p.mode = i.mode and p.invoice_id = i.id
    where i.status in ('scheduled', 'issued', 'partially_paid')
      and (i.held_back <> (s.status = 'returned') or (p.goods_back <> (s.status = 'returned')))
  union all
  select 'skips a sequence', resource_id from events where resource_type = 'order' group by resource_id having max(sequence) <> count(*)`;

describePglite('any commands in any order', (open) => {
  it('domain.md 4.6: leave the books right, the frame as its orders hold it, and no fault behind', { timeout: 300_000 }, async () => {
    const anyLife = fc.record({
      steps: fc.array(step, { minLength: 10, maxLength: 25 }),
      opening: fc.constantFrom([], inTwoParcels),
      size: fc.integer({ min: 1, max: 10 }),
      pick: fc.nat({ max: 5 }),
    });
    const holds = async ({ opening, steps, size, pick }: { opening: readonly Step[]; steps: Step[]; size: number; pick: number }) => {
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
        for (const each of [...opening, ...steps]) await plays[each.whose]?.take(each);
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
