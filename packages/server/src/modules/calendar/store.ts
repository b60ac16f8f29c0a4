import type { Tx } from '../../core/database.ts';
import type { CalendarOverride } from './model.ts';

export function loadOverrides(tx: Tx): Promise<CalendarOverride[]> {
  return tx.query<CalendarOverride>('select day, open from calendar_overrides order by day');
}
