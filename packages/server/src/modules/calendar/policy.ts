import holidayJp from '@holiday-jp/holiday_jp';
import { localDate } from '../../core/time.ts';
import { type Calendar, calendarFrom, type CalendarOverride } from './model.ts';

const nationalHolidays = Object.keys(holidayJp.holidays).map(localDate);

/** The days Japanese banks work, from national holidays of 1970 to 2050 and the operator's table. */
export function bankCalendar(overrides: readonly CalendarOverride[] = []): Calendar {
  return calendarFrom(nationalHolidays, overrides);
}
