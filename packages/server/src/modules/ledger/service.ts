import type { Unit } from '../../core/unit.ts';
import { faultOf } from './decide.ts';
import type { Journal } from './model.ts';
import { type EntryRow, highestEntries, insertEntries, lockPayables } from './store.ts';

/**
 * Writes journals in the caller's transaction, so that money and state change together. Zero
 * amounts are left out. A journal that was written before is an error of the caller (I3).
 */
export async function post(unit: Unit, journals: readonly Journal[]): Promise<void> {
  const entries = journals.flatMap((journal) => entriesOf(unit, journal));
  if (entries.length === 0) return;
  const payableOf = entries.filter(({ debit, credit }) => debit === 'MERCHANT_PAYABLE' || credit === 'MERCHANT_PAYABLE');
  await insertEntries(unit, entries, [...new Set(payableOf.map((entry) => entry.merchant_id))]);
}

/**
 * Up to which entry each merchant's books are complete. Waits for every transaction that is about to
 * post to their MERCHANT_PAYABLE and keeps later ones out until this one ends; what they then write
 * gets a higher number and belongs to the next closing.
 */
export async function closeHorizons(unit: Unit, merchantIds: readonly string[]): Promise<Map<string, number>> {
  if (merchantIds.length === 0) return new Map();
  await lockPayables(unit.tx, merchantIds);
  // A statement of its own: its snapshot must be younger than the locks.
  return highestEntries(unit.tx, merchantIds);
}

function entriesOf(unit: Unit, journal: Journal): EntryRow[] {
  return journal.postings.flatMap((posting, index): EntryRow[] => {
    if (posting.amount === 0) return [];
    const fault = faultOf(posting);
    if (fault) throw new Error(`${fault}: ${posting.debit} to ${posting.credit} in ${journal.kind}/${journal.sourceId}`);
    return [
      {
        merchant_id: journal.merchantId,
        kind: journal.kind,
        source_id: journal.sourceId,
        line_no: index + 1,
        ...posting,
        booked_on: journal.bookedOn ?? unit.today,
      },
    ];
  });
}
