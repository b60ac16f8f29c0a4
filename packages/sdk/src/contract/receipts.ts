import * as z from 'zod/mini';
import { ReceiptId } from './ids.ts';
import { Instant, LocalDate, named, oneOf, Yen } from './primitives.ts';

export const receiptStatuses = [
  'received',
  'reversed',
  'confirmed',
  'allocated',
  'partly_allocated',
  'unmatched',
  'overpaid',
  'refund_due',
  'refunded',
] as const;

/** 入金: money that came in from a buyer. Who paid is not told. */
export const Receipt = named(
  'Receipt',
  z.object({
    id: ReceiptId,
    channel: oneOf(['konbini', 'bank', 'post']),
    status: oneOf(receiptStatuses),
    amount: Yen,
    /** Yen of it that went to invoices. */
    allocated: Yen,
    receivedAt: Instant,
    /** The bank's value date. */
    landedOn: LocalDate,
    /** When it was certain: 確報, or the bank's notice. */
    confirmedOn: z.nullable(LocalDate),
    reference: z.nullable(z.string()),
  }),
);

export type Receipt = z.infer<typeof Receipt>;
export type ReceiptStatus = (typeof receiptStatuses)[number];
