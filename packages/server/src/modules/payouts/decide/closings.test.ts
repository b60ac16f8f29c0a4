import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareFloor, type Yen, yen } from '../../../core/money.ts';
import { addDays, daysBetween, type LocalDate, localDate } from '../../../core/time.ts';
import { bankCalendar } from '../../calendar/index.ts';
import { type Cycle, type Merchant, planOf, programOf, sampleSettings } from '../../merchants/index.ts';
import { grossOf, type Payout } from '../model.ts';
import { closePeriod } from './close.ts';
import { firstPeriod, lastDayBefore, nextPeriod } from './period.ts';

const calendar = bankCalendar();
const settings = sampleSettings.general;
const program = programOf(settings.program);
const merchant: Merchant = {
  id: 'mer_1',
  number: 1,
  name: '店',
  effectiveOn: localDate('2026-01-01'),
  settings,
  program,
  plan: planOf(program, settings.plan),
};

/** A ledger of one merchant: entries in their order, each booked on a day. */
type Line = { readonly id: number; readonly on: LocalDate; readonly amount: Yen };

function closeThrough(lines: readonly Line[], cycle: (index: number) => Cycle, until: LocalDate): Payout[] {
  const payouts: Payout[] = [];
  let period = firstPeriod({ merchantId: 'mer_1', cycle: cycle(0), on: localDate('2026-01-01') });
  while (lastDayBefore(period.nextCloseAt) <= until) {
    const closesOn = lastDayBefore(period.nextCloseAt);
    const before = payouts.at(-1);
    const fromEntry = before?.toEntry ?? 0;
    const mine = lines.filter(({ id, on }) => id > fromEntry && on <= closesOn);
    const closed = closePeriod(
      {
        id: `po_${payouts.length}`,
        period,
        closesOn,
        sums: {
          fromEntry,
          toEntry: mine.at(-1)?.id ?? fromEntry,
          lines: yen(mine.reduce((sum, { amount }) => sum + amount, 0)),
          carriedIn: before?.status === 'carried' ? before.net : yen(0),
          negativeClosings: before?.negativeClosings ?? 0,
        },
      },
      { merchant, calendar, now: period.nextCloseAt },
    );
    payouts.push(closed.payout);
    period = nextPeriod(period, cycle(payouts.length));
  }
  return payouts;
}

const start = localDate('2026-01-01');
const allLines = fc
  .array(fc.record({ after: fc.integer({ min: 0, max: 9 }), amount: fc.integer({ min: -20_000, max: 60_000 }) }), { maxLength: 60 })
  .map((steps) => {
    let on = start;
    return steps.map(({ after, amount }, index): Line => ({ id: (index + 1) * 3, on: (on = addDays(on, after)), amount: yen(amount) }));
  });
const anyCycle = fc.constantFrom<Cycle>('weekly', 'once_a_month', 'twice_a_month', 'three_times_a_month');

describe('closings one after another', () => {
  it('I7 G18: put every line into exactly one payout, and no yen is lost between them', () => {
    fc.assert(
      fc.property(allLines, fc.array(anyCycle, { minLength: 1, maxLength: 40 }), (lines, cycles) => {
        const until = addDays(lines.at(-1)?.on ?? start, 40);
        const payouts = closeThrough(lines, (index) => cycles[index % cycles.length] ?? 'weekly', until);
        for (const { id, on } of lines) {
          const holding = payouts.filter(({ fromEntry, toEntry }) => id > fromEntry && id <= toEntry);
          expect(holding).toHaveLength(1);
          expect(on >= (holding[0]?.periodFrom ?? '9999') && on <= (holding[0]?.closesOn ?? '')).toBe(true);
        }
        const left = payouts.at(-1)?.status === 'carried' ? (payouts.at(-1)?.net ?? 0) : 0;
        const sent = payouts.filter(({ status }) => status === 'closed').reduce((sum, payout) => sum + grossOf(payout), 0);
        expect(sent + left).toBe(lines.reduce((sum, { amount }) => sum + amount, 0));
        expect(payouts.every(({ status, net }) => (status === 'closed' ? net > 0 : net <= 330))).toBe(true);
      }),
    );
  });

  it('AD-20: charge the same fees in every cycle', () => {
    const sale = fc.record({ after: fc.integer({ min: 0, max: 6 }), billed: fc.integer({ min: 1, max: 54_999 }) });
    fc.assert(
      fc.property(fc.array(sale, { minLength: 1, maxLength: 60 }), (sales) => {
        const charged = (cycle: Cycle) => {
          let on = start;
          const fees = sales.map(({ after, billed }, index): Line => ({
            id: index + 1,
            on: (on = addDays(on, after)),
            amount: yen(-shareFloor(yen(billed), 420)),
          }));
          const days = daysBetween(start, on) + 70;
          return closeThrough(fees, () => cycle, addDays(start, days)).reduce((sum, { fromEntry, toEntry }) => {
            return sum + fees.filter(({ id }) => id > fromEntry && id <= toEntry).reduce((part, { amount }) => part + amount, 0);
          }, 0);
        };
        const weekly = charged('weekly');
        expect([charged('once_a_month'), charged('twice_a_month'), charged('three_times_a_month')]).toEqual([weekly, weekly, weekly]);
      }),
    );
  });
});
