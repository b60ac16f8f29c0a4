import { localDate } from '../../core/time.ts';
import type { DomainEvent, Unit } from '../../core/unit.ts';
import { noteHistory } from '../buyers/index.ts';
import { applyToOrders, findOrder, type OrderChange } from '../orders/index.ts';
import { stepMoment, stepNumbered } from './decide.ts';
import { lockDuePlans, type PlanRow, plansOf, savePlans } from './store.ts';

const mostPerRun = 500;

/**
 * A plan begins when the invoice goes out, and begins anew when its due date moves: screening then
 * counts the invoice no more, and a payment that is on its way still stops the letters.
 */
export async function planDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const known = new Map((await plansOf(unit, events.map(named))).map((plan) => [plan.invoice_id, plan]));
  for (const plan of known.values()) {
    if (plan.counted_overdue) await noteHistory(unit, await personKeys(unit, plan), { overdue: -1 });
  }
  await savePlans(
    unit,
    events.map((event) => {
      const dueOn = localDate(String(event.data['dueOn']));
      return {
        merchant_id: event.merchantId,
        invoice_id: invoiceIdOf(event),
        order_id: event.resource.id,
        due_on: dueOn,
        step: 0,
        next_at: stepMoment(dueOn, 0),
        paused: known.get(invoiceIdOf(event))?.paused ?? false,
        counted_overdue: false,
      };
    }),
  );
}

/** Paid, cancelled or written off: nobody is written to any more, and a late payer's record is mended. */
export async function endDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = await plansOf(unit, events.map(named));
  const settled = new Set(events.filter((event) => event.type === 'invoice.paid' || event.type === 'invoice.cancelled').map(invoiceIdOf));
  for (const plan of plans) {
    if (plan.counted_overdue && settled.has(plan.invoice_id)) await noteHistory(unit, await personKeys(unit, plan), { overdue: -1 });
  }
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

export async function resumeDunning(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  const plans = await plansOf(unit, events.map(named));
  await savePlans(
    unit,
    plans.map((plan) => ({ ...plan, paused: false })),
  );
}

/** SF-06, SF-09: collection is the provider's job from the first letter to the last call. */
export async function takeDunningSteps(unit: Unit): Promise<number> {
  const plans = await lockDuePlans(unit, mostPerRun);
  const changes: OrderChange[] = [];
  const next: PlanRow[] = [];
  for (const plan of plans) {
    const { kind } = stepNumbered(plan.step);
    if (kind === 'count_overdue') await noteHistory(unit, await personKeys(unit, plan), { overdue: 1 });
    else changes.push(dunned(plan, kind));
    const step = plan.step + 1;
    next.push({ ...plan, step, next_at: stepMoment(plan.due_on, step), counted_overdue: plan.counted_overdue || kind === 'count_overdue' });
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

async function personKeys(unit: Unit, plan: PlanRow): Promise<readonly string[]> {
  const order = await findOrder(unit, plan.merchant_id, plan.order_id);
  return order?.person_keys ?? [];
}

function named(event: DomainEvent): { merchantId: string; invoiceId: string } {
  return { merchantId: event.merchantId, invoiceId: invoiceIdOf(event) };
}

function invoiceIdOf(event: DomainEvent): string {
  return String(event.data['invoiceId']);
}
