import type { Refusal } from '../../../core/result.ts';
import type { Instant } from '../../../core/time.ts';
import type { Invoice, InvoiceNews, InvoiceStatus } from '../model.ts';

/** What a command makes of an invoice and what is told of it, or why it cannot be done. */
export type Decided =
  | { readonly ok: true; readonly invoice: Invoice; readonly news: readonly InvoiceNews[] }
  | { readonly ok: false; readonly refusal: Refusal };

export type InvoiceCommand =
  | 'issue'
  | 'drop'
  | 'reissue'
  | 'extend'
  | 'allocate'
  | 'credit'
  | 'cancel'
  | 'pass_due'
  | 'hand_over'
  | 'write_off'
  | 'recover';

const whileOwed = ['reissue', 'extend', 'allocate', 'credit', 'cancel'] as const;

const legal: Readonly<Record<InvoiceStatus, readonly InvoiceCommand[]>> = {
  scheduled: ['issue', 'credit', 'drop'],
  issued: whileOwed,
  partially_paid: whileOwed,
  paid: ['credit', 'cancel'],
  in_collection: ['allocate', 'credit', 'cancel', 'write_off'],
  written_off: ['recover', 'cancel'],
  paid_after_write_off: [],
  dropped: [],
  cancelled: [],
};

/** What may be done with an invoice as it stands (domain.md 4.3); terminal states take nothing. */
export function legalCommands(invoice: Pick<Invoice, 'status' | 'overdue'>): InvoiceCommand[] {
  const owed = invoice.status === 'issued' || invoice.status === 'partially_paid';
  if (!owed) return [...legal[invoice.status]];
  return [...legal[invoice.status], ...(invoice.overdue ? (['hand_over', 'write_off'] as const) : (['pass_due'] as const))];
}

export function ifLegal(invoice: Invoice, command: InvoiceCommand, decide: () => Decided): Decided {
  const commands = legalCommands(invoice);
  if (commands.includes(command)) return decide();
  return { ok: false, refusal: { code: 'illegal_transition', values: { status: invoice.status }, legalCommands: commands } };
}

export function changed(invoice: Invoice, patch: Partial<Invoice>, news: readonly InvoiceNews[]): Decided {
  return { ok: true, invoice: { ...invoice, ...patch }, news };
}

export function told(invoice: Invoice, type: InvoiceNews['type'], data: InvoiceNews['data']): InvoiceNews {
  return { type, data: { invoiceId: invoice.id, shipmentId: invoice.shipmentId, ...data } };
}

/** No more is to come of it: nobody waits for this invoice. */
export function settled(at: Instant): Pick<Invoice, 'settledAt' | 'overdueAt' | 'overdue'> {
  return { settledAt: at, overdueAt: null, overdue: false };
}
