import type { AccountBalance, LedgerEntry, TrialBalance } from '@atobarai/sdk/contract';
import { type Instant, inJapan } from '../../../core/time.ts';
import { trialBalance, type Turnover } from '../decide.ts';
import type { Entry } from '../model.ts';

/** An account as the API answers it: the balance is debit less credit, whatever side it grows on. */
export function accountView({ account, debited, credited }: Turnover): AccountBalance {
  return { account, debit: debited, credit: credited, balance: debited - credited };
}

export function entryView(entry: Entry): LedgerEntry {
  const { id, kind, sourceId, lineNo, debit, credit, amount, bookedOn, postedAt } = entry;
  return { id, kind, sourceId, lineNo, debit, credit, amount, bookedOn, postedAt: inJapan(postedAt) };
}

export function trialBalanceView(turnovers: readonly Turnover[], asOf: Instant): TrialBalance {
  return {
    asOf: inJapan(asOf),
    accounts: turnovers.map(accountView),
    debit: turnovers.reduce((sum, { debited }) => sum + debited, 0),
    credit: turnovers.reduce((sum, { credited }) => sum + credited, 0),
    difference: trialBalance(turnovers),
  };
}
