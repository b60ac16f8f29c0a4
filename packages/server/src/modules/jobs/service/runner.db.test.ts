import { beforeEach, expect, it } from 'vitest';
import { adminRows, describePglite } from '../../../../tests/support/databases.ts';
import { type TestUnits, testUnit } from '../../../../tests/support/unit.ts';
import type { Database } from '../../../core/database.ts';
import type { DueTask } from '../../../core/due-task.ts';
import { addMs, type Instant } from '../../../core/time.ts';
import { createRunner, type Runner } from '../index.ts';

const minute = 60_000;

describePglite('a task whose work fails', (open) => {
  let database: Database;
  let units: TestUnits;
  let begun: Instant;
  let runner: Runner;
  /** Items in the order in which a run takes them; what fails, and what was done in which transaction. */
  let waiting: string[];
  let failing: Set<string>;
  let done: string[][];
  let attempts: number;

  const task: DueTask = {
    name: 'sample.task',
    next: async (_tx, _until, except = []) => (waiting.some((id) => !except.includes(id)) ? begun : null),
    run: async (_unit, choice) => {
      attempts += 1;
      if (failing.has('everything')) throw new Error('no items to be seen');
      const items = waiting.filter((id) => !choice?.except.includes(id)).slice(0, choice?.most);
      choice?.took(items.map((id) => ({ merchantId: 'mer_1', id })));
      if (items.some((id) => failing.has(id))) throw new Error('not today');
      done.push(items);
      waiting = waiting.filter((id) => !items.includes(id));
      return items.length;
    },
  };

  beforeEach(async () => {
    database = await open();
    units = testUnit(database);
    begun = units.now();
    runner = createRunner({
      inUnitAt: (_scope, now, work) => units.run(work, now),
      tasks: [task],
      reach: async () => {},
      report: () => {},
    });
    waiting = [];
    failing = new Set();
    done = [];
    attempts = 0;
  });

  const parked = () =>
    adminRows<{ item_id: string; attempts: number }>(database, 'select item_id, attempts from parked_work order by item_id');
  const runAt = (afterMs: number) => runner.runUntil('test', addMs(begun, afterMs));

  it('does all of it in one transaction while nothing fails', async () => {
    waiting = ['a', 'b', 'c'];
    await runAt(0);
    expect([done, await parked()]).toEqual([[['a', 'b', 'c']], []]);
  });

  it('does it one by one when something fails, and sets only that aside', async () => {
    waiting = ['a', 'b', 'c'];
    failing.add('b');
    const days = await runAt(0);
    expect(done).toEqual([['a'], ['c']]);
    expect(days).toMatchObject([{ ran: [{ task: 'sample.task', count: 2 }] }]);
    expect(await parked()).toEqual([{ item_id: 'b', attempts: 1 }]);
  });

  it('takes what is new meanwhile in one transaction again, without what is set aside', async () => {
    waiting = ['a', 'b'];
    failing.add('a');
    await runAt(0);
    waiting.push('c', 'd');
    await runAt(1_000);
    expect(done).toEqual([['b'], ['c', 'd']]);
    expect(await parked()).toEqual([{ item_id: 'a', attempts: 1 }]);
  });

  it('tries it again after a pause that doubles, and forgets the failures once it works', async () => {
    waiting = ['a'];
    failing.add('a');
    await runAt(0);
    await runAt(minute - 1);
    expect(await parked()).toEqual([{ item_id: 'a', attempts: 1 }]);
    await runAt(minute);
    expect(await parked()).toEqual([{ item_id: 'a', attempts: 2 }]);
    failing.clear();
    await runAt(3 * minute - 1);
    expect(done).toEqual([]);
    await runAt(3 * minute);
    expect([done, await parked()]).toEqual([[['a']], []]);
  });

  it('counts the pause from where the clock stands, however long ago the work was due', async () => {
    waiting = ['a'];
    failing.add('a');
    await runAt(86_400_000);
    expect([attempts, await parked()]).toEqual([1, [{ item_id: 'a', attempts: 1 }]]);
  });

  it('leaves it to a person after eight failures', async () => {
    waiting = ['a'];
    failing.add('a');
    for (let hours = 1; hours <= 30; hours += 1) await runAt(hours * 60 * minute);
    expect([attempts, await parked()]).toEqual([8, [{ item_id: 'a', attempts: 8 }]]);
  });

  it('stops after three failures in a row, which look like trouble of the machine, and goes on the next time', async () => {
    waiting = ['a', 'b', 'c', 'd', 'e'];
    failing = new Set(['a', 'b', 'c', 'd']);
    await runAt(0);
    expect([done, (await parked()).map((row) => row.item_id)]).toEqual([[], ['a', 'b', 'c']]);
    await runAt(1_000);
    expect([done, (await parked()).map((row) => row.item_id)]).toEqual([[['e']], ['a', 'b', 'c', 'd']]);
  });

  it('is set aside as a whole where it cannot say which item failed', async () => {
    waiting = ['a', 'b'];
    failing.add('everything');
    await runAt(0);
    expect(await parked()).toEqual([{ item_id: '*', attempts: 1 }]);
    failing.clear();
    await runAt(1_000);
    expect(done).toEqual([]);
    await runAt(minute);
    expect([done, await parked()]).toEqual([[['a', 'b']], []]);
  });

  it('keeps no note of a failure whose item came to nothing: an order that was cancelled', async () => {
    waiting = ['a'];
    failing.add('a');
    await runAt(0);
    waiting = [];
    await runAt(2 * 60 * minute);
    expect(await parked()).toHaveLength(1);
    await runAt(25 * 60 * minute);
    expect(await parked()).toEqual([]);
  });
});
