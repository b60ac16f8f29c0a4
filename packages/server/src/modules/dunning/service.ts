import { everything } from '../../core/due-task.ts';
import { localDate } from '../../core/time.ts';
import type { DomainEvent, Unit } from '../../core/unit.ts';
import { noteHistory } from '../buyers/index.ts';
import { calendarOf } from '../calendar/index.ts';
import { invoicesOfOrders, lastDayInTime } from '../invoicing/index.ts';
import { merchantsOn } from '../merchants/index.ts';
import { applyToOrders, findOrder, type OrderChange } from '../orders/index.ts';
import { countedFrom, stepMoment, stepNumbered } from './decide.ts';
import { type DunningStep, dunningSteps } from './policy.ts';
import { lockDuePlans, type PlanRow, plansOf, savePlans } from './store.ts';

const mostPerRun = 500;

/**
 * A plan begins when the invoice goes out, and begins anew when its due date moves: screening then
 * counts the invoice no more, and a payment or goods that are on their way still stop the letters.
 * Its days are counted from the last one on which a payment is in time (AM-02).
 */
export async function planDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const known = new Map((await plansOf(unit, events.map(named))).map((plan) => [plan.invoice_id, plan]));
  await countNoMore(unit, [...known.values()]);
  const stepsOf = await stepsOfShops(unit, events);
  const calendar = await calendarOf(unit);
  await savePlans(
    unit,
    events.map((event) => {
      const dueOn = lastDayInTime(calendar, localDate(String(event.data['dueOn'])));
      return {
        merchant_id: event.merchantId,
        invoice_id: invoiceIdOf(event),
        order_id: event.resource.id,
        due_on: dueOn,
        step: 0,
        next_at: stepMoment(stepsOf(event), { dueOn, step: 0 }),
        paused: known.get(invoiceIdOf(event))?.paused ?? false,
        goods_back: known.get(invoiceIdOf(event))?.goods_back ?? false,
        counted_overdue: false,
      };
    }),
  );
}

/** Paid, cancelled or written off: nobody is written to any more, and a late payer's record is mended. */
export async function endDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = await plansOf(unit, events.map(named));
  const settled = new Set(events.filter((event) => event.type === 'invoice.paid' || event.type === 'invoice.cancelled').map(invoiceIdOf));
  await countNoMore(
    unit,
    plans.filter((plan) => settled.has(plan.invoice_id)),
  );
  await savePlans(
    unit,
    plans.map((plan) => ({ ...plan, next_at: null, counted_overdue: plan.counted_overdue && !settled.has(plan.invoice_id) })),
  );
}

/** 速報: the buyer was at the till, so letters wait until the money is settled or taken back. */
export async function pauseDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = await plansOf(unit, events.map(named));
  await savePlans(
    unit,
    plans.map((plan) => ({ ...plan, paused: true })),
  );
}

/** Settled in part, or taken back: the letters go on, unless the buyer was at a till with the same slip once more. */
export async function resumeDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const invoices = new Map((await invoicesOfOrders(unit, events.map(ofOrder))).map((invoice) => [invoice.id, invoice]));
  const plans = await plansOf(unit, events.map(named));
  await savePlans(
    unit,
    plans.map((plan) => ({ ...plan, paused: invoices.get(plan.invoice_id)?.awaitsMoney === true })),
  );
}

/** The goods are on their way back: nobody is written to, or thought ill of, for what he did not get. */
export async function restDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = await plansOfParcels(unit, events, 'shipmentId');
  await countNoMore(unit, plans);
  await savePlans(
    unit,
    plans.map((plan) => ({ ...plan, goods_back: true, counted_overdue: false })),
  );
}

