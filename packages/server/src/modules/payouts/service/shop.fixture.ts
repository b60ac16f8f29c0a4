import { adminRows, type OpenDatabase } from '../../../../tests/support/databases.ts';
import { plant } from '../../../../tests/support/rows.ts';
import { testUnit } from '../../../../tests/support/unit.ts';
import type { DueTask } from '../../../core/due-task.ts';
import { instant, type Instant } from '../../../core/time.ts';
import type { DomainEvent } from '../../../core/unit.ts';
import { recordEvents } from '../../events/index.ts';
import { type MerchantSettings, sampleSettings } from '../../merchants/index.ts';
import { payoutTasks } from '../jobs.ts';
import { makeEligible } from './eligibility.ts';
import { reverseAdvances } from './reversal.ts';

type Sale = {
  readonly amount?: number;
  readonly buyerFee?: number;
  readonly credited?: number;
  readonly paid?: number;
  readonly order?: object;
  readonly invoice?: object;
};

export type PayoutRow = {
  readonly id: string;
  readonly status: string;
  readonly closes_on: string;
  readonly pays_on: string;
  readonly from_entry: number;
  readonly to_entry: number;
  readonly carried_in: number;
  readonly transfer_fee: number;
  readonly net: number;
};

/** A shop with orders that were shipped and billed; its deliveries and closings are what the tests are about. */
export async function payoutShop(
  open: OpenDatabase,
  { now = '2026-10-01T12:00:00+09:00', settings = {} as Partial<MerchantSettings> } = {},
) {
  const database = await open();
  const units = testUnit(database, { now, tell: recordEvents });
  const shops: string[] = [];
  async function addShop(merchantId: string, patch: Partial<MerchantSettings> = {}): Promise<void> {
    await plant(database, 'merchants', { merchant_id: merchantId, number: shops.push(merchantId) });
    const row = {
      merchant_id: merchantId,
      mode: 'test',
      effective_on: '2026-01-01',
      settings: { ...sampleSettings.general, ...settings, ...patch },
    };
    await plant(database, 'merchant_settings', row);
  }
  await addShop('mer_a');

  /** Order, shipment and invoice number n of a shop: ord_n, shp_n, inv_n. */
  async function sell(
    n: string | number,
    { amount = 10_000, buyerFee = 0, credited = 0, paid = 0, order = {}, invoice = {} }: Sale = {},
    merchant_id = 'mer_a',
  ): Promise<void> {
    const content = { buyerFee };
    const common = { merchant_id, mode: 'test' };
    await plant(database, 'orders', {
      ...common,
      id: `ord_${n}`,
      shop_order_id: `S-${n}`,
      content,
      billed_amount: amount,
      registered_at: units.now(),
      held_net: 0,
      ...order,
    });
    await plant(database, 'shipments', { ...common, id: `shp_${n}`, order_id: `ord_${n}`, amount });
    const bill = { amount, credited, paid, net_amount: amount, buyer_fee: buyerFee };
    await plant(database, 'invoices', { ...common, id: `inv_${n}`, order_id: `ord_${n}`, shipment_id: `shp_${n}`, ...bill, ...invoice });
  }

  /** More sales like number n, numbered on behind it: n_1, n_2 … */
  async function sellAlike(n: string | number, count: number): Promise<string[]> {
    const copies = [
      { table: 'orders', prefix: 'ord', more: `'shop_order_id', 'S-${n}_' || k` },
      { table: 'shipments', prefix: 'shp', more: `'order_id', 'ord_${n}_' || k` },
      { table: 'invoices', prefix: 'inv', more: `'order_id', 'ord_${n}_' || k, 'shipment_id', 'shp_${n}_' || k` },
    ];
    for (const { table, prefix, more } of copies) {
      await database.admin(`insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('id', '${prefix}_${n}_' || k, ${more}))).*
        from ${table} t, generate_series(1, ${count}) k where t.id = '${prefix}_${n}'`);
    }
    return Array.from({ length: count }, (_, index) => `${n}_${index + 1}`);
  }

  function eventOf(n: string | number, type: DomainEvent['type'], data: Record<string, unknown> = {}, merchantId = 'mer_a'): DomainEvent {
    return {
      merchantId,
      type,
      resource: { type: 'order', id: `ord_${n}` },
      sequence: 1,
      data: { shipmentId: `shp_${n}`, invoiceId: `inv_${n}`, ...data },
    };
  }

  const tasks = new Map(payoutTasks.map((task) => [task.name.replace('payouts.', ''), task]));

  /** Runs what is due, in the order of its moments, up to a moment; answers what ran when. */
  async function runUntil(until: string, only?: readonly string[]): Promise<string[]> {
    const ran: string[] = [];
    const wanted = payoutTasks.filter((task) => only === undefined || only.includes(task.name.replace('payouts.', '')));
    for (;;) {
      const next: (Instant | null)[] = [];
      for (const task of wanted) next.push(await units.run((unit) => task.next(unit.tx, instant(until))));
      const moments = next.filter((moment) => moment !== null).toSorted();
      const [at] = moments;
      if (at === undefined) break;
      for (const task of wanted.filter((_, index) => next[index] === at)) ran.push(`${at} ${task.name} ${await runAt(task, at)}`);
    }
    units.moveTo(until);
    return ran;
  }

  function runAt(task: DueTask, at: Instant): Promise<number> {
    units.moveTo(at);
    return units.run((unit) => task.run(unit));
  }

  return {
    database,
    units,
    addShop,
    sell,
    sellAlike,
    eventOf,
    tasks,
    runUntil,
    deliver: (...numbers: readonly (string | number)[]) =>
      units.run((unit) =>
        makeEligible(
          unit,
          numbers.map((n) => eventOf(n, 'shipment.delivered')),
        ),
      ),
    /** What invoicing has done to the invoice, and then the news that brings payouts. */
    async takeBack(n: string | number, invoice: string, data: Record<string, unknown> = {}): Promise<void> {
      await database.admin(`update invoices set ${invoice} where id = 'inv_${n}'`);
      await units.run((unit) => reverseAdvances(unit, [eventOf(n, 'order.returned', data)]));
    },
    payouts: () =>
      adminRows<PayoutRow>(
        database,
        `select id, status, closes_on::text, pays_on::text, from_entry::int, to_entry::int, carried_in::int, transfer_fee::int, net::int from payouts order by merchant_id, closes_on`,
      ),
    settlement: async (n: string | number) =>
      (await adminRows<{ settlement: string }>(database, `select settlement from orders where id = 'ord_${n}'`))[0]?.settlement,
    /** What the ledger owes the shop. */
    owed: async (merchantId = 'mer_a') =>
      (
        await adminRows<{ owed: number }>(
          database,
          `select coalesce(sum(case 'MERCHANT_PAYABLE' when credit then amount when debit then -amount else 0 end), 0)::int as owed from ledger_entries where merchant_id = '${merchantId}'`,
        )
      )[0]?.owed,
    /** Names of the invariants of the books that do not hold. */
    violated: async () =>
      (await adminRows<{ name: string }>(database, 'select name from check_all where violations > 0 order by 1')).map(({ name }) => name),
  };
}
