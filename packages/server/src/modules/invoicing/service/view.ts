import type { Invoice as WireInvoice, PrintData, Shipment } from '@atobarai/sdk/contract';
import { Refused } from '../../../core/result.ts';
import { inJapan } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { settingsOn } from '../../merchants/index.ts';
import { counts } from '../decide/billing.ts';
import { legalCommands } from '../decide/command.ts';
import { linesLeft, taxLeft } from '../decide/credit.ts';
import { type Invoice, openAmount } from '../model.ts';
import { loadInvoicesOfOrders } from '../store.ts';

/** An invoice in the words of the API. */
export function invoiceView(invoice: Invoice): WireInvoice {
  const { issueAt, issuedAt } = invoice;
  return {
    id: invoice.id,
    orderId: invoice.orderId,
    shipmentId: invoice.shipmentId,
    status: invoice.status,
    overdue: invoice.overdue,
    delivery: invoice.delivery,
    documentVersion: invoice.documentVersion,
    number: invoice.number,
    reference: invoice.reference,
    issueAt: inJapan(issueAt),
    issuedAt: issuedAt && inJapan(issuedAt),
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    amount: invoice.amount,
    credited: invoice.credited,
    creditedTaxSummary: invoice.creditedTax.map((total) => ({ ...total })),
    paid: invoice.paid,
    open: openAmount(invoice),
    paidOn: invoice.paidOn,
    buyerFee: invoice.buyerFee,
    lines: invoice.lines.map((line) => ({ ...line })),
    taxSummary: invoice.tax.map((total) => ({ ...total })),
  };
}

/** What an order shows of its invoices: all of them, whatever became of them. */
export async function invoicesOfOrder(unit: Unit, merchantId: string, orderId: string): Promise<WireInvoice[]> {
  return (await loadInvoicesOfOrders(unit, [{ merchantId, orderId }])).map(invoiceView);
}

type ParcelName = { readonly merchant_id: string; readonly order_id: string; readonly id: string };

/** What a shipment shows of its invoice: which it is, and what to print when it travels in the parcel (SF-19). */
export async function invoicePartsOf(unit: Unit, shipment: ParcelName): Promise<Pick<Shipment, 'invoiceId' | 'printData'>> {
  const invoices = await loadInvoicesOfOrders(unit, [{ merchantId: shipment.merchant_id, orderId: shipment.order_id }]);
  const invoice = invoices.find((each) => each.shipmentId === shipment.id);
  if (!invoice) return { invoiceId: null };
  return isPrintable(invoice) ? { invoiceId: invoice.id, printData: await printDataOf(unit, invoice) } : { invoiceId: invoice.id };
}

function isPrintable(invoice: Invoice): boolean {
  return invoice.delivery === 'bundled' && invoice.number !== null && counts(invoice);
}

/** AD-08: what the shop prints and encloses. Refused for a document that somebody else sends, or that is void. */
export async function printDataOf(unit: Unit, invoice: Invoice): Promise<PrintData> {
  const { number, reference, issuedOn, dueOn } = invoice;
  if (!isPrintable(invoice) || number === null || reference === null || issuedOn === null || dueOn === null) {
    throw new Refused({ code: 'illegal_transition', values: { status: invoice.status }, legalCommands: legalCommands(invoice) });
  }
  const merchant = await settingsOn(unit, invoice.merchantId);
  return {
    invoiceId: invoice.id,
    number,
    reference,
    documentVersion: invoice.documentVersion,
    issuedOn,
    dueOn,
    amount: invoice.amount - invoice.credited,
    lines: linesLeft(invoice).map((line) => ({ ...line })),
    taxSummary: taxLeft(invoice).map((total) => ({ ...total })),
    issuer: { name: merchant.name },
  };
}
