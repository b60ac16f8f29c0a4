import { expect, it } from 'vitest';
import { describePglite } from '../../tests/support/databases.ts';
import type { Database } from '../core/database.ts';
import { instant } from '../core/time.ts';
import { openBusinessClock } from './business-clock.ts';

const noon = instant('2026-10-01T12:00:00+09:00');
const nextWeek = instant('2026-10-08T12:00:00+09:00');
const wall = { now: () => noon };

/** A database whose next answer is held back until it is let go. */
function slowly(database: Database): { readonly database: Database; readonly holdNext: () => () => void } {
  let held = Promise.resolve();
  return {
    database: {
      ...database,
      async transaction(scope, work) {
        const wait = held;
        held = Promise.resolve();
        const answer = await database.transaction(scope, work);
        await wait;
        return answer;
      },
    },
    holdNext() {
      let letGo = () => {};
      held = new Promise((resolve) => (letGo = resolve));
      return () => letGo();
    },
  };
}

describePglite('the business clock', (open) => {
  it('is found where another process has moved it', async () => {
    const database = await open();
    const clock = await openBusinessClock(database, wall);
    await (await openBusinessClock(database, wall)).moveTo(nextWeek);
    expect(clock.of('test').now()).toBe(noon);
    await clock.refresh();
    expect([clock.of('test').now(), clock.of('live').now()]).toEqual([nextWeek, noon]);
  });

  it('stays where it was moved when a look from before the move is answered only after it', async () => {
    const { database, holdNext } = slowly(await open());
    const clock = await openBusinessClock(database, wall);
    const letGo = holdNext();
    const look = clock.refresh();
    await clock.moveTo(nextWeek);
    letGo();
    await look;
    expect(clock.of('test').now()).toBe(nextWeek);
  });
});
