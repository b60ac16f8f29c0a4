import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { BuyerInput, ConsentInput, DestinationInput, InvoiceWish, ItemInput } from './order-fields.ts';
import { decisionResults } from './order-state.ts';
import { registrationCodes } from './orders.ts';
import { Instant, listOf, named, oneOf, PositiveYen, text, Yen } from './primitives.ts';

// The calls of a shop's pages, with its publishable key and from its registered origins alone. Their
// answers never tell a stranger's credit: a buyer at the cap gets the same bytes as any other refusal.

/** The same words in both languages. */
export const Words = named('Words', z.object({ ja: z.string(), en: z.string() }));

/** Why a quote says no. Whatever would tell of a person's credit is just `unavailable`. */
export const quoteReasons = ['amount_over_limit', 'overseas_not_supported', 'unavailable'] as const;

/** When the buyer must have paid. */
export const PaymentDue = named(
  'PaymentDue',
  z.object({
    /** Days from the issue of the invoice. */
    days: z.int(),
    text: Words,
  }),
);

export const CheckoutConfig = named(
  'CheckoutConfig',
  z.object({
    /** The shop's name as its buyers know it. */
    displayName: z.string(),
    mode: oneOf(['test', 'live']),
    languages: z.array(oneOf(['ja', 'en'])),
    /** Yen with tax. `most` is what fits under the cap at 10 % tax, the buyer's fee taken off. */
    limits: z.object({
      least: Yen,
      most: Yen,
      /** The cap in yen without tax, over all shops. */
      capNet: Yen,
    }),
    /** Yen with tax that the buyer pays for the invoice; 0 where the shop bears it (AD-23). */
    buyerFee: Yen,
    due: PaymentDue,
    terms: z.object({
      version: z.string(),
      title: Words,
      /** What the buyer agrees to, in paragraphs parted by line breaks. */
      text: Words,
      /** The words beside the check box. */
      consent: Words,
    }),
    banner: z.object({ title: Words, text: Words }),
    /** From the order to the payment, in three steps. */
    steps: z.array(z.object({ title: Words, text: Words })),
    /** For the shop's page required by 特定商取引法 (SF-29), in lines. */
    legalNotice: Words,
  }),
);

export const QuoteRequest = named(
  'QuoteRequest',
  z.strictObject({
    /** Yen with tax. Either this or `items`. */
    amount: z.optional(PositiveYen),
    items: z.optional(listOf(ItemInput, 100).check(z.minLength(1))),
    /** Absent means JP. */
    shipToCountry: z.optional(text(60)),
    /** From `POST /v1/buyer-tokens`: the shop knows this buyer, so the answer may tell what remains. */
    buyerToken: z.optional(text(2_000)),
  }),
);

export const Quote = named(
  'Quote',
  z.object({
    available: z.boolean(),
    reason: z.nullable(oneOf(quoteReasons)),
    /** Yen with tax. */
    amount: Yen,
    buyerFee: Yen,
    /** What the invoice will come to: `amount` and `buyerFee`. */
    billedAmount: Yen,
    due: PaymentDue,
    termsVersion: z.string(),
    /** Yen without tax this buyer may still owe; null unless a valid `buyerToken` was sent. */
    remaining: z.nullable(Yen),
  }),
);

export const AuthorizationRequest = named(
  'AuthorizationRequest',
  z.strictObject({
    /** Yen with tax, exactly the sum of the items; the invoice fee is not in it. */
    amount: PositiveYen,
    items: listOf(ItemInput, 100).check(z.minLength(1)),
    buyer: BuyerInput,
    shipTo: z.optional(listOf(DestinationInput, 20)),
    consent: z.optional(ConsentInput),
    invoice: z.optional(InvoiceWish),
    /** The unused token of an earlier try of this checkout: its reservation is given back first. */
    replaces: z.optional(text(200)),
  }),
);

/** A postal code's own address, to be taken over by one tap. */
export const AddressSuggestion = named(
  'AddressSuggestion',
  z.object({
    postalCode: z.string(),
    address: z.object({ prefecture: z.string(), city: z.string(), line1: z.string(), line2: z.optional(z.string()) }),
  }),
);

