import * as z from 'zod/mini';
import { byId, OrderId } from './ids.ts';
import { operation } from './operation.ts';
import { AmendOrder, CancelOrder, RegisterOrder, ReplaceOrder, ReturnItems } from './order-fields.ts';
import { Order, orderStatuses, OrderSummary } from './order-state.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { LocalDate, named, oneOf, text } from './primitives.ts';

/** What the fields of an order can be refused for. */
export const registrationCodes = [
  'duplicate_order',
  'currency',
  'date_range',
  'channel_not_approved',
  'amount_mismatch',
  'tax_mismatch',
  'item_name',
  'item_quantity',
  'item_unit_price',
  'item_kind',
  'item_discount_sign',
  'item_tax_rate',
  'prohibited_goods',
  'name_invalid',
  'kana_invalid',
  'company_required',
  'corporate_number_invalid',
  'postal_invalid',
  'address_prefecture',
  'address_number_missing',
  'address_too_long',
  'phone_invalid',
  'email_invalid',
  'overseas_not_supported',
  'pickup_point_not_allowed',
  'bundled_not_allowed',
  'due_range',
  'consent_required',
  'feature_not_enabled',
  'merchant_not_live',
] as const;

const commandCodes = ['not_found', 'illegal_transition', 'version_conflict'] as const;

const decided = { schema: OrderSummary, description: { ja: '判断済みの注文', en: 'The order, decided' } };
const awaited = {
  schema: OrderSummary,
  description: { ja: '担当者の判断待ちの注文(expectedBy まで)', en: 'The order; a person decides by expectedBy' },
};

export const registerOrder = operation({
  id: 'orders.register',
  method: 'POST',
  path: '/v1/orders',
  summary: { ja: '注文を登録して与信審査を受ける', en: 'Register an order and have it screened' },
  access: ['sk'],
  scope: 'orders:write',
  idempotency: 'required',
  body: RegisterOrder,
  replies: { 201: decided, 202: awaited },
  codes: [...registrationCodes, 'authorization_token_invalid', 'authorization_token_expired', 'authorization_token_mismatch'],
});

export const getOrder = operation({
  id: 'orders.get',
  method: 'GET',
  path: '/v1/orders/:id',
  summary: { ja: '注文を読む', en: 'Read an order' },
  access: ['sk'],
  scope: 'orders:read',
  params: byId(OrderId),
  replies: { 200: { schema: Order, description: { ja: '注文', en: 'The order' } } },
  codes: ['not_found'],
});

export const OrderPage = named('OrderPage', pageOf(OrderSummary));

export const listOrders = operation({
  id: 'orders.list',
  method: 'GET',
  path: '/v1/orders',
  summary: { ja: '注文の一覧(新しい順)', en: 'List orders, newest first' },
  access: ['sk'],
  scope: 'orders:read',
  query: z.strictObject({
    ...pageQuery,
    shopOrderId: z.optional(text(40)),
    status: z.optional(oneOf(orderStatuses)),
    /** First order date. */
    from: z.optional(LocalDate),
    /** Last order date. */
    to: z.optional(LocalDate),
  }),
  replies: { 200: { schema: OrderPage, description: { ja: '注文', en: 'Orders' } } },
});

export const amendOrder = operation({
  id: 'orders.amend',
  method: 'PATCH',
  path: '/v1/orders/:id',
  summary: { ja: '保留の項目を直す、または明細・金額を変える', en: 'Mend what a hold asks for, or change items and amount' },
  access: ['sk'],
  scope: 'orders:write',
  idempotency: 'required',
  params: byId(OrderId),
  body: AmendOrder,
  replies: { 200: decided, 202: awaited },
  codes: [...registrationCodes, ...commandCodes],
});

export const cancelOrder = operation({
  id: 'orders.cancel',
  method: 'POST',
  path: '/v1/orders/:id/cancel',
  summary: { ja: '注文を取り消す', en: 'Cancel an order' },
  access: ['sk'],
  scope: 'orders:write',
  idempotency: 'required',
  params: byId(OrderId),
  body: CancelOrder,
  replies: {
    200: { schema: OrderSummary, description: { ja: '取り消した注文', en: 'The order, cancelled' } },
    202: { schema: OrderSummary, description: { ja: '取消しの申請を受け付けた注文', en: 'The order; an operator must agree' } },
  },
  codes: commandCodes,
});

export const replaceOrder = operation({
  id: 'orders.replace',
  method: 'POST',
  path: '/v1/orders/:id/replace',
  summary: { ja: '取り消して新しい内容で登録し直す(承認された時だけ)', en: 'Cancel and register anew in one step, only if approved' },
  access: ['sk'],
  scope: 'orders:write',
  idempotency: 'required',
  params: byId(OrderId),
  body: ReplaceOrder,
  replies: { 201: { schema: OrderSummary, description: { ja: '新しい注文', en: 'The new order' } } },
  codes: [...registrationCodes, ...commandCodes, 'not_approved'],
});

export const returnItems = operation({
  id: 'orders.returnItems',
  method: 'POST',
  path: '/v1/orders/:id/returns',
  summary: { ja: '返品を登録する', en: 'Register a return' },
  access: ['sk'],
  scope: 'orders:write',
  idempotency: 'required',
  params: byId(OrderId),
  body: ReturnItems,
  replies: {
    200: { schema: OrderSummary, description: { ja: '返品後の注文', en: 'The order after the return' } },
    202: { schema: OrderSummary, description: { ja: '返品の申請を受け付けた注文', en: 'The order; an operator must agree' } },
  },
  codes: [...commandCodes, 'amount_mismatch', 'item_quantity'],
});
