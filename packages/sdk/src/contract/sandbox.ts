import * as z from 'zod/mini';
import { InvoiceId, ShipmentId } from './ids.ts';
import { operation } from './operation.ts';
import { Instant, LocalDate, named, oneOf, PositiveYen, text } from './primitives.ts';
import { Receipt } from './receipts.ts';
import { Shipment } from './shipments.ts';

/** The business clock of the sandbox. Signatures, rate limits and key retention stay on the wall clock. */
export const BusinessClock = named('BusinessClock', z.object({ now: Instant, today: LocalDate }));

export const SetClock = named('SetClock', z.strictObject({ to: Instant }));

const exactlyOne = (goal: Record<string, unknown>) => Object.values(goal).filter((value) => value !== undefined).length === 1;

/** Where to go: a moment, a number of days on, or the next time a task is due. Exactly one of them. */
export const AdvanceClock = named(
  'AdvanceClock',
  z
    .strictObject({
      to: z.optional(Instant),
      days: z.optional(z.int().check(z.minimum(1), z.maximum(400))),
      toNext: z.optional(text(60)),
    })
    .check(z.refine(exactlyOne, { error: 'required' })),
);

/** What ran on the way, day by day, in the order it was due. */
export const ClockAdvance = named(
  'ClockAdvance',
  z.object({
    from: Instant,
    to: Instant,
    days: z.array(z.object({ day: LocalDate, ran: z.array(z.object({ task: z.string(), count: z.int() })) })),
  }),
);

export const deliveryOutcomes = ['in_transit', 'delivered', 'exception', 'returned'] as const;

export const ReportDelivery = named('ReportDelivery', z.strictObject({ shipmentId: ShipmentId, outcome: oneOf(deliveryOutcomes) }));

/** 速報 tells at once, 確報 makes it certain, cancel takes a 速報 back. */
export const konbiniStages = ['sokuho', 'kakuho', 'cancel'] as const;

export const PayAtKonbini = named(
  'PayAtKonbini',
  z.strictObject({
    invoiceId: InvoiceId,
    /** What is still owed unless told. */
    amount: z.optional(PositiveYen),
    stage: oneOf(konbiniStages),
    /** At which counter the slip is paid; at a convenience store unless told. Post offices report in the same file. */
    channel: z.optional(oneOf(['konbini', 'post'])),
  }),
);

export const DepositAtBank = named(
  'DepositAtBank',
  z.strictObject({
    amount: PositiveYen,
    /** 振込依頼人名, in half-width kana as banks send it, with the invoice's reference in front or not. */
    payerName: text(100),
    /** The bank's value date. */
    on: LocalDate,
  }),
);

const sandbox = { access: ['sk', 'op'], scope: 'sandbox:write', testModeOnly: true } as const;
const receiptReply = { schema: Receipt, description: { ja: '入金', en: 'The receipt' } };

export const getClock = operation({
  id: 'sandbox.clock',
  method: 'GET',
  path: '/v1/sandbox/clock',
  summary: { ja: 'サンドボックスの業務時計', en: "The sandbox's business clock" },
  ...sandbox,
  replies: { 200: { schema: BusinessClock, description: { ja: '時計', en: 'The clock' } } },
});

export const setClock = operation({
  id: 'sandbox.setClock',
  method: 'PUT',
  path: '/v1/sandbox/clock',
  summary: { ja: '注文がない間に時計を合わせる', en: 'Set the clock while there are no orders' },
  ...sandbox,
  body: SetClock,
  replies: { 200: { schema: BusinessClock, description: { ja: '時計', en: 'The clock' } } },
  codes: ['clock_only_forward', 'date_range'],
});

export const advanceClock = operation({
  id: 'sandbox.advance',
  method: 'POST',
  path: '/v1/sandbox/clock/advance',
  summary: { ja: '時計を進め、期日の来た処理をすべて順に行う', en: 'Move the clock and run everything due on the way' },
  ...sandbox,
  idempotency: 'optional',
  body: AdvanceClock,
  replies: { 200: { schema: ClockAdvance, description: { ja: '日ごとに行った処理', en: 'What ran, day by day' } } },
  codes: ['clock_only_forward', 'date_range', 'not_found'],
});

export const reportDelivery = operation({
  id: 'sandbox.deliver',
  method: 'POST',
  path: '/v1/sandbox/deliveries',
  summary: { ja: '配送会社の着荷情報を模擬する', en: "Simulate the carrier's report" },
  ...sandbox,
  idempotency: 'optional',
  body: ReportDelivery,
  replies: { 200: { schema: Shipment, description: { ja: '出荷', en: 'The shipment' } } },
  codes: ['not_found', 'illegal_transition'],
});

export const payAtKonbini = operation({
  id: 'sandbox.payAtKonbini',
  method: 'POST',
  path: '/v1/sandbox/konbini-payments',
  summary: { ja: 'コンビニ・郵便局での支払いの速報・確報を模擬する', en: 'Simulate a payment at a convenience store or a post office' },
  ...sandbox,
  idempotency: 'optional',
  body: PayAtKonbini,
  replies: { 201: receiptReply },
  codes: ['not_found', 'illegal_transition'],
});

export const depositAtBank = operation({
  id: 'sandbox.depositAtBank',
  method: 'POST',
  path: '/v1/sandbox/bank-deposits',
  summary: { ja: '銀行振込の入金を模擬する', en: 'Simulate a bank transfer' },
  ...sandbox,
  idempotency: 'optional',
  body: DepositAtBank,
  replies: { 201: receiptReply },
  codes: ['date_range'],
});

export type BusinessClock = z.infer<typeof BusinessClock>;
export type AdvanceClock = z.infer<typeof AdvanceClock>;
export type ClockAdvance = z.infer<typeof ClockAdvance>;
export type ReportDelivery = z.infer<typeof ReportDelivery>;
export type PayAtKonbini = z.infer<typeof PayAtKonbini>;
export type DepositAtBank = z.infer<typeof DepositAtBank>;
