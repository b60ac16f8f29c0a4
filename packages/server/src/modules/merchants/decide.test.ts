import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../core/money.ts';
import { addDays, type LocalDate, localDate } from '../../core/time.ts';
import { monthlyFees, refusalOf, rowOn, scheduleChanges, scheduledChanges, type SettingsPatch } from './decide.ts';
import { buyerFeeOf, closingDayOf, type Cycle, type MerchantSettings, type SettingsRow, taxOnFee, transferFeeOf } from './model.ts';
import { consentMethods, planOf, programOf, programs, sampleSettings } from './policy.ts';

const seino = programOf('seino_like');
const atodene = programOf('atodene_like');
const settings = sampleSettings.general;
const since = (day: string, patch: Partial<MerchantSettings> = {}): SettingsRow => ({
  effectiveOn: localDate(day),
  settings: { ...settings, ...patch },
});
const change = (patch: SettingsPatch, facts: { timeline?: SettingsRow[]; program?: typeof seino; today?: string } = {}) => {
  const { timeline = [since('2026-01-01')], program = seino, today = '2026-12-02' } = facts;
  return scheduleChanges(patch, { timeline, program, today: localDate(today) });
};

describe('the last day of a closing period', () => {
  it.each([
    ['weekly', '2026-12-02', '2026-12-06'],
    ['weekly', '2026-12-06', '2026-12-06'],
    ['weekly', '2026-12-07', '2026-12-13'],
    ['once_a_month', '2026-02-01', '2026-02-28'],
    ['once_a_month', '2028-02-29', '2028-02-29'],
    ['twice_a_month', '2026-11-15', '2026-11-15'],
    ['twice_a_month', '2026-11-16', '2026-11-30'],
    ['three_times_a_month', '2026-11-10', '2026-11-10'],
    ['three_times_a_month', '2026-11-11', '2026-11-20'],
    ['three_times_a_month', '2026-12-21', '2026-12-31'],
  ] as const)('AM-17: for the cycle %s, %s belongs to the period that ends on %s', (cycle, day, closes) => {
    expect(closingDayOf(cycle, localDate(day))).toBe(closes);
  });

  it('AD-19: cuts time into periods without gap or overlap for every cycle', () => {
    const cycle = fc.constantFrom<Cycle>('weekly', 'once_a_month', 'twice_a_month', 'three_times_a_month');
    fc.assert(
      fc.property(cycle, fc.integer({ min: 0, max: 4_000 }), (each, offset) => {
        const day = addDays(localDate('2024-01-01'), offset);
        const closes = closingDayOf(each, day);
        expect(closes >= day).toBe(true);
        expect(closingDayOf(each, closes)).toBe(closes);
        expect(closingDayOf(each, addDays(closes, 1)) > closes).toBe(true);
      }),
    );
  });
});

