/** What happens about an unpaid invoice, and how many days after its due date (domain.md 4.3). */
export type DunningStep = { readonly afterDays: number; readonly kind: 'letter' | 'sms' | 'phone' | 'count_overdue' };

/** `count_overdue` is no contact: from here on screening counts the invoice against its buyer (over 14 days). */
export const dunningSteps: readonly DunningStep[] = [
  { afterDays: 3, kind: 'letter' },
  { afterDays: 10, kind: 'sms' },
  { afterDays: 15, kind: 'count_overdue' },
  { afterDays: 25, kind: 'letter' },
  { afterDays: 45, kind: 'phone' },
];

/** Buyers are contacted between 8:00 and 21:00 only; ten is polite (formats.md 9). */
export const contactAt = '10:00';