/** SF-43: they left again under a new slip, so the plan begins anew. */
export async function renewDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = (await plansOfParcels(unit, events, 'by')).filter((plan) => plan.goods_back);
  const stepsOf = await stepsOfShops(unit, plans.map(shopOf));
  const calendar = await calendarOf(unit);
  await savePlans(
    unit,
    plans.map((plan) => {
      const dueOn = lastDayInTime(calendar, countedFrom(plan.due_on, unit.today));
      return { ...plan, goods_back: false, due_on: dueOn, step: 0, next_at: stepMoment(stepsOf(shopOf(plan)), { dueOn, step: 0 }) };
    }),
  );
}

/** Plans of what is still owed for these parcels. */
async function plansOfParcels(unit: Unit, events: readonly DomainEvent[], parcel: 'shipmentId' | 'by'): Promise<PlanRow[]> {
  const parcels = new Set(events.map((event) => event.data[parcel]));
  const owed = (await invoicesOfOrders(unit, events.map(ofOrder))).filter(
    ({ status, shipmentId }) => parcels.has(shipmentId) && (status === 'issued' || status === 'partially_paid'),
  );
  return plansOf(
    unit,
    owed.map(({ merchantId, id }) => ({ merchantId, invoiceId: id })),
  );
}

/** SF-06, SF-09: collection is the provider's job from the first letter to the last call. */
export async function takeDunningSteps(unit: Unit, choice = everything): Promise<number> {
  const plans = await lockDuePlans(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(plans.map(({ merchant_id: merchantId, invoice_id: id }) => ({ merchantId, id })));
  const stepsOf = await stepsOfShops(unit, plans.map(shopOf));
  const changes: OrderChange[] = [];
  const next: PlanRow[] = [];
  for (const plan of plans) {
    const steps = stepsOf(shopOf(plan));
    const { kind } = stepNumbered(steps, plan.step);
    if (kind === 'count_overdue') await noteHistory(unit, await personKeys(unit, plan), { overdue: 1 });
    else changes.push(dunned(plan, kind));
    const step = plan.step + 1;
    const counted = plan.counted_overdue || kind === 'count_overdue';
    next.push({ ...plan, step, next_at: stepMoment(steps, { dueOn: plan.due_on, step }), counted_overdue: counted });
  }
  await savePlans(unit, next);
  await applyToOrders(unit, changes);
  return plans.length;
}

function dunned(plan: PlanRow, channel: string): OrderChange {
  return {
    merchantId: plan.merchant_id,
    orderId: plan.order_id,
    events: [{ type: 'invoice.dunned', data: { invoiceId: plan.invoice_id, step: plan.step + 1, channel } }],
  };
}

async function countNoMore(unit: Unit, plans: readonly PlanRow[]): Promise<void> {
  for (const plan of plans) {
    if (plan.counted_overdue) await noteHistory(unit, await personKeys(unit, plan), { overdue: -1 });
  }
}

type OfShop = { readonly merchantId: string };

/** The steps of each shop's program. */
async function stepsOfShops(unit: Unit, shops: readonly OfShop[]): Promise<(shop: OfShop) => readonly DunningStep[]> {
  const merchants = await merchantsOn(unit, [...new Set(shops.map(({ merchantId }) => merchantId))]);
  return ({ merchantId }) => {
    const merchant = merchants.get(merchantId);
    if (!merchant) throw new Error(`merchant ${merchantId} has no settings`);
    return dunningSteps(merchant.program);
  };
}

function shopOf(plan: PlanRow): OfShop {
  return { merchantId: plan.merchant_id };
}

async function personKeys(unit: Unit, plan: PlanRow): Promise<readonly string[]> {
  const order = await findOrder(unit, plan.merchant_id, plan.order_id);
  return order?.person_keys ?? [];
}

function ofOrder(event: DomainEvent): { merchantId: string; orderId: string } {
  return { merchantId: event.merchantId, orderId: event.resource.id };
}

function named(event: DomainEvent): { merchantId: string; invoiceId: string } {
  return { merchantId: event.merchantId, invoiceId: invoiceIdOf(event) };
}

function invoiceIdOf(event: DomainEvent): string {
  return String(event.data['invoiceId']);
}
