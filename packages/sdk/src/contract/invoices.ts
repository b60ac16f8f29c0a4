import * as z from 'zod/mini';
import { byId, InvoiceId, OrderId } from './ids.ts';
import { Invoice, invoiceStatuses, PrintData } from './invoice-fields.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { LocalDate, named, oneOf, text } from './primitives.ts';

export const InvoicePage = named('InvoicePage', pageOf(Invoice));

export const ReissueInvoice = named(
  'ReissueInvoice',
  z.strictObject({
    /** Posted or e-mailed; as before unless told. */
    delivery: z.optional(oneOf(['separate', 'email'])),
    reason: z.optional(text(200)),
  }),
);

export const ExtendInvoice = named('ExtendInvoice', z.strictObject({ /** Days later than now due, 1 to 14. */ days: z.int() }));

export const listInvoices = operation({
  id: 'invoices.list',
  method: 'GET',
  path: '/v1/invoices',
  summary: { ja: '請求書の一覧(新しい順)', en: 'List invoices, newest first' },
  access: ['sk'],
  scope: 'invoices:read',
  query: z.strictObject({
    ...pageQuery,
    orderId: z.optional(OrderId),
    status: z.optional(oneOf(invoiceStatuses)),
    overdue: z.optional(z.boolean()),
    /** First day of issue. */
    from: z.optional(LocalDate),
    /** Last day of issue. */
    to: z.optional(LocalDate),
  }),
  replies: { 200: { schema: InvoicePage, description: { ja: '請求書', en: 'Invoices' } } },
});

export const getInvoice = operation({
  id: 'invoices.get',
  method: 'GET',
  path: '/v1/invoices/:id',
  summary: { ja: '請求書を読む', en: 'Read an invoice' },
  access: ['sk'],
  scope: 'invoices:read',
  params: byId(InvoiceId),
  replies: { 200: { schema: Invoice, description: { ja: '請求書', en: 'The invoice' } } },
  codes: ['not_found'],
});

export const reissueInvoice = operation({
  id: 'invoices.reissue',
  method: 'POST',
  path: '/v1/invoices/:id/reissue',
  summary: { ja: '請求書を再発行する(支払期限は変わらない)', en: 'Reissue an invoice; the due date stays' },
  access: ['sk'],
  scope: 'invoices:write',
  idempotency: 'required',
  params: byId(InvoiceId),
  body: ReissueInvoice,
  replies: { 200: { schema: Invoice, description: { ja: '再発行した請求書', en: 'The invoice, reissued' } } },
  codes: ['not_found', 'illegal_transition'],
});

export const extendInvoice = operation({
  id: 'invoices.extend',
  method: 'POST',
  path: '/v1/invoices/:id/extend',
  summary: { ja: '支払期限を延ばす(1回、14日まで)', en: 'Extend the due date once, by up to 14 days' },
  access: ['sk'],
  scope: 'invoices:write',
  idempotency: 'required',
  params: byId(InvoiceId),
  body: ExtendInvoice,
  replies: { 200: { schema: Invoice, description: { ja: '期限を延ばした請求書', en: 'The invoice, extended' } } },
  codes: ['not_found', 'illegal_transition', 'due_range'],
});

export const getPrintData = operation({
  id: 'invoices.printData',
  method: 'GET',
  path: '/v1/invoices/:id/print-data',
  summary: { ja: '同梱請求書の印字データ', en: 'What to print on a bundled invoice' },
  access: ['sk'],
  scope: 'invoices:read',
  params: byId(InvoiceId),
  replies: { 200: { schema: PrintData, description: { ja: '印字データ', en: 'Print data' } } },
  codes: ['not_found', 'illegal_transition'],
});

export type ReissueInvoice = z.infer<typeof ReissueInvoice>;
export type ExtendInvoice = z.infer<typeof ExtendInvoice>;
