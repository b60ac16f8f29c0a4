/** What happens about an unpaid invoice, and how many days after its due date (domain.md 4.3). */
export type DunningStep = { readonly afterDays: number; readonly kind: 'letter' | 'sms' | 'phone' | 'count_overdue' };

const contacts: readonly DunningStep[] = [
  { afterDays: 3, kind: 'letter' },
  { afterDays: 10, kind: 'sms' },
  { afterDays: 25, kind: 'letter' },
  { afterDays: 45, kind: 'phone' },
];

/**
 * The steps in their order. `count_overdue` is no contact: from here on screening counts the invoice
 * against its buyer, because it is overdue for more days than the program bears with.
 */
export function dunningSteps(program: { readonly overdueDaysThatReject: number }): readonly DunningStep[] {
  const count: DunningStep = { afterDays: program.overdueDaysThatReject + 1, kind: 'count_overdue' };
  return [...contacts, count].toSorted((a, b) => a.afterDays - b.afterDays);
}

/** Buyers are contacted between 8:00 and 21:00 only; ten is polite (formats.md 9). */
export const contactAt = '10:00';
