import { extendInvoice, getInvoice, getPrintData, listInvoices, reissueInvoice, type Operations } from './calls.gen.ts';
import type { Invoice, PrintData } from '../contract/invoice-fields.ts';
import type { ExtendInvoice, ReissueInvoice } from '../contract/invoices.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/** Which invoices to list; newest first. */
export type InvoiceQuery = QueryOf<Operations['listInvoices']>;

/**
 * Invoices to buyers; amounts are yen with tax.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * for await (const invoice of client.invoices.list({ overdue: true })) console.log(invoice.number, invoice.open, invoice.dueOn);
 * ```
 */
export type Invoices = {
  readonly list: (query?: InvoiceQuery, options?: CallOptions) => Paged<Invoice>;
  /** @throws {@link RequestError} `not_found` */
  readonly get: (id: string, options?: CallOptions) => Promise<Invoice>;
  /** Sends the invoice anew; the due date stays, the fee is due again. */
  readonly reissue: (id: string, wish?: ReissueInvoice, options?: CallOptions) => Promise<Invoice>;
  /**
   * Puts the due date off by days, once.
   *
   * @throws {@link RequestError} `due_range`
   */
  readonly extend: (id: string, extension: ExtendInvoice, options?: CallOptions) => Promise<Invoice>;
  /** What to print on a bundled invoice. */
  readonly printData: (id: string, options?: CallOptions) => Promise<PrintData>;
};

export function invoicesOf({ call }: Connection): Invoices {
  return {
    list: (query = {}, options) => paged((after) => call(listInvoices, { query: { ...query, after } }, options), query.after),
    get: (id, options) => call(getInvoice, { params: { id } }, options),
    reissue: (id, body = {}, options) => call(reissueInvoice, { params: { id }, body }, options),
    extend: (id, body, options) => call(extendInvoice, { params: { id }, body }, options),
    printData: (id, options) => call(getPrintData, { params: { id } }, options),
  };
}
