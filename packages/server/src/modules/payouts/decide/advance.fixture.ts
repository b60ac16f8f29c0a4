import { noYen, type Yen, yen } from '../../../core/money.ts';
import { localDate } from '../../../core/time.ts';
import type { Account, Journal } from '../../ledger/model.ts';
import type { Advance } from '../model.ts';
import { advanceJournals, advanceOf } from './advance.ts';

/** What debits less credits of these journals leave on an account. */
export function balanceIn(journals: readonly Journal[], account: Account): number {
  return journals
    .flatMap(({ postings }) => postings)
    .reduce((sum, { debit, credit, amount }) => sum + (debit === account ? amount : 0) - (credit === account ? amount : 0), 0);
}

type Bill = {
  readonly owed: number;
  readonly paid?: number;
  readonly buyerFee?: number;
  readonly rate?: number;
  readonly shipmentId?: string;
  /** What the order's other shipments were advanced. */
  readonly others?: readonly Advance[];
};

/** A delivered shipment's advance at 4.2 %, unless told, and its journals. */
export function advanced({ owed, paid = 0, buyerFee = 0, rate = 420, shipmentId = 'shp_1', others = [] }: Bill): {
  advance: Advance;
  journals: Journal[];
} {
  const invoice = { owed: yen(owed), paid: yen(paid), buyerFee: yen(buyerFee) };
  const amounts = advanceOf(invoice, rate, others);
  if (!amounts) throw new Error('nothing to advance');
  const advance: Advance = {
    merchantId: 'mer_1',
    shipmentId,
    orderId: 'ord_1',
    invoiceId: 'inv_1',
    status: 'eligible',
    ...amounts,
    returned: noYen,
    buyerFeeReturned: noYen,
    feeReturned: noYen,
    feeTaxReturned: noYen,
    waived: noYen,
    adjustments: 0,
    eligibleOn: localDate('2026-10-02'),
    payoutId: null,
  };
  return { advance, journals: advanceJournals(advance, invoice) };
}

export const bill = (owed: number, paid = 0): { owed: Yen; paid: Yen } => ({ owed: yen(owed), paid: yen(paid) });
