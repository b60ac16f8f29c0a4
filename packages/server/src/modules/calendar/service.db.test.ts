import { expect, it } from 'vitest';
import { describeBothEngines } from '../../../tests/support/databases.ts';
import { testUnit } from '../../../tests/support/unit.ts';
import { localDate } from '../../core/time.ts';
import { calendarOf, forgetCalendar, isBusinessDay, rollForward } from './index.ts';

describeBothEngines('the calendar in force', (open) => {
  it('knows the days an operator opened or closed', async () => {
    const database = await open();
    await database.admin(
      `insert into calendar_overrides (day, open, reason) values ('2026-11-24', false, '臨時休業'), ('2026-11-21', true, '臨時営業')`,
    );
    const calendar = await testUnit(database).run(calendarOf);
    expect(isBusinessDay(calendar, localDate('2026-11-21'))).toBe(true);
    expect(rollForward(calendar, localDate('2026-11-24'))).toBe('2026-11-25');
  });

  it('is read once for many units, and anew when it was changed', async () => {
    const queries: string[] = [];
    const database = await open();
    const units = testUnit({
      ...database,
      transaction: (scope, work) =>
        database.transaction(scope, (tx) => work({ ...tx, query: (sql, params) => (queries.push(sql), tx.query(sql, params)) })),
    });
    const first = await units.run(calendarOf);
    expect(await units.run(calendarOf)).toBe(first);
    expect(queries).toHaveLength(1);
    await database.admin(`insert into calendar_overrides (day, open, reason) values ('2026-11-24', false, '臨時休業')`);
    await units.run(async (unit) => forgetCalendar(unit));
    expect(isBusinessDay(await units.run(calendarOf), localDate('2026-11-24'))).toBe(false);
  });
});
