import * as z from 'zod/mini';
import { fileEncodings } from './exports.ts';
import { byId, PayoutId } from './ids.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, LocalDate, named, oneOf, Yen } from './primitives.ts';

export const payoutStatuses = ['open', 'closed', 'approved', 'carried', 'sent', 'completed', 'returned'] as const;

/** What a line of a statement is (domain.md 4.5). */
export const payoutLineKinds = [
  'advance',
  'recovery',
  'settlement_fee',
  'invoice_fee',
  'ancillary_fee',
  'monthly_fee',
  'proration',
  'bundled_fees',
  'transfer_fee',
  'return_adjustment',
  'reallocation_clawback',
  'carry_forward',
  'consumption_tax',
] as const;

const payout = {
  id: PayoutId,
  status: oneOf(payoutStatuses),
  /** First day of the period. */
  periodFrom: LocalDate,
  /** Last day of the period: 締め日. */
  closesOn: LocalDate,
  /** When the money is sent: 立替日. */
  paysOn: LocalDate,
  /** Yen left over from the closing before. */
  carriedIn: Yen,
  transferFee: Yen,
  transferFeeTax: Yen,
  /** Yen that reach the shop; what is not above zero is carried to the next closing (SQ-15). */
  net: Yen,
  closedAt: Instant,
  approvedAt: z.nullable(Instant),
  sentAt: z.nullable(Instant),
  completedAt: z.nullable(Instant),
  sequence: z.int(),
  version: z.int(),
};

export const Payout = named('Payout', z.object(payout));

export const PayoutLine = named(
  'PayoutLine',
  z.object({
    kind: oneOf(payoutLineKinds),
    /** Yen for the shop; below zero is taken from it. */
    amount: Yen,
    bookedOn: LocalDate,
    /** What caused it: a shipment, an invoice, a month. */
    sourceId: z.string(),
    orderId: z.optional(z.nullable(z.string())),
    shopOrderId: z.optional(z.nullable(z.string())),
  }),
);

export const Statement = named(
  'Statement',
  z.object({
    ...payout,
    /** One row per kind; the amounts add up to `net`. */
    totals: z.array(z.object({ kind: oneOf(payoutLineKinds), count: z.int(), amount: Yen })),
    lines: pageOf(PayoutLine),
  }),
);

export const PayoutPage = named('PayoutPage', pageOf(Payout));

export const listPayouts = operation({
  id: 'payouts.list',
  method: 'GET',
  path: '/v1/payouts',
  summary: { ja: '立替払いの一覧(新しい順)', en: 'List payouts, newest first' },
  access: ['sk'],
  scope: 'payouts:read',
  query: z.strictObject({
    ...pageQuery,
    status: z.optional(oneOf(payoutStatuses)),
    /** First pay date. */
    from: z.optional(LocalDate),
    /** Last pay date. */
    to: z.optional(LocalDate),
  }),
  replies: { 200: { schema: PayoutPage, description: { ja: '立替払い', en: 'Payouts' } } },
});

export const getPayout = operation({
  id: 'payouts.get',
  method: 'GET',
  path: '/v1/payouts/:id',
  summary: { ja: '立替払いと明細を読む', en: 'Read a payout with its lines' },
  access: ['sk'],
  scope: 'payouts:read',
  params: byId(PayoutId),
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: Statement, description: { ja: '明細', en: 'The statement' } } },
  codes: ['not_found'],
});

export const getStatementCsv = operation({
  id: 'payouts.statementCsv',
  method: 'GET',
  path: '/v1/payouts/:id/statement.csv',
  summary: { ja: '明細をCSVで出力する', en: 'The statement as CSV' },
  access: ['sk'],
  scope: 'payouts:read',
  params: byId(PayoutId),
  query: z.strictObject({ encoding: z.optional(oneOf(fileEncodings)) }),
  replies: { 200: { media: 'text/csv', description: { ja: '明細のCSV', en: 'The statement as CSV' } } },
  codes: ['not_found'],
});

export type Payout = z.infer<typeof Payout>;
export type PayoutLine = z.infer<typeof PayoutLine>;
export type PayoutLineKind = (typeof payoutLineKinds)[number];
export type PayoutStatus = (typeof payoutStatuses)[number];
export type Statement = z.infer<typeof Statement>;
