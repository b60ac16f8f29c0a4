import type { PayoutLineKind } from '@atobarai/sdk/contract';
import { payoutLineKinds } from '@atobarai/sdk/contract';
import { type Yen, yen } from '../../../core/money.ts';
import type { PayableEntry, Payout, StatementLine, StatementTotal } from '../model.ts';

const lineKinds: ReadonlySet<string> = new Set(payoutLineKinds);

/** An entry of MERCHANT_PAYABLE as a line: credits are for the shop, debits are taken from it; tax stands apart (AD-22). */
export function lineOf({ id, kind, debit, credit, amount, ...entry }: PayableEntry): StatementLine {
  const { bookedOn, sourceId, orderId, shopOrderId } = entry;
  const signed = yen(credit === 'MERCHANT_PAYABLE' ? amount : -amount);
  return {
    place: id,
    kind: kindOf({ kind, other: credit === 'MERCHANT_PAYABLE' ? debit : credit }),
    amount: signed,
    bookedOn,
    sourceId,
    orderId,
    shopOrderId,
  };
}

export function kindOf({ kind, other }: { readonly kind: string; readonly other: string }): PayoutLineKind {
  if (other === 'TAX_PAYABLE') return 'consumption_tax';
  if (!lineKinds.has(kind)) throw new Error(`a ${kind} is no line of a statement`);
  return kind as PayoutLineKind;
}

/** The line a payout begins with: what the closing before handed over. */
export function openingLines(payout: Payout): StatementLine[] {
  return ownLines(payout, payout.fromEntry, [['carry_forward', payout.carriedIn]]);
}

/** The lines it ends with: the transfer and its tax. */
export function closingLines(payout: Payout): StatementLine[] {
  return ownLines(payout, payout.toEntry + 1, [
    ['transfer_fee', yen(-payout.transferFee)],
    ['consumption_tax', yen(-payout.transferFeeTax)],
  ]);
}

function ownLines(payout: Payout, firstPlace: number, amounts: readonly (readonly [PayoutLineKind, Yen])[]): StatementLine[] {
  const common = { bookedOn: payout.closesOn, sourceId: payout.id, orderId: null, shopOrderId: null };
  return amounts.flatMap(([kind, amount], index) => (amount === 0 ? [] : [{ place: firstPlace + index, kind, amount, ...common }]));
}

/** One row per kind, in the order of the kinds; together they are the payout's net. */
export function totalsOf(totals: readonly StatementTotal[]): StatementTotal[] {
  return payoutLineKinds.flatMap((kind) => {
    const found = totals.filter((total) => total.kind === kind);
    if (found.length === 0) return [];
    const sum = (value: (total: StatementTotal) => number) => found.reduce((all, total) => all + value(total), 0);
    return [{ kind, count: sum((total) => total.count), amount: yen(sum((total) => total.amount)) }];
  });
}
