import { everything } from '../../../core/due-task.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { calendarOf } from '../../calendar/index.ts';
import { post, reversalOf } from '../../ledger/index.ts';
import { settlementOf, statusInPayout } from '../decide/advance.ts';
import { settingsOn } from '../../merchants/index.ts';
import { applyToOrders, lockOrders } from '../../orders/index.ts';
import {
  approveByOperator,
  approvePayout,
  type Changed,
  completePayout,
  type Decided,
  returnPayout,
  sendPayout,
  transferJournals,
} from '../decide/close.ts';
import type { Payout } from '../model.ts';
import { advancesOfOrders, endMarking, findUnmarked, markAdvances, type Unmarked } from '../store/advances.ts';
import { findUnbalanced, lockDue, lockPayout, updatePayouts } from '../store/payouts.ts';
import { eventsOf } from './closing.ts';

const mostPerRun = 500;

async function save(unit: Unit, changes: readonly Changed[]): Promise<number> {
  await updatePayouts(
    unit,
    changes.map(({ payout }) => payout),
  );
  await unit.tell(eventsOf(changes));
  return changes.length;
}

/** 4.5: what is within the limit is approved by the job, once the ledger agrees with it. */
export async function approvePayouts(unit: Unit, choice = everything): Promise<number> {
  const payouts = await lockDue(unit, 'closed', choice);
  await refuseUnbalanced(unit, payouts);
  const calendar = await calendarOf(unit);
  return save(
    unit,
    payouts.map((payout) => approvePayout(payout, { now: unit.now, calendar, by: 'job' })),
  );
}

async function refuseUnbalanced(unit: Unit, payouts: readonly Payout[]): Promise<void> {
  const [unbalanced] = await findUnbalanced(
    unit,
    payouts.map(({ id }) => id),
  );
  if (unbalanced) throw new Error(`payout ${unbalanced.id} and its lines differ by ${unbalanced.difference} yen`);
}

/** An operator's approval: above the limit the first one is noted, and a second one by somebody else approves. */
export async function approveLargePayout(
  unit: Unit,
  { payoutId, keyId }: { readonly payoutId: string; readonly keyId: string },
): Promise<Payout> {
  const payout = await held(unit, payoutId);
  await refuseUnbalanced(unit, [payout]);
  const { program } = await settingsOn(unit, payout.merchantId, payout.closesOn);
  const calendar = await calendarOf(unit);
  return enter(unit, approveByOperator(payout, { keyId, limit: program.payoutApprovalLimit, now: unit.now, calendar }));
}

async function held(unit: Unit, payoutId: string): Promise<Payout> {
  const payout = await lockPayout(unit, payoutId);
  if (!payout) throw new Refused({ code: 'not_found' });
  return payout;
}

async function enter(unit: Unit, decided: Decided): Promise<Payout> {
  if (!decided.ok) throw new Refused(decided.refusal);
  await save(unit, [decided]);
  return decided.payout;
}

/** STEP8, 立替日: the money leaves, and with it what the merchant was owed. */
export async function sendPayouts(unit: Unit, choice = everything): Promise<number> {
  const payouts = await lockDue(unit, 'approved', choice);
  const sent = payouts.map((payout) => sendPayout(payout, { now: unit.now, simulated: unit.mode === 'test' }));
  await post(
    unit,
    sent.flatMap(({ payout }) => transferJournals(payout)),
  );
  return save(unit, sent);
}

/** The bank simulator says that the day's transfers have arrived. */
export async function completePayouts(unit: Unit, choice = everything): Promise<number> {
  const payouts = await lockDue(unit, 'sent', choice);
  return save(
    unit,
    payouts.map((payout) => completePayout(payout, unit.now)),
  );
}

/** 組戻し: the bank sends a transfer back. Both of its journals are taken back, and the merchant is owed the sum again. */
export async function takeBankReturn(unit: Unit, payoutId: string): Promise<Payout> {
  const payout = await held(unit, payoutId);
  const decided = returnPayout(payout);
  if (decided.ok) {
    const journals = transferJournals(payout);
    await post(
      unit,
      journals.map((journal) => reversalOf(journal, `${journal.kind}/${payout.id}:${payout.transfers}`)),
    );
  }
  return enter(unit, decided);
}

/**
 * Tells advances and their orders that their payout was closed, or paid. It comes after the closing,
 * in steps of its own: a closing that held a shop's books and waited for its orders could wait for ever.
 */
export async function markPayouts(unit: Unit, choice = everything): Promise<number> {
  const found = await findUnmarked(unit, mostPerRun, choice);
  choice.took([...new Set(found.map(({ merchantId }) => merchantId))].map((merchantId) => ({ merchantId, id: merchantId })));
  const unmarked = [...new Map(found.toReversed().map((each) => [each.shipmentId, each])).values()];
  if (unmarked.length > 0) await markOrders(unit, unmarked);
  if (found.length < mostPerRun) await endMarking(unit);
  return unmarked.length;
}

async function markOrders(unit: Unit, unmarked: readonly Unmarked[]): Promise<void> {
  const orders = await lockOrders(unit, unmarked);
  await markAdvances(
    unit,
    unmarked.map((each) => ({ ...each, next: statusInPayout(each, each.payout) })),
  );
  const statuses = Map.groupBy(await advancesOfOrders(unit, unmarked), (advance) => advance.orderId);
  await applyToOrders(
    unit,
    orders.flatMap((order) => {
      const settlement = settlementOf((statuses.get(order.id) ?? []).map(({ status }) => status));
      return settlement === order.settlement
        ? []
        : [{ merchantId: order.merchant_id, orderId: order.id, axes: { settlement }, events: [] }];
    }),
  );
}
