import type { Crypto } from '../../core/crypto.ts';
import type { Unit } from '../../core/unit.ts';
import type { Calendar } from './model.ts';
import { bankCalendar } from './policy.ts';
import { loadOverrides } from './store.ts';

/** How long a process may go on with overrides that another one has changed meanwhile. */
const freshForMs = 30_000;

type Kept = { readonly calendar: Promise<Calendar>; readonly readAtMs: number };

// A running application has one cryptography; its identity stands for the database it serves.
const kept = new WeakMap<Crypto, Kept>();

/** The calendar in force, read once and then kept for half a minute of real time. */
export function calendarOf(unit: Unit): Promise<Calendar> {
  const nowMs = performance.now();
  const known = kept.get(unit.crypto);
  if (known && nowMs - known.readAtMs < freshForMs) return known.calendar;
  const calendar = loadOverrides(unit.tx).then(bankCalendar);
  kept.set(unit.crypto, { calendar, readAtMs: nowMs });
  calendar.catch(() => forgetCalendar(unit));
  return calendar;
}

/** Makes the next unit read the overrides again; whoever changes them calls it. */
export function forgetCalendar(unit: Unit): void {
  kept.delete(unit.crypto);
}
