import { type Database, DatabaseAway, LostRace, type Mode, type Tx } from '../../../core/database.ts';
import { Refused } from '../../../core/result.ts';
import type { Clock } from '../../../core/time.ts';
import { nextTurn } from '../../../core/turn.ts';
import { decideBatch } from '../decide/batch.ts';
import { decidedAnswer } from './answer.ts';
import type { Outcome, PreparedOrder } from '../model.ts';
import { loadFacts } from '../store/facts.ts';
import { type LockRow, openingScript } from '../store/locks.ts';
import { lockPersons } from '../store/persons.ts';
import { isLostRace, saveWholeBatch } from '../store/saving.ts';

/** What the transaction holds already when a batch is registered in it. */
export type Held = {
  readonly locks: readonly LockRow[] | Promise<readonly LockRow[]>;
  /** Whether the buyers' rows are locked, or only compared when the batch is saved. */
  readonly persons: 'compared' | 'locked';
  readonly clock: Clock;
  /** How the statement that saves is sent, where it is the last one. */
  readonly send?: Tx['query'];
};

/** Registers and screens a batch: facts of all orders in one query, pure decisions, one statement that saves them. */
export async function registerOrders(
  tx: Tx,
  batch: readonly PreparedOrder[],
  { locks, persons, clock, send = tx.query }: Held,
): Promise<readonly Outcome[]> {
  const now = clock.now();
  const decide = async () => decideBatch(batch, { ...(await loadFacts(tx, batch, locks)), answerTo: decidedAnswer }, now);
  let decided = await decide();
  if (decided.merges.length > 0 && persons === 'compared') {
    // Two known people turn out to be one. It is rare: they are locked, and looked at again.
    await lockPersons(tx, batch);
    decided = await decide();
  }
  if (decided.savings.length > 0) {
    await saveWholeBatch(tx, decided, { now, send }).catch((error: unknown) => {
      // Who compares tries each order alone; who has the buyers locked lost a number, and the second look says to whom.
      throw persons === 'locked' && isLostRace(error) ? new LostRace(error) : error;
    });
  }
  return decided.outcomes;
}

export type Registrar = {
  /** Registers a batch in a transaction of its own: each order gets its own outcome, whatever the others do. */
  readonly registerAll: (mode: Mode, batch: readonly PreparedOrder[]) => Promise<readonly Outcome[]>;
  /** Registers one order together with whatever else arrived while the last batch was under way. */
  readonly register: (mode: Mode, order: PreparedOrder) => Promise<Outcome>;
};

const mostPerBatch = 256;
/** Who comes behind so many is told to come again, because nobody would still be waiting for the answer. */
const mostWaiting = 4_096;
/** A batch costs as much as some orders do: what is fewer waits for the batch that is under way. */
const fewestForTwo = 16;

export function createRegistrar(database: Database, clockOf: (mode: Mode) => Clock): Registrar {
  async function inOneTransaction(
    mode: Mode,
    batch: readonly PreparedOrder[],
    persons: Held['persons'] = 'compared',
  ): Promise<readonly Outcome[]> {
    const merchants = [...new Set(batch.map((order) => order.merchantId))];
    return database.openedTransaction<LockRow, readonly Outcome[]>({ mode, merchants }, openingScript(mode, batch, persons), (tx, locks) =>
      registerOrders(tx, batch, { locks, persons, clock: clockOf(mode), send: tx.queryAndCommit }),
    );
  }

  async function alone(mode: Mode, order: PreparedOrder): Promise<Outcome> {
    const [outcome] = await inOneTransaction(mode, [order], 'locked');
    if (!outcome) throw new Error('an order without an outcome');
    return outcome;
  }

  /** Whatever it was, only the order that caused it may fail; but where the database is away, none is asked in vain. */
  async function oneByOne(mode: Mode, batch: readonly PreparedOrder[]): Promise<readonly PromiseSettledResult<Outcome>[]> {
    const outcomes: PromiseSettledResult<Outcome>[] = [];
    for (const order of batch) {
      const last = outcomes.at(-1);
      if (last?.status === 'rejected' && last.reason instanceof DatabaseAway) outcomes.push(last);
      else outcomes.push(...(await Promise.allSettled([alone(mode, order)])));
    }
    return outcomes;
  }

  async function settle(mode: Mode, batch: readonly PreparedOrder[]): Promise<readonly PromiseSettledResult<Outcome>[]> {
    try {
      return (await inOneTransaction(mode, batch)).map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      return error instanceof DatabaseAway ? batch.map(() => rejected(error)) : oneByOne(mode, batch);
    }
  }

  const lanes = database.engine === 'pglite' ? 1 : 2; // The embedded database has one session.
  const queues = {
    test: createQueue(lanes, (batch) => settle('test', batch)),
    live: createQueue(lanes, (batch) => settle('live', batch)),
  };
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

function rejected(reason: unknown): PromiseRejectedResult {
  return { status: 'rejected', reason };
}

type Waiting = { readonly order: PreparedOrder; readonly resolve: (outcome: Outcome) => void; readonly reject: (reason: unknown) => void };

/**
 * Batches form by themselves: what has arrived runs at once, what arrives meanwhile is the next batch. Under load two
 * may be under way, each with half of all that is there, so that this process makes one ready while the database works
 * on the other.
 */
function createQueue(
  mostLanes: 1 | 2,
  settle: (batch: readonly PreparedOrder[]) => Promise<readonly PromiseSettledResult<Outcome>[]>,
): (order: PreparedOrder) => Promise<Outcome> {
  let waiting: Waiting[] = [];
  let underWay = 0;
  let lanes = 0;

  async function run(batch: readonly Waiting[]): Promise<void> {
    underWay += batch.length;
    const outcomes = await settle(batch.map((item) => item.order));
    underWay -= batch.length;
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    }
  }

  async function drain(): Promise<void> {
    lanes += 1;
    // Calls that came together are still being read, and the embedded database would not let them in before it is done.
    for (await nextTurn(); waiting.length > 0; await nextTurn()) {
      const share = Math.ceil((waiting.length + underWay) / mostLanes);
      const batch = waiting.slice(0, Math.min(Math.max(share, fewestForTwo), mostPerBatch));
      waiting = waiting.slice(batch.length);
      await run(batch);
    }
    lanes -= 1;
  }

  return (order) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= mostWaiting) throw new Refused({ code: 'unavailable' });
      waiting.push({ order, resolve, reject });
      if (lanes === 0 || (lanes < mostLanes && waiting.length >= fewestForTwo)) void drain();
    });
}
