import type { OperatorPayout, Payout as PayoutView, PayoutLine } from '@atobarai/sdk/contract';
import { inJapan, type Instant } from '../../../core/time.ts';
import type { Payout, StatementLine } from '../model.ts';

/** A payout in the words of the API. */
export function payoutView(payout: Payout): PayoutView {
  const { id, status, periodFrom, closesOn, paysOn, carriedIn, transferFee, transferFeeTax, net, sequence, version } = payout;
  return {
    id,
    status,
    periodFrom,
    closesOn,
    paysOn,
    carriedIn,
    transferFee,
    transferFeeTax,
    net,
    closedAt: inJapan(payout.closedAt),
    approvedAt: inJapanOrNull(payout.approvedAt),
    sentAt: inJapanOrNull(payout.sentAt),
    completedAt: inJapanOrNull(payout.completedAt),
    sequence,
    version,
  };
}

/** The same for operators, who see every shop, and whether a second one of them must agree. */
export function operatorPayoutView(payout: Payout): OperatorPayout {
  const awaitsSecondApproval = payout.status === 'closed' && payout.firstApprovedBy !== null;
  return { ...payoutView(payout), merchantId: payout.merchantId, awaitsSecondApproval };
}

function inJapanOrNull(at: Instant | null): string | null {
  return at === null ? null : inJapan(at);
}

export function lineView({ kind, amount, bookedOn, sourceId, orderId, shopOrderId }: StatementLine): PayoutLine {
  return { kind, amount, bookedOn, sourceId, orderId, shopOrderId };
}
