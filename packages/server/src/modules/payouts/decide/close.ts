import { noYen, type Yen, yen } from '../../../core/money.ts';
import type { Refusal } from '../../../core/result.ts';
import { atInJapan, dayInJapan, type Instant, type LocalDate } from '../../../core/time.ts';
import type { EventType } from '../../../core/unit.ts';
import type { Calendar } from '../../calendar/model.ts';
import type { Journal } from '../../ledger/model.ts';
import { type Merchant, taxOnFee, transferFeeOf } from '../../merchants/model.ts';
import { type ClosingPeriod, grossOf, type Payout } from '../model.ts';
import { negativeClosingsBeforeClaim, settlesAt } from '../policy.ts';
import { payDayOf, sendingMoment } from './period.ts';

/** What the ledger and the closing before say of a period. */
export type PeriodSums = {
  readonly fromEntry: number;
  readonly toEntry: number;
  /** Σ MERCHANT_PAYABLE of the entries between the two. */
  readonly lines: Yen;
  /** The whole balance of the closing before, when it was carried over. */
  readonly carriedIn: Yen;
  readonly negativeClosings: number;
};

export type PayoutNews = { readonly type: EventType & `payout.${string}`; readonly data: Readonly<Record<string, unknown>> };
export type Changed = { readonly payout: Payout; readonly news: readonly PayoutNews[] };
export type Decided = ({ readonly ok: true } & Changed) | { readonly ok: false; readonly refusal: Refusal };

export type Closing = { readonly id: string; readonly period: ClosingPeriod; readonly closesOn: LocalDate; readonly sums: PeriodSums };
export type ClosingTerms = { readonly merchant: Merchant; readonly calendar: Calendar; readonly now: Instant };

/**
 * 確定: a period's lines are frozen. Its sum less the transfer fee is sent if anything is left of it;
 * if not, nothing is charged and the whole balance goes to the next closing (SQ-15, AM-05, WX-05).
 */
export function closePeriod({ id, period, closesOn, sums }: Closing, { merchant, calendar, now }: ClosingTerms): Changed {
  const gross = yen(sums.carriedIn + sums.lines);
  const transfer = transferOf(merchant, gross);
  const payout: Payout = {
    merchantId: merchant.id,
    id,
    version: 1,
    sequence: 0,
    periodFrom: period.periodFrom,
    closesOn,
    paysOn: payDayOf(period.cycle, closesOn, calendar),
    fromEntry: sums.fromEntry,
    toEntry: sums.toEntry,
    carriedIn: sums.carriedIn,
    transfers: 0,
    firstApprovedBy: null,
    closedAt: now,
    approvedAt: null,
    sentAt: null,
    completedAt: null,
    ...transfer,
    status: transfer.net > 0 ? 'closed' : 'carried',
    negativeClosings: gross < 0 ? sums.negativeClosings + 1 : 0,
    // Above the limit two operators approve it; below it the job does, at once.
    nextActionAt: transfer.net > 0 && transfer.net <= merchant.program.payoutApprovalLimit ? now : null,
  };
  if (transfer.net > 0) return told(payout, [{ type: 'payout.closed', data: closedData(payout) }]);
  const carried: Payout = { ...payout, transferFee: noYen, transferFeeTax: noYen, net: gross };
  const claim = carried.negativeClosings >= negativeClosingsBeforeClaim;
  return told(carried, [
    { type: 'payout.closed', data: closedData(carried) },
    { type: 'payout.carried', data: { balance: gross, negativeClosings: carried.negativeClosings, claim } },
  ]);
}

type Transfer = Pick<Payout, 'transferFee' | 'transferFeeTax' | 'net'>;

/** SF-38: the merchant bears the transfer. Its price goes by the amount before it is taken off (SF-40). */
function transferOf(merchant: Merchant, gross: Yen): Transfer {
  const transferFee = transferFeeOf(merchant, gross);
  const transferFeeTax = taxOnFee(transferFee);
  return { transferFee, transferFeeTax, net: yen(gross - transferFee - transferFeeTax) };
}

function closedData(payout: Payout): PayoutNews['data'] {
  const { periodFrom, closesOn, paysOn, carriedIn, transferFee, transferFeeTax, net } = payout;
  return { periodFrom, closesOn, paysOn, carriedIn, transferFee, transferFeeTax, net };
}

