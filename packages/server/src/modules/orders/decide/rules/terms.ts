import { channels } from '@atobarai/sdk/contract';
import { addDays, daysBetween, type LocalDate } from '../../../../core/time.ts';
import type { Channel } from '../../../merchants/model.ts';
import type { Check } from './findings.ts';
import type { CheckedPerson } from '../../model.ts';
import { bounds } from './policy.ts';

/** When it was ordered and when it is to leave. */
export function checkDates({ draft: { orderDate, plannedShipDate }, facts: { today }, found }: Check): void {
  if (orderDate === undefined) return;
  // The contract lets only calendar days through.
  const ordered = orderDate as LocalDate;
  if (ordered > today || daysBetween(ordered, today) > bounds.orderAgeDays) {
    found.refuse('date_range', 'orderDate', { value: orderDate, from: addDays(today, -bounds.orderAgeDays), to: today });
  }
  if (plannedShipDate === undefined) return;
  const latest = addDays(ordered, bounds.plannedShipDays);
  if (plannedShipDate < orderDate || plannedShipDate > latest)
    found.refuse('date_range', 'plannedShipDate', { value: plannedShipDate, from: orderDate, to: latest });
}

/** SF-34, AD-14: a channel counts only once it was seen at the merchant's screening. */
export function checkChannel({ draft: { channel }, facts, found }: Check): Channel | undefined {
  if (channel === undefined) return undefined;
  const known = channels.find((name) => name === channel);
  if (known && facts.merchant.channels.includes(known)) return known;
  found.refuse('channel_not_approved', 'channel', { channel, approved: facts.merchant.channels.join(', ') });
  return undefined;
}

export function checkCurrency({ draft: { currency }, found }: Check): void {
  if (currency !== undefined && currency !== 'JPY') found.refuse('currency', 'currency');
}

/** Screening passes personal data to the provider; on a web page the buyer must have agreed to it. */
export function checkConsent({ draft: { channel, consent }, found }: Check): void {
  if (channel === 'ec' && consent === undefined) found.refuse('consent_required', 'consent');
}

export type Destinations = { readonly buyer: CheckedPerson | undefined; readonly shipTo: readonly (CheckedPerson | undefined)[] };

/** How the buyer is invoiced, and how long there is to pay. */
export function checkInvoice(
  { draft: { invoice }, facts: { merchant }, found }: Check,
  destinations: Destinations,
): { delivery: 'separate' | 'bundled' | 'email'; dueDays: number } {
  const { delivery = 'separate', dueDays = merchant.invoiceDueDays } = invoice ?? {};
  const { least, most } = merchant.dueDayBounds;
  if (delivery === 'bundled' && !(merchant.bundledInvoices && goesToBuyer(destinations)))
    found.refuse('bundled_not_allowed', 'invoice.delivery');
  if (!Number.isInteger(dueDays) || dueDays < least || dueDays > most)
    found.refuse('due_range', 'invoice.dueDays', { from: least, to: most });
  return { delivery, dueDays };
}

/** An invoice in the parcel reaches the buyer only if the one parcel goes to the buyer's own door (SCORE). */
function goesToBuyer({ buyer, shipTo }: Destinations): boolean {
  const [only] = shipTo;
  if (shipTo.length > 1) return false;
  if (!only || !buyer) return true; // No other door is named, or one was refused and cannot be compared.
  return only.postalCode === buyer.postalCode && sameAddress(only, buyer);
}

function sameAddress({ address: one }: CheckedPerson, { address: other }: CheckedPerson): boolean {
  return one.prefecture === other.prefecture && one.city === other.city && one.line1 === other.line1 && one.line2 === other.line2;
}
