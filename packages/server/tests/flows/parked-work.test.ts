import type { ParkedWork } from '@atobarai/sdk/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dueTasks } from '../../src/app.ts';
import { orderRow, orders } from '../../src/modules/imports/imports.fixture.ts';
import { adminRows, describeBothEngines, describePglite } from '../support/databases.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { buyer } from '../support/order.ts';
import { testUnit } from '../support/unit.ts';
import { type Life, lifeOn } from './life.ts';

/** A row that nobody can write any more, as a fault of ours would have it. */
const breaking = (table: string, condition: string) => `
  create or replace function broken_row() returns trigger language plpgsql as $$
    begin if ${condition} then raise exception 'broken'; end if; return new; end $$;
  create trigger broken_row before insert or update on ${table} for each row execute function broken_row()`;

describePglite('work that fails', (open) => {
  let server: TestApp;
  let life: Life;
  let broken: string | undefined;
  beforeEach(async () => {
    server = await testApp(await open());
    life = lifeOn(server);
  });
  afterEach(async () => {
    await mend();
    await server.close();
    expect(await life.books()).toEqual({ violations: [], sum: 0 });
  });

  async function breakRows(table: string, condition: string): Promise<void> {
    broken = table;
    await server.database.admin(breaking(table, condition));
  }
  async function mend(): Promise<void> {
    if (broken !== undefined) await server.database.admin(`drop trigger broken_row on ${broken}`);
    broken = undefined;
  }

  const asOperator = () => ({ key: server.operatorKey });
  const parked = async () => (await life.get<{ data: ParkedWork[] }>('/v1/operator/parked-work', asOperator())).data;
  const retry = (id: string) => life.post<ParkedWork>(`/v1/operator/parked-work/${id}/retry`, undefined, asOperator());

  it('is set aside alone: what the same task has to do for others goes on', async () => {
    const ids = await Promise.all(['8101', '8102', '8103', '8104', '8105'].map((last) => life.order({ buyer: buyer(last) })));
    for (const { id } of ids) await life.ship(id);
    const [first, second, bad, ...rest] = await Promise.all(ids.map(({ id }) => life.invoiceOf(id)));
    await breakRows('invoices', `new.id = '${bad?.id}' and new.status = 'issued'`);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    const statusOf = async (id = '') => (await life.get<{ status: string }>(`/v1/invoices/${id}`)).status;
    for (const good of [first, second, ...rest]) expect(await statusOf(good?.id)).toBe('issued');
    expect(await statusOf(bad?.id)).toBe('scheduled');
    expect(await parked()).toMatchObject([
      { task: 'invoicing.issue', merchantId: server.shop.merchantId, itemId: bad?.id, attempts: 1, nextTryAt: expect.any(String) },
    ]);
    await mend();
    await server.advanceTo('2026-10-02T12:02:00+09:00');
    expect([await statusOf(bad?.id), await parked()]).toEqual(['issued', []]);
  });

  // Each task stops at a row of one shop. The other shop's, which come later, must be done all the same.
  it.each([
    { task: 'orders.due', table: 'orders', broken: `new.credit = 'expired'`, done: `credit = 'expired'`, shipped: false },
    { task: 'invoicing.issue', table: 'invoices', broken: `new.status = 'issued'`, done: `status = 'issued'` },
    { task: 'invoicing.overdue', table: 'invoices', broken: 'new.overdue', done: 'overdue' },
    { task: 'dunning.steps', table: 'dunning_plans', broken: 'new.step > 0', done: 'step > 0' },
    {
      task: 'payouts.monthly_fees',
      table: 'closing_calendar',
      broken: `new.next_month_fee_at > '2026-11-15'`,
      done: `next_month_fee_at > '2026-11-15'`,
    },
    { task: 'payouts.close', table: 'payouts', broken: `new.status = 'closed'`, done: `status = 'completed'` },
    { task: 'payouts.mark_advances', table: 'advances', broken: 'new.payout_id is not null', done: 'payout_id is not null' },
    { task: 'payouts.approve', table: 'payouts', broken: `new.status = 'approved'`, done: `status = 'completed'` },
    { task: 'payouts.send', table: 'payouts', broken: `new.status = 'sent'`, done: `status = 'completed'` },
    { task: 'payouts.complete', table: 'payouts', broken: `new.status = 'completed'`, done: `status = 'completed'` },
  ])('of one shop keeps no other shop waiting: $task', async ({ task, table, broken: condition, done, shipped = true }) => {
    const { shop, otherShop } = server;
    await breakRows(table, `new.merchant_id = '${shop.merchantId}' and ${condition}`);
    for (const [index, { secretKey: key }] of [shop, otherShop].entries()) {
      const today = `2026-10-0${1 + index}`;
      await server.advanceTo(`${today}T13:00:00+09:00`);
      const { id } = await life.order({ buyer: buyer(`820${index}`), orderDate: today }, { key });
      if (!shipped) continue;
      const { id: shipmentId } = await life.ship(id, {}, { key });
      await life.post('/v1/sandbox/deliveries', { shipmentId, outcome: 'delivered' }, { key });
    }
    await server.advanceTo(shipped ? '2026-12-01T12:00:00+09:00' : '2027-01-15T12:00:00+09:00');
    const doneOf = async ({ merchantId }: { merchantId: string }) =>
      (await adminRows(server.database, `select 1 from ${table} where merchant_id = '${merchantId}' and ${done}`)).length > 0;
    expect([await doneOf(shop), await doneOf(otherShop)]).toEqual([false, true]);
    const works = (await parked()).filter((work) => work.task === task);
    expect(works).not.toEqual([]);
    for (const work of works) expect(work).toMatchObject({ merchantId: shop.merchantId, attempts: 1 });

    await mend();
    for (const { id } of await parked()) await retry(id);
    await server.app.tick();
    expect([await doneOf(shop), await parked()]).toEqual([true, []]);
  });

  it('of one receipt keeps no other money waiting: payments.agent_transfer', async () => {
    const receipts: string[] = [];
    for (const last of ['8301', '8302', '8303']) {
      const { id } = await life.order({ buyer: buyer(last), invoice: { delivery: 'bundled' } });
      await life.ship(id);
      receipts.push((await life.payAtKonbini((await life.invoiceOf(id)).id, 'kakuho')).id);
    }
    await breakRows('ledger_entries', `new.kind = 'agent_transfer' and new.source_id = '${receipts[1]}'`);
    await server.advanceTo('2026-10-15T12:00:00+09:00');
    expect(await parked()).toMatchObject([{ task: 'payments.agent_transfer', merchantId: null, itemId: receipts[1] }]);
    expect((await life.balances())['AGENT_RECEIVABLE']).toBe(11_000);
    await mend();
    await server.advanceTo('2026-10-15T12:02:00+09:00');
    expect((await life.balances())['AGENT_RECEIVABLE']).toBeUndefined();
  });

  it('waits for a person after eight failures, who sees it and has it tried again', async () => {
    const { id } = await life.order();
    await life.ship(id);
    const { id: invoiceId } = await life.invoiceOf(id);
    await breakRows('invoices', `new.status = 'issued'`);
    for (let day = 2; day <= 9; day += 1) {
      expect((await server.call('GET', '/healthz/work')).json).toEqual({ status: 'ok', parked: [] });
      await server.advanceTo(`2026-10-0${day}T12:00:00+09:00`);
    }
    const health = await server.call('GET', '/healthz/work');
    expect([health.status, health.json]).toEqual([
      503,
      { status: 'parked', parked: [{ mode: 'test', task: 'invoicing.issue', count: 1 }] },
    ]);
    const [work] = await parked();
    expect(work).toMatchObject({ itemId: invoiceId, attempts: 8, problem: expect.stringContaining('P0001'), nextTryAt: null });
    await mend();
    await server.advanceTo('2026-10-10T12:00:00+09:00');
    expect(await life.get(`/v1/invoices/${invoiceId}`)).toMatchObject({ status: 'scheduled' });

    expect(await retry(work?.id ?? '')).toMatchObject({ id: work?.id, attempts: 0, nextTryAt: expect.any(String) });
    await server.app.tick();
    expect(await life.get(`/v1/invoices/${invoiceId}`)).toMatchObject({ status: 'issued' });
    expect((await server.call('GET', '/healthz/work')).json).toEqual({ status: 'ok', parked: [] });
    expect(await life.get('/v1/operator/actions', asOperator())).toMatchObject({
      data: [{ operation: 'operator.retryParkedWork', resourceId: work?.id, merchantId: server.shop.merchantId }],
    });
  });

  it('in the queue of jobs is seen and tried again by the same door', async () => {
    await breakRows('imports', `new.status = 'running'`);
    const headers = { 'content-type': 'text/csv' };
    const { id } = await life.post<{ id: string }>('/v1/imports?kind=orders&dryRun=true', orders(orderRow(1)), { headers });
    await expect.poll(parked).toMatchObject([{ task: 'imports.run', merchantId: server.shop.merchantId, itemId: id, nextTryAt: null }]);
    expect((await server.call('GET', '/healthz/work')).json).toMatchObject({ parked: [{ mode: 'test', task: 'imports.run', count: 1 }] });
    await mend();
    await retry((await parked())[0]?.id ?? '');
    await expect.poll(() => life.get(`/v1/imports/${id}`)).toMatchObject({ status: 'completed' });
    expect(await parked()).toEqual([]);
  });
});

describeBothEngines('every task that business time brings', (open) => {
  it.each(dueTasks)('can be told to take few, and what to leave out: $name', async (task) => {
    const units = testUnit(await open());
    const choice = { most: 1, except: ['inv_1'], took: () => {} };
    expect(await units.run((unit) => task.next(unit.tx, unit.now, choice.except))).toBeNull();
    expect(await units.run((unit) => task.run(unit, choice))).toBe(0);
  });
});
