import * as z from 'zod/mini';
import { InvoiceId, PayoutId, ShipmentId } from './ids.ts';
import { importKinds, importModes } from './imports.ts';
import { LocalDate, named, oneOf, Yen } from './primitives.ts';

const advance = { shipmentId: ShipmentId, invoiceId: InvoiceId };

/** What is told of the shop's own money. */
export const advanceEventData = {
  'advance.eligible': named(
    'AdvanceEligibleData',
    z.object({
      ...advance,
      /** Yen that will be advanced with the next closing, before the fee. */
      amount: Yen,
      /** The settlement fee in yen without tax, and the tax on it. */
      fee: Yen,
      feeTax: Yen,
      eligibleOn: LocalDate,
    }),
  ),
  'advance.adjusted': named(
    'AdvanceAdjustedData',
    z.object({
      ...advance,
      /** Yen taken back from the shop. */
      amount: Yen,
      /** Yen of the settlement fee, and of its tax, given back to the shop. */
      feeBack: Yen,
      feeTaxBack: Yen,
      /** Yen that the provider gives back to the buyer. */
      refund: Yen,
      /** Counts the adjustments of one advance, from 1. */
      turn: z.int(),
    }),
  ),
  'refund.due': named('RefundDueData', z.object({ refundId: z.string(), invoiceId: InvoiceId, amount: Yen })),
} as const;

const payout = { payoutId: PayoutId };

/** What each event of a payout tells. `net` is what reaches the shop, in yen. */
export const payoutEventData = {
  'payout.closed': named(
    'PayoutClosedData',
    z.object({
      ...payout,
      periodFrom: LocalDate,
      closesOn: LocalDate,
      paysOn: LocalDate,
      carriedIn: Yen,
      transferFee: Yen,
      transferFeeTax: Yen,
      net: Yen,
    }),
  ),
  'payout.approved': named('PayoutApprovedData', z.object({ ...payout, net: Yen, paysOn: LocalDate, by: oneOf(['job', 'operator']) })),
  'payout.carried': named(
    'PayoutCarriedData',
    z.object({
      ...payout,
      /** Yen that go to the next closing; below zero the shop owes them. */
      balance: Yen,
      /** How many closings in a row were below zero. */
      negativeClosings: z.int(),
      /** True when so many were that the provider claims the amount. */
      claim: z.boolean(),
    }),
  ),
  'payout.sent': named(
    'PayoutSentData',
    z.object({
      ...payout,
      net: Yen,
      sentOn: LocalDate,
      /** 1 for the first transfer; one that came back is sent again as the next. */
      transfer: z.int(),
    }),
  ),
  'payout.completed': named('PayoutCompletedData', z.object({ ...payout, net: Yen, completedOn: LocalDate })),
  'payout.returned': named(
    'PayoutReturnedData',
    z.object({
      ...payout,
      net: Yen,
      /** Yen before the transfer fee. */
      gross: Yen,
    }),
  ),
} as const;

const counts = { groupsTotal: z.int(), accepted: z.int(), refused: z.int() };
const ended = <const Status extends string>(status: Status) =>
  z.object({ kind: oneOf(importKinds), mode: oneOf(importModes), dryRun: z.boolean(), status: z.literal(status), ...counts });

/** How an import ended. */
export const importEventData = {
  'import.completed': named('ImportCompletedData', ended('completed')),
  'import.failed': named('ImportFailedData', ended('failed')),
} as const;