/** A field to mend before the buyer can be approved. */
export const FieldToFix = named(
  'FieldToFix',
  z.object({
    /** `buyer.phone`, `buyer.address`, `shipTo[0].address` … */
    path: z.string(),
    code: z.string(),
    message: Words,
    /** What to do about it. */
    fix: z.nullable(Words),
    suggestions: z.array(AddressSuggestion),
  }),
);

export const Authorization = named(
  'Authorization',
  z.object({
    decision: oneOf(decisionResults),
    /** For `POST /v1/orders`, once. Null when the buyer is rejected or has fields to mend. */
    authorizationToken: z.nullable(z.string()),
    /** Until when the token holds and the buyer's frame is kept for it: 15 minutes. */
    expiresAt: z.nullable(Instant),
    /** Yen with tax. */
    amount: Yen,
    buyerFee: Yen,
    billedAmount: Yen,
    due: PaymentDue,
    /** With `on_hold`: what to mend, and nothing else. */
    fields: z.array(FieldToFix),
  }),
);

export const CreateBuyerToken = named('CreateBuyerToken', z.strictObject({ buyer: BuyerInput }));

export const BuyerToken = named('BuyerToken', z.object({ buyerToken: z.string(), expiresAt: Instant }));

const pageCodes = ['origin_not_allowed'] as const;

/** What an authorization can be refused for: an order's own fields, but none of its number and days. */
const authorizationCodes = registrationCodes.filter(
  (code) => code !== 'duplicate_order' && code !== 'date_range' && code !== 'currency' && code !== 'tax_mismatch',
);

export const getCheckoutConfig = operation({
  id: 'checkout.config',
  method: 'GET',
  path: '/v1/checkout/config',
  summary: { ja: '支払方法の表示に必要な内容を読む', en: 'Read what the payment choice shows' },
  access: ['pk'],
  scope: 'checkout:use',
  replies: { 200: { schema: CheckoutConfig, description: { ja: '表示内容', en: 'What to show' } } },
  codes: pageCodes,
});

export const quoteCheckout = operation({
  id: 'checkout.quote',
  method: 'POST',
  path: '/v1/checkout/quotes',
  summary: { ja: 'この金額で後払いを選べるかを尋ねる', en: 'Ask whether deferred payment can be chosen for this amount' },
  access: ['pk'],
  scope: 'checkout:use',
  body: QuoteRequest,
  replies: { 200: { schema: Quote, description: { ja: '見積り', en: 'The quote' } } },
  codes: [...pageCodes, 'amount_mismatch'],
});

export const authorizeCheckout = operation({
  id: 'checkout.authorize',
  method: 'POST',
  path: '/v1/checkout/authorizations',
  summary: { ja: '購入者を審査し、15分間の利用枠を確保する', en: 'Screen the buyer now and keep the frame for 15 minutes' },
  access: ['pk'],
  scope: 'checkout:use',
  idempotency: 'required',
  body: AuthorizationRequest,
  replies: { 201: { schema: Authorization, description: { ja: '審査の結果', en: 'The decision' } } },
  codes: [...pageCodes, ...authorizationCodes],
});

export const createBuyerToken = operation({
  id: 'buyerTokens.create',
  method: 'POST',
  path: '/v1/buyer-tokens',
  summary: { ja: '会員の残りの利用枠を見積りに出すための引換券を作る', en: 'Make a token that lets quotes tell this buyer what remains' },
  access: ['sk'],
  scope: 'checkout:use',
  body: CreateBuyerToken,
  replies: { 201: { schema: BuyerToken, description: { ja: '1時間有効の引換券', en: 'The token, good for an hour' } } },
  codes: [
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
  ],
});

export type Words = z.infer<typeof Words>;
export type QuoteReason = (typeof quoteReasons)[number];
export type PaymentDue = z.infer<typeof PaymentDue>;
export type CheckoutConfig = z.infer<typeof CheckoutConfig>;
export type QuoteRequest = z.infer<typeof QuoteRequest>;
export type Quote = z.infer<typeof Quote>;
export type AuthorizationRequest = z.infer<typeof AuthorizationRequest>;
export type AddressSuggestion = z.infer<typeof AddressSuggestion>;
export type FieldToFix = z.infer<typeof FieldToFix>;
export type Authorization = z.infer<typeof Authorization>;
export type CreateBuyerToken = z.infer<typeof CreateBuyerToken>;
export type BuyerToken = z.infer<typeof BuyerToken>;
