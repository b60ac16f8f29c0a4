const jstOffsetMs = 9 * 3_600_000;

/** The day it was in Japan at a moment: 2026-11-20T15:30:00Z is 2026-11-21. */
export function dayInJapan(instant: string): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not a moment: ${instant}`);
  return new Date(ms + jstOffsetMs).toISOString().slice(0, 10);
}
