import { noYen, type Yen, yen } from '../../core/money.ts';
import { type Account, accounts, chart, type Posting } from './model.ts';

/** What went through an account. */
export type Turnover = { readonly account: Account; readonly debited: Yen; readonly credited: Yen };

/** What an account holds, counted on the side it grows on. */
export function balanceOf({ account, debited, credited }: Turnover): Yen {
  return chart[account].normal === 'debit' ? yen(debited - credited) : yen(credited - debited);
}

/** The turnover of each account that these postings touch, in the order of the chart. */
export function turnoversOf(postings: Iterable<Posting>): Turnover[] {
  const turnovers = new Map<Account, Turnover>();
  const turn = (account: Account, debited: number, credited: number) => {
    const known = turnovers.get(account) ?? { account, debited: noYen, credited: noYen };
    turnovers.set(account, { account, debited: yen(known.debited + debited), credited: yen(known.credited + credited) });
  };
  for (const { debit, credit, amount } of postings) {
    turn(debit, amount, 0);
    turn(credit, 0, amount);
  }
  return accounts.flatMap((account) => turnovers.get(account) ?? []);
}

/** Every account of the chart, in its order, whether anything went through it or not. */
export function turnoverInChart(turnovers: Iterable<Turnover>): Turnover[] {
  const known = new Map([...turnovers].map((turnover) => [turnover.account, turnover]));
  return accounts.map((account) => known.get(account) ?? { account, debited: noYen, credited: noYen });
}

/** Debits less credits over all accounts: zero, or the books are broken. */
export function trialBalance(turnovers: Iterable<Turnover>): Yen {
  let difference = 0;
  for (const { debited, credited } of turnovers) difference += debited - credited;
  return yen(difference);
}

export type PostingFault = 'amount_not_positive' | 'same_account';

/** What is wrong with a posting, if anything: only a bug upstream can make one. */
export function faultOf({ debit, credit, amount }: Posting): PostingFault | undefined {
  if (debit === credit) return 'same_account';
  return amount > 0 ? undefined : 'amount_not_positive';
}
