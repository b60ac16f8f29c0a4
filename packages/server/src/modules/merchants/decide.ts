import { scaleFloor, type Yen } from '../../core/money.ts';
import type { Refusal } from '../../core/result.ts';
import { addDays, addMonths, daysBetween, endOfMonth, type LocalDate, localDate } from '../../core/time.ts';
import { closingDayOf, type MerchantSettings, type Plan, type Program, type SettingsRow } from './model.ts';

/** The settings a merchant may change, under the names of the API. */
export type Changeable = Pick<
  MerchantSettings,
  'plan' | 'cycle' | 'billingScope' | 'bundledInvoices' | 'invoiceFeeBorneBy' | 'channels' | 'origins'
>;
export type SettingsPatch = { readonly [K in keyof Changeable]?: Changeable[K] | undefined };
export type Setting = keyof Changeable;

export type ScheduledChange = { readonly effectiveOn: LocalDate; readonly setting: Setting; readonly value: unknown };

const settingNames = [
  'plan',
  'cycle',
  'billingScope',
  'bundledInvoices',
  'invoiceFeeBorneBy',
  'channels',
  'origins',
] as const satisfies readonly Setting[];

/** Why a change is refused, if it is. */
export function refusalOf(
  patch: SettingsPatch,
  { settings, program }: { settings: MerchantSettings; program: Program },
): Refusal | undefined {
  if (patch.plan !== undefined && !program.plans.some((plan) => plan.code === patch.plan)) return { code: 'not_found', path: 'plan' };
  if (patch.cycle !== undefined && !program.cycles.includes(patch.cycle)) return { code: 'feature_not_enabled', path: 'cycle' };
  // カタログ等の媒体 are looked at before a merchant may sell through them (SF-34).
  const unseen = patch.channels?.findIndex((channel) => !settings.approvedChannels.includes(channel)) ?? -1;
  return unseen < 0 ? undefined : { code: 'channel_not_approved', path: `channels[${unseen}]` };
}

/** The day on which a change asked for today takes effect. */
export function effectiveDayOf(
  setting: Setting,
  { program, settings }: { program: Program; settings: MerchantSettings },
  today: LocalDate,
): LocalDate {
  if (setting === 'origins') return today; // No term of the agreement: a shop's pages move when they move.
  if (setting === 'billingScope') return today; // 請求対象 holds for what is registered from now on (SQ-04, AM-08).
  if (program.changes === 'by_month') return firstOfNextMonth(today); // AD-30
  if (setting === 'plan') return addDays(today, 1); // The day of change belongs to the new plan; today's fees are charged already.
  if (setting === 'cycle') return addDays(closingDayOf(settings.cycle, today), 1); // SF-48: after the closing in progress.
  return today;
}

/** What holds on a day: the newest row that is not after it. */
export function rowOn(timeline: readonly SettingsRow[], day: LocalDate): SettingsRow | undefined {
  return timeline.filter((row) => row.effectiveOn <= day).at(-1);
}

export type ChangeFacts = { readonly timeline: readonly SettingsRow[]; readonly program: Program; readonly today: LocalDate };

/**
 * The rows to save so that each setting changes on its own day. Agreed later changes stay as they
 * are, except that the newest wish for a setting replaces an earlier one that still waits.
 */
export function scheduleChanges(patch: SettingsPatch, { timeline, program, today }: ChangeFacts): SettingsRow[] {
  const current = rowOn(timeline, today);
  if (!current) throw new Error('a merchant without settings cannot change them');
  let rows = timeline.filter((row) => row.effectiveOn >= current.effectiveOn);
  for (const setting of settingNames) {
    if (patch[setting] === undefined) continue;
    const day = effectiveDayOf(setting, { program, settings: current.settings }, today);
    rows = withRowOn(rows, day).map((row) => (row.effectiveOn >= day ? changed(row, { [setting]: patch[setting] }) : row));
  }
  return rows.filter((row) => row.effectiveOn >= today);
}

function changed(row: SettingsRow, patch: SettingsPatch): SettingsRow {
  return { ...row, settings: { ...row.settings, ...(patch as Partial<Changeable>) } };
}

function withRowOn(rows: readonly SettingsRow[], day: LocalDate): SettingsRow[] {
  const before = rowOn(rows, day);
  if (!before || before.effectiveOn === day) return [...rows];
  return [...rows, { ...before, effectiveOn: day }].toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}

/** What is agreed and waits for its day, oldest first. */
export function scheduledChanges(timeline: readonly SettingsRow[], today: LocalDate): ScheduledChange[] {
  const current = rowOn(timeline, today);
  if (!current) return [];
  let before = current.settings;
  return timeline
    .filter((row) => row.effectiveOn > today)
    .flatMap(({ effectiveOn, settings }) => {
      const changes = settingNames.filter((setting) => !sameValue(before[setting], settings[setting]));
      before = settings;
      return changes.map((setting) => ({ effectiveOn, setting, value: settings[setting] }));
    });
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A part of a month that one plan covers. */
export type PlanSegment = { readonly plan: Plan; readonly from: LocalDate; readonly through: LocalDate; readonly fee: Yen };

/**
 * What a month's fixed fee comes to, by plan: the whole fee for a whole month, else
 * `floor(monthly × days ÷ days of the month)` per plan; the day of change belongs to the new plan (SF-46, AM-12).
 */
export function monthlyFees(timeline: readonly SettingsRow[], program: Program, month: LocalDate): PlanSegment[] {
  const [first, last] = [localDate(`${month.slice(0, 7)}-01`), endOfMonth(month)];
  const daysOfMonth = daysBetween(first, last) + 1;
  const segments: PlanSegment[] = [];
  for (const { code, from, through } of planSpans(timeline, first, last)) {
    const plan = program.plans.find((each) => each.code === code);
    if (!plan) throw new Error(`program ${program.code} has no plan ${code}`);
    segments.push({ plan, from, through, fee: scaleFloor(plan.monthlyFee, daysBetween(from, through) + 1, daysOfMonth) });
  }
  return segments;
}

type PlanSpan = { readonly code: string; readonly from: LocalDate; readonly through: LocalDate };

function planSpans(timeline: readonly SettingsRow[], first: LocalDate, last: LocalDate): PlanSpan[] {
  const spans: PlanSpan[] = [];
  const inForce = timeline.filter((row, index) => row.effectiveOn <= last && (timeline[index + 1]?.effectiveOn ?? '9999') > first);
  for (const [index, row] of inForce.entries()) {
    const from = row.effectiveOn > first ? row.effectiveOn : first;
    const next = inForce[index + 1];
    const through = next ? addDays(next.effectiveOn, -1) : last;
    const previous = spans.at(-1);
    if (previous?.code === row.settings.plan) spans[spans.length - 1] = { ...previous, through };
    else spans.push({ code: row.settings.plan, from, through });
  }
  return spans;
}

function firstOfNextMonth(day: LocalDate): LocalDate {
  return addMonths(localDate(`${day.slice(0, 7)}-01`), 1);
}
