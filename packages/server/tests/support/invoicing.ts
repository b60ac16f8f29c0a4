import { yen } from '../../src/core/money.ts';
import { type Instant, localDate } from '../../src/core/time.ts';
import type { DomainEvent, Unit } from '../../src/core/unit.ts';
import {
  dropInvoices,
  followSlips,
  type Invoice,
  invoicesOfOrders,
  invoiceTasks,
  recordAllocations,
  scheduleInvoices,
} from '../../src/modules/invoicing/index.ts';
import { createMerchant, sampleSettings } from '../../src/modules/merchants/index.ts';
import type { OrderItem } from '../../src/modules/orders/index.ts';
import { registerSlip } from '../../src/modules/shipments/index.ts';
import { adminRows, type OpenDatabase } from './databases.ts';
import { plant } from './rows.ts';
import { testUnit } from './unit.ts';

export const [issueTask, overdueTask] = invoiceTasks;

/** What follows from a slip, and no more: the modules to the right of invoicing stay out of its tests. */
const reactions: Partial<Record<DomainEvent['type'], (unit: Unit, events: readonly DomainEvent[]) => Promise<void>>> = {
  'shipment.registered': scheduleInvoices,
  'shipment.superseded': followSlips,
  'shipment.voided': dropInvoices,
};

const goods = (name: string, unitPrice: number, taxRate: 10 | 8): OrderItem => ({
  kind: 'goods',
  name,
  quantity: 1,
  unitPrice,
  taxRate,
  taxIncluded: true,
});

/** 10,940 yen with tax, 10,000 without, in three lines that can travel apart. */
const contentOf = (delivery: string) => ({
  program: 'seino_like',
  netAmount: 10_000,
  items: [goods('カップ', 6_600, 10), goods('紅茶', 3_240, 8), goods('小箱', 1_100, 10)],
  taxSummary: [
    { rate: 10, amount: 7_700, tax: 700 },
    { rate: 8, amount: 3_240, tax: 240 },
  ],
  buyerFee: 0,
  invoice: { delivery, dueDays: 14 },
  shipToCount: 0,
  payerHash: 'payer-1',
});

const personKeys = ['a'.repeat(32), 'b'.repeat(32)];

type OrderNow = { readonly billing: string; readonly held_net: number; readonly sequence: number };
export type InvoicingShop = Awaited<ReturnType<typeof invoicingShop>>;

/** A shop on Friday, 20 November 2026, 10:00 in Japan, with one approved order, ord_1. */
export async function invoicingShop(open: OpenDatabase, { delivery = 'separate' } = {}) {
  const database = await open();
  const units = testUnit(database, {
    now: '2026-11-20T01:00:00Z',
    tell: async (unit, events) => {
      for (const event of events) await reactions[event.type]?.(unit, [event]);
    },
  });
  const terms = { name: '店', settings: sampleSettings.general, since: localDate('2026-01-01') };
  const { id: merchantId } = await units.run((unit) => createMerchant(unit, terms));
  const addOrder = (id: string) =>
    plant(database, 'orders', {
      merchant_id: merchantId,
      id,
      shop_order_id: id,
      sequence: 1,
      personal: '\\x00',
      billed_amount: 10_940,
      held_net: 10_000,
      content: contentOf(delivery),
    });
  await addOrder('ord_1');
  for (const [index, key] of personKeys.entries()) {
    await plant(database, 'exposures', { key, root: personKeys[0], open_net: index === 0 ? 10_000 : 0 });
  }
  let slips = 1_000_000_000;
  const slip = (items: readonly number[] | undefined) => ({
    carrier: 'seino',
    serviceLevel: 'parcel',
    slipNo: String((slips += 1)),
    shippedAt: units.now(),
    ...(items ? { items: items.map((itemIndex) => ({ itemIndex, quantity: 1 })) } : {}),
  });
  return {
    database,
    units,
    merchantId,
    addOrder,
    ship: (orderId = 'ord_1', items?: readonly number[]) =>
      units.run((unit) => registerSlip(unit, { merchantId, orderId, slip: slip(items) })),
    invoices: (orderId = 'ord_1') => units.run((unit) => invoicesOfOrders(unit, [{ merchantId, orderId }])),
    async order() {
      const [row] = await adminRows<OrderNow>(database, `select billing, held_net::int, sequence from orders where id = 'ord_1'`);
      return row;
    },
    async openNet() {
      const [row] = await adminRows<{ open_net: number }>(database, `select open_net::int from exposures where key = '${personKeys[0]}'`);
      return row?.open_net;
    },
    /** Goes to the moment a task is due and runs it. */
    async runDue(task: typeof issueTask, until = '2027-12-31T00:00:00Z') {
      const at = await units.run((unit) => task?.next(unit.tx, until as Instant) ?? Promise.resolve(null));
      if (at === null) return { at, count: 0 };
      units.moveTo(at);
      return { at, count: await units.run((unit) => task?.run(unit) ?? Promise.resolve(0)) };
    },
  };
}

/** The same shop after its order was shipped, in these parcels or whole, and its invoices were sent out. */
export async function issuedShop(open: OpenDatabase, parcels?: readonly (readonly number[])[]) {
  const shop = await invoicingShop(open);
  for (const items of parcels ?? [undefined]) await shop.ship('ord_1', items);
  await shop.runDue(issueTask);
  return { ...shop, issued: await shop.invoices() };
}

export function pay(
  shop: InvoicingShop,
  invoice: Invoice | undefined,
  { amount, on = '2026-11-25' }: { amount: number; on?: string },
): Promise<void> {
  const part = { merchantId: shop.merchantId, invoiceId: invoice?.id ?? '', amount: yen(amount), on: localDate(on) };
  return shop.units.run((unit) => recordAllocations(unit, [part]));
}

/** News of ord_1 from a module to the left. */
export function orderEvent(merchantId: string, type: DomainEvent['type'], data: Record<string, unknown>): DomainEvent {
  return { merchantId, type, resource: { type: 'order', id: 'ord_1' }, sequence: 99, data };
}
