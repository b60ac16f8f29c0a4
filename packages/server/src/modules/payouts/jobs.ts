import type { DueTask } from '../../core/due-task.ts';
import { chargeMonths, closePeriods, nextClosing, nextMonthEnd } from './service/closing.ts';
import { approvePayouts, completePayouts, markPayouts, sendPayouts } from './service/transfer.ts';
import { nextMarking } from './store/advances.ts';
import { nextAction } from './store/payouts.ts';

/** In the order in which they happen when their moments coincide: a month's fee is booked before that day is closed. */
export const payoutTasks: readonly DueTask[] = [
  { name: 'payouts.monthly_fees', next: nextMonthEnd, run: chargeMonths },
  { name: 'payouts.close', next: nextClosing, run: closePeriods },
  { name: 'payouts.mark_advances', next: nextMarking, run: markPayouts },
  { name: 'payouts.approve', next: (tx, until, except) => nextAction(tx, 'closed', { until, except }), run: approvePayouts },
  { name: 'payouts.send', next: (tx, until, except) => nextAction(tx, 'approved', { until, except }), run: sendPayouts },
  { name: 'payouts.complete', next: (tx, until, except) => nextAction(tx, 'sent', { until, except }), run: completePayouts },
];
