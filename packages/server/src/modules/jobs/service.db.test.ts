import { expect, it } from 'vitest';
import { adminRows, describePglite } from '../../../tests/support/databases.ts';
import { testUnit } from '../../../tests/support/unit.ts';
import type { DueTask } from '../../core/due-task.ts';
import { addMs } from '../../core/time.ts';
import { createRunner } from './index.ts';

describePglite('a task that fails', (open) => {
  it('waits for its next try, and once it works again its old failures are forgotten', async () => {
    const database = await open();
    const units = testUnit(database);
    const begun = units.now();
    let failing = true;
    let done = false;
    const task: DueTask = {
      name: 'sample.task',
      next: async () => (done ? null : begun),
      run: async () => {
        if (failing) throw new Error('not today');
        done = true;
        return 1;
      },
    };
    const runner = createRunner({
      inUnitAt: (_scope, now, work) => units.run(work, now),
      tasks: [task],
      reach: async () => {},
      report: () => {},
    });
    const parked = () => adminRows<{ attempts: number }>(database, 'select attempts from parked_work');

    await runner.runUntil('test', begun);
    expect(await parked()).toEqual([{ attempts: 1 }]);
    failing = false;
    await runner.runUntil('test', begun);
    expect([done, await parked()]).toEqual([false, [{ attempts: 1 }]]);
    await runner.runUntil('test', addMs(begun, 60_000));
    expect([done, await parked()]).toEqual([true, []]);
  });
});
