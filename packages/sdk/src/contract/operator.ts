import * as z from 'zod/mini';
import { byId, InvoiceId, OperatorActionId, OrderId, PayoutId, ReceiptId, ShipmentId } from './ids.ts';
import { operation } from './operation.ts';
import { CancelOrder, ReturnItems } from './order-fields.ts';
import { OrderSummary } from './order-state.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Payout, payoutStatuses } from './payouts.ts';
import { Instant, LocalDate, named, oneOf, PositiveYen, text } from './primitives.ts';
import { Receipt, receiptStatuses } from './receipts.ts';
import { Shipment } from './shipments.ts';

// What the provider's operators do by machine key. They see every shop, so each row names its shop.

const ofMerchant = { merchantId: z.string() };

export const Review = named('Review', z.extend(OrderSummary, ofMerchant));
export const OperatorPayout = named(
  'OperatorPayout',
  z.extend(Payout, {
    ...ofMerchant,
    /** True when one operator has approved it and a second one must. */ awaitsSecondApproval: z.boolean(),
  }),
);
export const ReviewPage = named('ReviewPage', pageOf(Review));
export const ReceiptPage = named('ReceiptPage', pageOf(Receipt));
export const OperatorPayoutPage = named('OperatorPayoutPage', pageOf(OperatorPayout));

/** An operator's reason is kept for the audit, with the key and the time: `GET /v1/operator/actions`. */
const reason = text(500);

export const DecideReview = named(
  'DecideReview',
  z.strictObject({
    result: oneOf(['approved', 'rejected', 'on_hold']),
    reason,
    /** With `on_hold`: which field the shop is to mend, `buyer.phone` for one; `buyer.address` unless told. */
    field: z.optional(text(60)),
  }),
);

export const AllocateDeposit = named(
  'AllocateDeposit',
  z.strictObject({
    invoiceId: InvoiceId,
    /** As much as fits unless told. */
    amount: z.optional(PositiveYen),
    reason,
  }),
);

export const ForceDelivered = named('ForceDelivered', z.strictObject({ deliveredOn: LocalDate, /** What proves it. */ evidence: reason }));

export const OperatorAction = named(
  'OperatorAction',
  z.object({
    id: OperatorActionId,
    ...ofMerchant,
    at: Instant,
    /** Which call it was: `operator.decideReview`. */
    operation: z.string(),
    /** What it was about: an order, shipment, deposit, payout, or work that was set aside. */
    resourceId: z.string(),
    /** The operator's key. */
    keyId: z.string(),
    /** The reason or the evidence that was given, where the call takes one. */
    reason: z.nullable(z.string()),
  }),
);
export const OperatorActionPage = named('OperatorActionPage', pageOf(OperatorAction));

const read = { access: ['op'], scope: 'operator:read' } as const;
const write = { access: ['op'], scope: 'operator:write', idempotency: 'required' } as const;

export const listReviews = operation({
  id: 'operator.reviews',
  method: 'GET',
  path: '/v1/operator/reviews',
  summary: { ja: '審査待ちの注文', en: 'Orders that wait for a person' },
  ...read,
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: ReviewPage, description: { ja: '注文', en: 'Orders' } } },
});

export const decideReview = operation({
  id: 'operator.decideReview',
  method: 'POST',
  path: '/v1/operator/reviews/:id/decide',
  summary: { ja: '審査待ちの注文を判断する', en: 'Decide an order that waits' },
  ...write,
  params: byId(OrderId),
  body: DecideReview,
  replies: { 200: { schema: Review, description: { ja: '判断した注文', en: 'The order, decided' } } },
  codes: ['not_found', 'illegal_transition'],
});

export const cancelPaidOrder = operation({
  id: 'operator.cancelOrder',
  method: 'POST',
  path: '/v1/operator/orders/:id/cancel',
  summary: { ja: '支払い済みの注文の取消しを認める(返金が必要)', en: 'Cancel an order the buyer has paid; a refund becomes due' },
  ...write,
  params: byId(OrderId),
  body: CancelOrder,
  replies: { 200: { schema: Review, description: { ja: '取り消した注文', en: 'The order, cancelled' } } },
  codes: ['not_found', 'illegal_transition', 'version_conflict', 'required'],
});