function told(payout: Payout, news: readonly PayoutNews[]): Changed {
  return { payout: { ...payout, sequence: payout.sequence + news.length }, news };
}

/** What an operator may do with a payout as it stands (4.5); the rest is done by due dates and the bank. */
export function legalCommands({ status }: Pick<Payout, 'status'>): string[] {
  return status === 'closed' || status === 'returned' ? ['approve'] : [];
}

function changed(before: Payout, patch: Partial<Payout>, news: readonly PayoutNews[]): Changed {
  return told({ ...before, ...patch, version: before.version + 1 }, news);
}

export type Approval = { readonly now: Instant; readonly calendar: Calendar; readonly by: 'job' | 'operator' };

/** From here on it waits for its pay day. One approved too late for that leaves on the next business day. */
export function approvePayout(payout: Payout, { now, calendar, by }: Approval): Changed {
  const nextActionAt = sendingMoment(payout.paysOn, now, calendar);
  const paysOn = dayInJapan(nextActionAt);
  const patch = { status: 'approved', approvedAt: now, nextActionAt, paysOn } as const;
  return changed(payout, patch, [{ type: 'payout.approved', data: { net: payout.net, paysOn, by } }]);
}

export type OperatorApproval = Omit<Approval, 'by'> & { readonly keyId: string; readonly limit: Yen };

/** 4.5: above the limit two operators must agree. After a bank return one is enough: the amount was approved before. */
export function approveByOperator(payout: Payout, { keyId, limit, now, calendar }: OperatorApproval): Decided {
  if (payout.status === 'approved') return { ok: true, payout, news: [] };
  if (legalCommands(payout).length === 0) {
    return { ok: false, refusal: { code: 'illegal_transition', values: { status: payout.status }, legalCommands: [] } };
  }
  if (payout.status === 'closed' && payout.net > limit) {
    if (payout.firstApprovedBy === null) return { ok: true, ...changed(payout, { firstApprovedBy: keyId }, []) };
    if (payout.firstApprovedBy === keyId) return { ok: false, refusal: { code: 'four_eyes_required' } };
  }
  return { ok: true, ...approvePayout(payout, { now, calendar, by: 'operator' }) };
}

/** The transfer leaves. In the sandbox the bank says the same afternoon that it has arrived; a live bank says so itself. */
export function sendPayout(payout: Payout, { now, simulated }: { readonly now: Instant; readonly simulated: boolean }): Changed {
  const transfers = payout.transfers + 1;
  const nextActionAt = simulated ? atInJapan(dayInJapan(now), settlesAt) : null;
  return changed(payout, { status: 'sent', sentAt: now, transfers, nextActionAt }, [
    { type: 'payout.sent', data: { net: payout.net, sentOn: dayInJapan(now), transfer: transfers } },
  ]);
}

/** What a transfer posts. Each transfer of a payout that came back and was sent again has books of its own. */
export function transferJournals({ merchantId, id, net, transferFee, transferFeeTax, transfers }: Payout): Journal[] {
  const sourceId = transfers === 1 ? id : `${id}:${transfers}`;
  return [
    {
      merchantId,
      sourceId,
      kind: 'transfer_fee',
      postings: [
        { debit: 'MERCHANT_PAYABLE', credit: 'TRANSFER_FEE_RECOVERY', amount: transferFee },
        { debit: 'MERCHANT_PAYABLE', credit: 'TAX_PAYABLE', amount: transferFeeTax },
      ],
    },
    { merchantId, sourceId, kind: 'payout', postings: [{ debit: 'MERCHANT_PAYABLE', credit: 'CASH_OUT', amount: net }] },
  ];
}

export function completePayout(payout: Payout, now: Instant): Changed {
  return changed(payout, { status: 'completed', completedAt: now, nextActionAt: null }, [
    { type: 'payout.completed', data: { net: payout.net, completedOn: dayInJapan(now) } },
  ]);
}

/** 組戻し: the bank could not deliver. The transfer is taken back, its fee with it, and charged anew when it is sent again. */
export function returnPayout(payout: Payout): Decided {
  if (payout.status !== 'sent') {
    return { ok: false, refusal: { code: 'illegal_transition', values: { status: payout.status }, legalCommands: legalCommands(payout) } };
  }
  return {
    ok: true,
    ...changed(payout, { status: 'returned', nextActionAt: null }, [
      { type: 'payout.returned', data: { net: payout.net, gross: grossOf(payout) } },
    ]),
  };
}
