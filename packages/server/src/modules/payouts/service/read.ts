import { yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { closingLines, kindOf, lineOf, openingLines, totalsOf } from '../decide/statement.ts';
import type { Payout, StatementLine, StatementTotal } from '../model.ts';
import { findPayout } from '../store/payouts.ts';
import { entriesOf, sumEntriesOf } from '../store/statement.ts';

export async function existingPayout(unit: Unit, merchantId: string, id: string): Promise<Payout> {
  const payout = await findPayout(unit, merchantId, id);
  if (!payout) throw new Refused({ code: 'not_found' });
  return payout;
}

/** Lines of a statement after a place, in the order of the statement: what was carried in, the entries, the transfer. */
export async function linesAfter(
  unit: Unit,
  payout: Payout,
  page: { readonly after: number; readonly limit: number },
): Promise<StatementLine[]> {
  const entries = await entriesOf(unit, payout, page);
  const lines = [...openingLines(payout), ...entries.map(lineOf), ...closingLines(payout)];
  return lines.filter(({ place }) => place > page.after).slice(0, page.limit);
}

/** One row per kind of line; the amounts add up to the payout's net (AD-22). */
export async function statementTotals(unit: Unit, payout: Payout): Promise<StatementTotal[]> {
  const sums = await sumEntriesOf(unit, payout);
  const own = [...openingLines(payout), ...closingLines(payout)].map(({ kind, amount }) => ({ kind, count: 1, amount }));
  return totalsOf([...sums.map(({ count, amount, ...sum }) => ({ kind: kindOf(sum), count, amount: yen(amount) })), ...own]);
}