describe('when a change takes effect', () => {
  it('WX-10: SF-48: a cycle changes after the closing in progress', () => {
    expect(change({ cycle: 'once_a_month' })).toEqual([since('2026-12-07', { cycle: 'once_a_month' })]);
    expect(change({ cycle: 'once_a_month' }, { today: '2026-12-06' })).toEqual([since('2026-12-07', { cycle: 'once_a_month' })]);
  });

  it('SF-45: a plan changes on the next day where plans go by the day', () => {
    expect(change({ plan: 'risk_free' }, { today: '2026-12-15' })).toEqual([since('2026-12-16', { plan: 'risk_free' })]);
  });

  it('AD-30: everything but 請求対象 changes on the first of a month where contents go by the month', () => {
    const timeline = [since('2026-01-01', { program: 'atodene_like', plan: 'a', cycle: 'twice_a_month' })];
    const rows = change({ plan: 'd', cycle: 'once_a_month', bundledInvoices: false }, { timeline, program: atodene });
    expect(rows.map((row) => row.effectiveOn)).toEqual(['2027-01-01']);
    expect(rows[0]?.settings).toMatchObject({ plan: 'd', cycle: 'once_a_month', bundledInvoices: false });
  });

  it('AM-08: 請求対象 changes at once', () => {
    expect(change({ billingScope: 'all' })).toEqual([since('2026-12-02', { billingScope: 'all' })]);
  });

  it('gives each setting its own day', () => {
    const rows = change({ billingScope: 'all', plan: 'expert', cycle: 'once_a_month' });
    expect(rows).toEqual([
      since('2026-12-02', { billingScope: 'all' }),
      since('2026-12-03', { billingScope: 'all', plan: 'expert' }),
      since('2026-12-07', { billingScope: 'all', plan: 'expert', cycle: 'once_a_month' }),
    ]);
  });

  it('does not lose a change that waits when another one is made at once', () => {
    const timeline = [since('2026-01-01'), since('2026-12-07', { cycle: 'once_a_month' })];
    const rows = change({ billingScope: 'all' }, { timeline });
    expect(rows.at(-1)).toEqual(since('2026-12-07', { cycle: 'once_a_month', billingScope: 'all' }));
  });

  it('takes a waiting change back when the old value is asked for again', () => {
    const timeline = [since('2026-01-01'), since('2026-12-07', { cycle: 'once_a_month' })];
    const rows = change({ cycle: 'weekly' }, { timeline, today: '2026-12-03' });
    expect(scheduledChanges([...timeline.slice(0, 1), ...rows], localDate('2026-12-03'))).toEqual([]);
  });

  it('tells what waits, with the day and the value', () => {
    const timeline = [
      since('2026-01-01'),
      since('2026-12-07', { cycle: 'once_a_month' }),
      since('2027-01-01', { cycle: 'once_a_month', plan: 'special' }),
    ];
    expect(scheduledChanges(timeline, localDate('2026-12-02'))).toEqual([
      { effectiveOn: '2026-12-07', setting: 'cycle', value: 'once_a_month' },
      { effectiveOn: '2027-01-01', setting: 'plan', value: 'special' },
    ]);
    expect(scheduledChanges(timeline, localDate('2027-01-01'))).toEqual([]);
  });

  it('never touches what held on an earlier day', () => {
    const patch = fc.record(
      {
        plan: fc.constantFrom('risk_free', 'standard', 'special'),
        cycle: fc.constantFrom<Cycle>('weekly', 'twice_a_month'),
        billingScope: fc.constantFrom('passed_only' as const, 'all' as const),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 20 }), patch), { maxLength: 8 }), (requests) => {
        let timeline = [since('2026-01-01')];
        let today: LocalDate = localDate('2026-11-01');
        for (const [days, wish] of requests) {
          today = addDays(today, days);
          const rows = change(wish, { timeline, today });
          const past = timeline.filter((row) => row.effectiveOn < today);
          const kept = [...past, ...rows];
          for (const row of past) expect(rowOn(kept, row.effectiveOn)).toEqual(row);
          timeline = kept;
        }
        expect(timeline.map((row) => row.effectiveOn)).toEqual(timeline.map((row) => row.effectiveOn).toSorted());
      }),
    );
  });
});

describe('a change that cannot be had', () => {
  const refused = (patch: SettingsPatch, program = seino) => refusalOf(patch, { settings, program });

  it('is a plan or a cycle the program does not have', () => {
    expect(refused({ plan: 'gold' })).toEqual({ code: 'not_found', path: 'plan' });
    expect(refused({ cycle: 'weekly' }, atodene)).toEqual({ code: 'feature_not_enabled', path: 'cycle' });
    expect(refused({ plan: 'special', cycle: 'weekly' })).toBeUndefined();
  });

  it('SF-34: is a channel that was not looked at when the merchant was screened', () => {
    expect(refused({ channels: ['ec', 'fax'] })).toEqual({ code: 'channel_not_approved', path: 'channels[1]' });
    expect(refused({ channels: ['ec', 'phone'] })).toBeUndefined();
  });
});

