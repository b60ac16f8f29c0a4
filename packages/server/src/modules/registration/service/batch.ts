import type { Database, Mode, Tx } from '../../../core/database.ts';
import type { Clock } from '../../../core/time.ts';
import { decideBatch } from '../decide/batch.ts';
import { decidedAnswer } from './answer.ts';
import type { Outcome, PreparedOrder } from '../model.ts';
import { loadFacts, lockPersons, type LockRow, openingScript, saveBatch } from '../store.ts';

/** Another process took one of the batch's order numbers, or changed one of its buyers, between look-up and save. */
class LostRace extends Error {}

/** What the transaction holds already when a batch is registered in it. */
export type Held = {
  readonly locks: readonly LockRow[];
  /** Whether the buyers' rows are locked, or only compared when the batch is saved. */
  readonly persons: 'compared' | 'locked';
  readonly clock: Clock;
};

/** Registers and screens a batch: facts of all orders in one query, pure decisions, one statement that saves them. */
export async function registerOrders(
  tx: Tx,
  batch: readonly PreparedOrder[],
  { locks, persons, clock }: Held,
): Promise<readonly Outcome[]> {
  const now = clock.now();
  const decide = async () => decideBatch(batch, { ...(await loadFacts(tx, batch, locks)), answerTo: decidedAnswer }, now);
  let decided = await decide();
  if (decided.merges.length > 0 && persons === 'compared') {
    // Two known people turn out to be one. It is rare: they are locked, and looked at again.
    await lockPersons(tx, batch);
    decided = await decide();
  }
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
  async function inOneTransaction(
    mode: Mode,
    batch: readonly PreparedOrder[],
    persons: Held['persons'] = 'compared',
  ): Promise<readonly Outcome[]> {
    const merchants = [...new Set(batch.map((order) => order.merchantId))];
    return database.openedTransaction<LockRow, readonly Outcome[]>({ mode, merchants }, openingScript(mode, batch, persons), (tx, locks) =>
      registerOrders(tx, batch, { locks, persons, clock: clockOf(mode) }),
    );
  }

  async function alone(mode: Mode, order: PreparedOrder): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const [outcome] = await inOneTransaction(mode, [order], 'locked');
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
