import type { Database, Mode, Tx } from '../../../core/database.ts';
import type { Clock } from '../../../core/time.ts';
import { decideBatch } from '../decide/batch.ts';
import { decidedAnswer } from './answer.ts';
import type { Outcome, PreparedOrder } from '../model.ts';
import { loadFacts, lockingScript, type LockRow, saveBatch } from '../store.ts';

/** Another process took one of the batch's order numbers between look-up and save. */
class LostRace extends Error {}

/**
 * Registers and screens a batch in the transaction that has already locked what it needs: facts of
 * all orders in one query, pure decisions, one statement that saves them.
 */
export async function registerOrders(
  tx: Tx,
  batch: readonly PreparedOrder[],
  { locks, clock }: { locks: readonly LockRow[]; clock: Clock },
): Promise<readonly Outcome[]> {
  const now = clock.now();
  const decided = decideBatch(batch, { ...(await loadFacts(tx, batch, locks)), answerTo: decidedAnswer }, now);
  if (decided.savings.length > 0 && !(await saveBatch(tx, decided, now))) throw new LostRace();
  return decided.outcomes;
}

export type Registrar = {
  /** Registers a batch in a transaction of its own: each order gets its own outcome, whatever the others do. */
  readonly registerAll: (mode: Mode, batch: readonly PreparedOrder[]) => Promise<readonly Outcome[]>;
  /** Registers one order together with whatever else arrived while the last batch was under way. */
  readonly register: (mode: Mode, order: PreparedOrder) => Promise<Outcome>;
};

const attemptsPerOrder = 3;
const mostPerBatch = 256;

export function createRegistrar(database: Database, clockOf: (mode: Mode) => Clock): Registrar {
  async function inOneTransaction(mode: Mode, batch: readonly PreparedOrder[]): Promise<readonly Outcome[]> {
    const merchants = [...new Set(batch.map((order) => order.merchantId))];
    return database.openedTransaction<LockRow, readonly Outcome[]>({ mode, merchants }, lockingScript(mode, batch), (tx, locks) =>
      registerOrders(tx, batch, { locks, clock: clockOf(mode) }),
    );
  }

  async function alone(mode: Mode, order: PreparedOrder): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [outcome] = await inOneTransaction(mode, [order]);
        if (outcome) return outcome;
      } catch (error) {
        // The second look finds the number taken and says so.
        if (!(error instanceof LostRace) || attempt === attemptsPerOrder) throw error;
      }
    }
  }

  async function settle(mode: Mode, batch: readonly PreparedOrder[]): Promise<readonly PromiseSettledResult<Outcome>[]> {
    try {
      return (await inOneTransaction(mode, batch)).map((value) => ({ status: 'fulfilled', value }));
    } catch {
      // Whatever it was, only the order that caused it may fail: run them one by one.
      const outcomes: PromiseSettledResult<Outcome>[] = [];
      for (const order of batch) outcomes.push(...(await Promise.allSettled([alone(mode, order)])));
      return outcomes;
    }
  }

  const queues = { test: createQueue((batch) => settle('test', batch)), live: createQueue((batch) => settle('live', batch)) };
  return {
    register: (mode, order) => queues[mode](order),
    async registerAll(mode, batch) {
      const outcomes = await settle(mode, batch);
      return outcomes.map((outcome) => {
        if (outcome.status === 'rejected') throw outcome.reason;
        return outcome.value;
      });
    },
  };
}

type Waiting = { readonly order: PreparedOrder; readonly resolve: (outcome: Outcome) => void; readonly reject: (reason: unknown) => void };

/** Batches form by themselves: the first order runs at once, what arrives meanwhile is the next batch. */
function createQueue(
  settle: (batch: readonly PreparedOrder[]) => Promise<readonly PromiseSettledResult<Outcome>[]>,
): (order: PreparedOrder) => Promise<Outcome> {
  let waiting: Waiting[] = [];
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, mostPerBatch);
      waiting = waiting.slice(mostPerBatch);
      const outcomes = await settle(batch.map((item) => item.order));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      }
    }
    running = false;
  }

  return (order) =>
    new Promise((resolve, reject) => {
      waiting.push({ order, resolve, reject });
      if (!running) void drain();
    });
}