export const returnPaidItems = operation({
  id: 'operator.returnItems',
  method: 'POST',
  path: '/v1/operator/orders/:id/returns',
  summary: { ja: '支払い済みの注文の返品を認める(返金が必要)', en: 'Take a return on an order the buyer has paid; a refund becomes due' },
  ...write,
  params: byId(OrderId),
  body: ReturnItems,
  replies: { 200: { schema: Review, description: { ja: '返品後の注文', en: 'The order after the return' } } },
  codes: ['not_found', 'illegal_transition', 'version_conflict', 'amount_mismatch', 'item_quantity', 'required'],
});

export const forceDelivered = operation({
  id: 'operator.forceDelivered',
  method: 'POST',
  path: '/v1/operator/shipments/:id/force-delivered',
  summary: { ja: '証拠により着荷済みとする', en: 'Take a shipment as delivered, on evidence' },
  ...write,
  params: byId(ShipmentId),
  body: ForceDelivered,
  replies: { 200: { schema: Shipment, description: { ja: '出荷', en: 'The shipment' } } },
  codes: ['not_found', 'illegal_transition', 'date_range'],
});

export const listDeposits = operation({
  id: 'operator.deposits',
  method: 'GET',
  path: '/v1/operator/deposits',
  summary: { ja: '入金の一覧', en: 'List deposits' },
  ...read,
  query: z.strictObject({ ...pageQuery, status: z.optional(oneOf(receiptStatuses)) }),
  replies: { 200: { schema: ReceiptPage, description: { ja: '入金', en: 'Deposits' } } },
});

export const allocateDeposit = operation({
  id: 'operator.allocateDeposit',
  method: 'POST',
  path: '/v1/operator/deposits/:id/allocate',
  summary: { ja: '入金を請求書に消し込む', en: 'Allocate a deposit to an invoice' },
  ...write,
  params: byId(ReceiptId),
  body: AllocateDeposit,
  replies: { 200: { schema: Receipt, description: { ja: '入金', en: 'The deposit' } } },
  codes: ['not_found', 'illegal_transition', 'amount_mismatch'],
});

export const listAllPayouts = operation({
  id: 'operator.payouts',
  method: 'GET',
  path: '/v1/operator/payouts',
  summary: { ja: '全加盟店の立替払い', en: 'Payouts of all shops' },
  ...read,
  query: z.strictObject({ ...pageQuery, status: z.optional(oneOf(payoutStatuses)) }),
  replies: { 200: { schema: OperatorPayoutPage, description: { ja: '立替払い', en: 'Payouts' } } },
});

export const approvePayout = operation({
  id: 'operator.approvePayout',
  method: 'POST',
  path: '/v1/operator/payouts/:id/approve',
  summary: { ja: '立替払いを承認する', en: 'Approve a payout' },
  ...write,
  params: byId(PayoutId),
  replies: { 200: { schema: OperatorPayout, description: { ja: '立替払い', en: 'The payout' } } },
  codes: ['not_found', 'illegal_transition', 'four_eyes_required'],
});

export const listOperatorActions = operation({
  id: 'operator.actions',
  method: 'GET',
  path: '/v1/operator/actions',
  summary: { ja: '運営者が行った操作とその理由(新しい順)', en: 'What operators did and why, the latest first' },
  ...read,
  query: z.strictObject({ ...pageQuery, resourceId: z.optional(text(60)) }),
  replies: { 200: { schema: OperatorActionPage, description: { ja: '操作', en: 'Actions' } } },
});

export type Review = z.infer<typeof Review>;
export type OperatorAction = z.infer<typeof OperatorAction>;
export type OperatorPayout = z.infer<typeof OperatorPayout>;
export type DecideReview = z.infer<typeof DecideReview>;
export type AllocateDeposit = z.infer<typeof AllocateDeposit>;
export type ForceDelivered = z.infer<typeof ForceDelivered>;