describe('the monthly fee', () => {
  const fees = (timeline: SettingsRow[], month: string) =>
    monthlyFees(timeline, seino, localDate(`${month}-01`)).map(({ plan, from, through, fee }) => [
      plan.code,
      from.slice(8),
      through.slice(8),
      fee,
    ]);

  it('WX-08: SF-46: is prorated by day when the plan changes, the day of change counting for the new plan', () => {
    const timeline = [since('2026-01-01', { plan: 'special' }), since('2026-12-16', { plan: 'risk_free' })];
    expect(fees(timeline, '2026-12')).toEqual([
      ['special', '01', '15', 21_774],
      ['risk_free', '16', '31', 0],
    ]);
  });

  it('SF-45: is the whole fee of each month when the plan changes between them', () => {
    const timeline = [since('2026-01-01', { plan: 'special' }), since('2027-01-01', { plan: 'risk_free' })];
    expect(fees(timeline, '2026-12')).toEqual([['special', '01', '31', 45_000]]);
    expect(fees(timeline, '2027-01')).toEqual([['risk_free', '01', '31', 0]]);
  });

  it('is charged whole when something else than the plan changes', () => {
    const timeline = [since('2026-01-01'), since('2026-12-07', { cycle: 'once_a_month' })];
    expect(fees(timeline, '2026-12')).toEqual([['standard', '01', '31', 4_500]]);
  });

  it('counts from the first day for a merchant that joins during the month, and not at all before', () => {
    const timeline = [since('2026-11-16')];
    expect(fees(timeline, '2026-11')).toEqual([['standard', '16', '30', 2_250]]);
    expect(fees(timeline, '2026-10')).toEqual([]);
  });

  it('is never more than the dearest plan of the month', () => {
    const plans = fc.array(fc.tuple(fc.integer({ min: 1, max: 31 }), fc.constantFrom(...seino.plans)), { maxLength: 6 });
    fc.assert(
      fc.property(plans, (changes) => {
        const days = new Map(changes.map(([day, plan]) => [`2026-12-${String(day).padStart(2, '0')}`, plan.code]));
        const timeline = [since('2026-01-01'), ...[...days].toSorted().map(([day, plan]) => since(day, { plan }))];
        const total = monthlyFees(timeline, seino, localDate('2026-12-01')).reduce((sum, { fee }) => sum + fee, 0);
        expect(total).toBeLessThanOrEqual(45_000);
        expect(total).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the sample terms', () => {
  it('SF-31: AD-16: have a plan without a fixed cost in each program', () => {
    expect(programs.every((program) => program.plans.some((plan) => plan.monthlyFee === 0))).toBe(true);
  });

  it('AD-05: have four plans, dearer by the month and cheaper by the sale in turn', () => {
    for (const { plans } of programs) {
      expect(plans).toHaveLength(4);
      expect(plans.map((plan) => plan.monthlyFee)).toEqual(plans.map((plan) => plan.monthlyFee).toSorted((a, b) => a - b));
      expect(plans.map((plan) => plan.rateBasisPoints)).toEqual(plans.map((plan) => plan.rateBasisPoints).toSorted((a, b) => b - a));
    }
  });

  it('AD-08: charge less for a bundled invoice than for a posted one', () => {
    for (const { fees } of programs) expect(fees.invoice.bundled).toBeLessThan(fees.invoice.separate);
  });

  it('are those of the demonstration for its merchant', () => {
    expect(settings).toMatchObject({ program: 'seino_like', plan: 'standard', cycle: 'weekly', channels: ['ec', 'catalog', 'phone'] });
    expect(planOf(seino, 'standard')).toMatchObject({ rateBasisPoints: 420, monthlyFee: 4_500 });
    expect([seino.fees.invoice.separate, seino.fees.invoice.bundled]).toEqual([190, 100]);
    expect(transferFeeOf({ settings, program: seino }, yen(1_000_000))).toBe(300);
    expect(seino.payoutApprovalLimit).toBe(10_000_000);
    expect(seino.invoiceDueDays).toBe(14);
  });

  it('SF-40: charge a transfer by bank and amount', () => {
    const fee = (bank: 'same' | 'other', amount: number) =>
      transferFeeOf({ settings: { ...settings, bank }, program: atodene }, yen(amount));
    expect([fee('other', 29_999), fee('other', 30_000), fee('same', 30_000)]).toEqual([200, 300, 100]);
  });

  it('AD-23: AM-25: let the buyer bear the invoice fee, taxed at ten per cent', () => {
    const borne = { settings: sampleSettings.buyerBearsFee, program: atodene };
    expect(buyerFeeOf(borne, 'separate')).toEqual({ fee: 190, tax: 19 });
    expect(buyerFeeOf({ settings, program: seino }, 'separate')).toEqual({ fee: 0, tax: 0 });
  });

  it('SF-51: have a merchant without automatic registration', () => {
    expect(sampleSettings.withoutApi.automaticRegistration).toBe(false);
  });

  it('drop the fraction of a yen of the tax on each fee line', () => {
    expect([504, 190, 9, 999_999].map((fee) => taxOnFee(yen(fee)))).toEqual([50, 19, 0, 99_999]);
  });

  it('take consent in the way of the channel', () => {
    expect([consentMethods.ec, consentMethods.catalog, consentMethods.phone]).toEqual(['web', 'paper', 'voice']);
  });
});
