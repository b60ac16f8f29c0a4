import { type DueTask, everything } from '../../core/due-task.ts';
import type { Unit } from '../../core/unit.ts';
import { decideReview, lapse } from './service/commands.ts';
import type { OrderRow, ParcelsOf } from './model.ts';
import { lockDueOrders, nextDueOrder } from './store.ts';

const mostPerRun = 200;

/** Time-outs of holds, expiries of approvals, and the sandbox's own reviewer. */
export function orderTasks(parcelsOf: ParcelsOf): readonly DueTask[] {
  return [{ name: 'orders.due', next: nextDueOrder, run: (unit, choice) => runDueOrders(unit, parcelsOf, choice) }];
}

async function runDueOrders(unit: Unit, parcelsOf: ParcelsOf, choice = everything): Promise<number> {
  const orders = await lockDueOrders(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(orders.map(({ merchant_id: merchantId, id }) => ({ merchantId, id })));
  for (const order of orders) await (order.credit === 'manual_review' ? reviewInSandbox(unit, order) : lapse(unit, order, parcelsOf));
  return orders.length;
}

/** The magic buyers review-ok@ and review-ng@ are decided at the clock's next step (api.md). */
function reviewInSandbox(unit: Unit, order: OrderRow): Promise<void> {
  const approved = order.content.sandboxReview === 'ok';
  return decideReview(unit, {
    merchantId: order.merchant_id,
    orderId: order.id,
    result: approved ? 'approved' : 'rejected',
    reasons: approved ? [] : [{ code: 'score_low', severity: 'reject' }],
    by: 'sandbox',
  });
}
