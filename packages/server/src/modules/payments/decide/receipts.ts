import { type Yen, yen } from '../../../core/money.ts';
import type { Journal, Posting } from '../../ledger/model.ts';
import type { Debt, KonbiniStage, ReceiptRow, ReceiptStatus } from '../model.ts';

export type KonbiniStep =
  | { readonly kind: 'receive'; readonly status: 'received' | 'confirmed' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'reverse' }
  /** Said before: nothing to do. */
  | { readonly kind: 'known' }
  /** A settled payment cannot be taken back at the till: a person must look. */
  | { readonly kind: 'impossible' };

/** One report about one payment at a till; reports may come in any order, twice, or not at all (formats.md 3). */
export function decideKonbini(receipt: { readonly status: ReceiptStatus } | undefined, stage: KonbiniStage): KonbiniStep {
  if (!receipt) {
    if (stage === 'cancel') return { kind: 'impossible' };
    return { kind: 'receive', status: stage === 'kakuho' ? 'confirmed' : 'received' };
  }
  if (receipt.status === 'received') return stage === 'sokuho' ? { kind: 'known' } : { kind: stage === 'kakuho' ? 'confirm' : 'reverse' };
  if (receipt.status === 'reversed') return stage === 'kakuho' ? { kind: 'impossible' } : { kind: 'known' };
  return stage === 'cancel' ? { kind: 'impossible' } : { kind: 'known' };
}

/** The reference a payer wrote before the name: 12 digits that check, wherever they stand (振込依頼人名). */
export function referenceIn(payerName: string, isReference: (text: string) => boolean): string | undefined {
  const folded = payerName.normalize('NFKC');
  return folded.match(/\d{12}/g)?.find(isReference);
}

export type Matched = {
  readonly allocations: readonly (Debt & { readonly amount: Yen })[];
  readonly over: Yen;
  readonly status: ReceiptStatus;
};

/** Allocates confirmed money to the debts it is for, oldest first; what is over waits to be refunded. */
export function allocate(amount: Yen, debts: readonly Debt[]): Matched {
  if (debts.length === 0) return { allocations: [], over: yen(0), status: 'unmatched' };
  let left = amount;
  const allocations: (Debt & { amount: Yen })[] = [];
  for (const debt of debts) {
    const part = yen(Math.min(left, debt.open));
    if (part > 0) allocations.push({ ...debt, amount: part });
    left = yen(left - part);
  }
  return { allocations, over: left, status: left > 0 ? 'overpaid' : 'allocated' };
}

/** 入金: the money is ours to allocate; konbini money is still with the agent (domain.md 4.6). */
export function receiptJournal(receipt: Pick<ReceiptRow, 'id' | 'channel' | 'amount'>, tenant: string): Journal {
  const debit = receipt.channel === 'bank' ? 'CASH_IN' : 'AGENT_RECEIVABLE';
  return { merchantId: tenant, kind: 'receipt', sourceId: receipt.id, postings: [{ debit, credit: 'SUSPENSE', amount: receipt.amount }] };
}

export function agentTransferJournal(
  receipt: { readonly id: string; readonly amount: Yen; readonly agent_fee: Yen },
  tenant: string,
): Journal {
  const handedOver = receipt.amount - receipt.agent_fee;
  // A fee above what was collected makes the agent's transfer of that day smaller by so much.
  const cash: Posting =
    handedOver < 0
      ? { debit: 'AGENT_RECEIVABLE', credit: 'CASH_IN', amount: yen(-handedOver) }
      : { debit: 'CASH_IN', credit: 'AGENT_RECEIVABLE', amount: yen(handedOver) };
  const fee: Posting = { debit: 'AGENT_FEES', credit: 'AGENT_RECEIVABLE', amount: receipt.agent_fee };
  return { merchantId: tenant, kind: 'agent_transfer', sourceId: receipt.id, postings: handedOver === 0 ? [fee] : [cash, fee] };
}

/** What stood against an invoice when its buyer paid. */
export type AdvanceState = 'none' | 'advanced' | 'written_off';

/** 消込: what the buyer paid goes against the advance, waits as prepaid until there is one (AD-02), or comes back after a write-off. */
export function allocationJournal(part: {
  readonly receiptId: string;
  readonly merchantId: string;
  readonly invoiceId: string;
  readonly turn: number;
  readonly amount: Yen;
  readonly advance: AdvanceState;
}): Journal {
  const credit = { none: 'BUYER_PREPAID', advanced: 'BUYER_RECEIVABLE', written_off: 'BAD_DEBT_RECOVERED' } as const;
  return {
    merchantId: part.merchantId,
    kind: part.advance === 'written_off' ? 'recovery_after_write_off' : 'allocation',
    sourceId: `${part.receiptId}:${part.invoiceId}:${part.turn}`,
    postings: [{ debit: 'SUSPENSE', credit: credit[part.advance], amount: part.amount }],
  };
}

export function overpaymentJournal(receiptId: string, amount: Yen, tenant: string): Journal {
  return {
    merchantId: tenant,
    kind: 'overpayment',
    sourceId: receiptId,
    postings: [{ debit: 'SUSPENSE', credit: 'DEPOSITS_HELD', amount }],
  };
}

/** 返金: what was paid before an advance that will not come is owed back to the buyer. */
export function refundDueJournal(
  invoice: { readonly merchantId: string; readonly id: string },
  { amount, turn }: { readonly amount: Yen; readonly turn: number },
): Journal {
  return {
    merchantId: invoice.merchantId,
    kind: 'refund_due',
    sourceId: `${invoice.id}:${turn}`,
    postings: [{ debit: 'BUYER_PREPAID', credit: 'BUYER_REFUND_PAYABLE', amount }],
  };
}
