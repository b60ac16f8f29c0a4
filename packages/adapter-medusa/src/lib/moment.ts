/** What Medusa gives for a moment: a date, a text, or nothing. */
export type MomentRecord = string | Date | null | undefined;

export function momentOf(value: MomentRecord): Date | undefined {
  const moment = value ? new Date(value) : undefined;
  return moment && !Number.isNaN(moment.getTime()) ? moment : undefined;
}

const japanOffsetMs = 9 * 60 * 60 * 1_000;

/** The calendar day in Japan, which has no summer time. */
export function dayInJapan(moment: Date): string {
  return new Date(moment.getTime() + japanOffsetMs).toISOString().slice(0, 10);
}
