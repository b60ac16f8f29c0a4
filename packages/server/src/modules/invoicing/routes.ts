import { extendInvoice, getInvoice, getPrintData, listInvoices as listOperation, reissueInvoice } from '@atobarai/sdk/contract';
import { Refused } from '../../core/result.ts';
import { type LocalDate, localDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import type { Invoice, InvoiceStatus } from './model.ts';
import { extend, reissue } from './service/claim.ts';
import { findInvoice, listInvoices } from './store.ts';
import { invoiceView, printDataOf } from './service/view.ts';

export function invoiceRoutes(api: Api): void {
  api.read(listOperation, (unit, { caller, query }) =>
    pageOf(query, {
      load: ({ limit, after }) =>
        listInvoices(unit, {
          merchantId: caller.merchantId,
          orderId: query.orderId,
          status: query.status as InvoiceStatus | undefined,
          overdue: query.overdue,
          from: day(query.from),
          to: day(query.to),
          beforeId: after,
          limit: limit + 1,
        }),
      cursor: (invoice) => invoice.id,
      view: (invoices) => invoices.map(invoiceView),
    }),
  );

  api.read(getInvoice, async (unit, { caller, params }) => invoiceView(await existing(unit, caller.merchantId, params.id)));

  api.read(getPrintData, async (unit, { caller, params }) => printDataOf(unit, await existing(unit, caller.merchantId, params.id)));

  api.change(reissueInvoice, async (unit, { caller: { merchantId }, params, body }) =>
    invoiceView(await reissue(unit, { merchantId, invoiceId: params.id }, { delivery: body.delivery })),
  );

  api.change(extendInvoice, async (unit, { caller: { merchantId }, params, body }) =>
    invoiceView(await extend(unit, { merchantId, invoiceId: params.id }, body.days)),
  );
}

async function existing(unit: Unit, merchantId: string, id: string): Promise<Invoice> {
  const invoice = await findInvoice(unit, merchantId, id);
  if (!invoice) throw new Refused({ code: 'not_found' });
  return invoice;
}

function day(text: string | undefined): LocalDate | undefined {
  return text === undefined ? undefined : localDate(text);
}
