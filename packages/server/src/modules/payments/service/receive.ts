import { platformTenant } from '../../../core/database.ts';
import { type Yen, yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import { atInJapan, dayInJapan } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { payerHash } from '../../buyers/index.ts';
import { addBusinessDays, calendarOf } from '../../calendar/index.ts';
import {
  awaitMoney,
  findByReference,
  type Invoice,
  isReference,
  lockInvoices,
  openAmount,
  openInvoicesOfPayer,
  recordAllocations,
} from '../../invoicing/index.ts';
import { journalsPosted, post } from '../../ledger/index.ts';
import { applyToOrders } from '../../orders/index.ts';
import {
  type AdvanceState,
  allocate,
  allocationJournal,
  decideKonbini,
  type KonbiniStep,
  overpaymentJournal,
  receiptJournal,
  referenceIn,
} from '../decide/receipts.ts';
import type { BankLine, Debt, KonbiniLine, ReceiptRow } from '../model.ts';
import { agent } from '../policy.ts';
import { insertAllocations, insertReceipt, insertRefund, isOnItsWay, lockReceipt, lockReceiptBySource, updateReceipt } from '../store.ts';

/** One line of a konbini collection file: 速報, 確報 or 速報取消. The same line twice changes nothing. */
export async function receiveKonbini(unit: Unit, line: KonbiniLine): Promise<ReceiptRow> {
  const sourceKey = `${line.channel} ${line.reference} ${line.shopCode} ${line.collectedAt}`;
  const known = await lockReceiptBySource(unit, sourceKey);
  const step = decideKonbini(known, line.stage);
  if (step.kind === 'impossible')
    throw new Refused({ code: 'illegal_transition', values: { status: known?.status ?? 'none' }, legalCommands: [] });
  if (step.kind === 'receive') return receiveAtTill(unit, line, { sourceKey, step });
  if (!known || step.kind === 'known') return known ?? unknownReceipt();
  if (step.kind === 'confirm') return confirm(unit, known);
  await updateReceipt(unit, { id: known.id, status: 'reversed' });
  await tellInvoice(unit, known, 'invoice.payment_reversed');
  return { ...known, status: 'reversed' };
}

function unknownReceipt(): never {
  throw new Error('a step on a receipt needs the receipt');
}

type AtTill = { readonly sourceKey: string; readonly step: Extract<KonbiniStep, { kind: 'receive' }> };

async function receiveAtTill(unit: Unit, line: KonbiniLine, { sourceKey, step }: AtTill): Promise<ReceiptRow> {
  const receipt: ReceiptRow = {
    id: unit.ids.next('pay'),
    channel: line.channel,
    status: 'received',
    source_key: sourceKey,
    reference: line.reference,
    payer_hash: null,
    amount: line.amount,
    allocated: yen(0),
    received_at: line.collectedAt,
    landed_on: dayInJapan(line.collectedAt),
    confirmed_on: null,
  };
  // Somebody else wrote the same line down a moment ago: it is known by now, and what is left of it to do is looked at anew.
  if (!(await insertReceipt(unit, receipt))) return receiveKonbini(unit, line);
  if (step.status === 'confirmed') return confirm(unit, receipt);
  await tellInvoice(unit, receipt, 'invoice.payment_provisional');
  return receipt;
}

/** One credit on the collecting account; confirmed at once. The same credit twice changes nothing. */
export async function receiveTransfer(unit: Unit, line: BankLine): Promise<ReceiptRow> {
  const receipt: ReceiptRow = {
    id: unit.ids.next('pay'),
    channel: 'bank',
    status: 'confirmed',
    source_key: `bank ${line.sourceKey}`,
    reference: referenceIn(line.payerName, isReference) ?? null,
    payer_hash: payerHash(unit.crypto, line.payerName),
    amount: line.amount,
    allocated: yen(0),
    received_at: unit.now,
    landed_on: line.landedOn,
    confirmed_on: null,
  };
  const isNew = await insertReceipt(unit, { ...receipt, payer: line.payerName });
  if (!isNew) return (await lockReceiptBySource(unit, receipt.source_key)) ?? unknownReceipt();
  return confirm(unit, receipt);
}

/** The money is certain: it is booked, matched, and allocated as far as it fits. */
async function confirm(unit: Unit, receipt: ReceiptRow): Promise<ReceiptRow> {
  await post(unit, [receiptJournal(receipt, platformTenant)]);
  await updateReceipt(unit, { id: receipt.id, status: 'confirmed', confirmed_on: unit.today, ...(await handover(unit, receipt)) });
  if (receipt.channel !== 'bank') await followTill(unit, receipt);
  const invoices = await matchInvoices(unit, receipt);
  return settle(unit, { ...receipt, confirmed_on: unit.today }, invoices);
}

/** When the collection agent hands over what came in at a counter, and what it keeps. */
async function handover(unit: Unit, { channel }: ReceiptRow): Promise<{ transfer_at?: ReturnType<typeof atInJapan>; agent_fee?: Yen }> {
  if (channel === 'bank') return {};
  const on = addBusinessDays(await calendarOf(unit), unit.today, agent.transferBusinessDays);
  return { transfer_at: atInJapan(on, '10:00'), agent_fee: agent.feePerReceipt };
}

/** By the reference on the slip or before the payer's name; else the one open invoice of that payer over that sum. */
async function matchInvoices(unit: Unit, receipt: ReceiptRow): Promise<Invoice[]> {
  if (receipt.reference !== null) return lockInvoices(unit, await findByReference(unit, receipt.reference));
  if (receipt.payer_hash === null) return [];
  const open = await openInvoicesOfPayer(unit, receipt.payer_hash);
  const exact = open.filter((invoice) => openAmount(invoice) === receipt.amount);
  return exact.length === 1 ? lockInvoices(unit, exact) : [];
}

async function settle(unit: Unit, receipt: ReceiptRow, invoices: readonly Invoice[]): Promise<ReceiptRow> {
  const matched = allocate(yen(receipt.amount - receipt.allocated), invoices.map(debtOf));
  await allocateTo(unit, receipt, matched.allocations);
  const allocated = matched.allocations.reduce((sum, part) => sum + part.amount, receipt.allocated as number);
  if (matched.over > 0) await keepForBuyer(unit, receipt, matched.over);
  await updateReceipt(unit, { id: receipt.id, status: matched.status, allocated: yen(allocated) });
  return { ...receipt, status: matched.status, allocated: yen(allocated) };
}

function debtOf(invoice: Invoice): Debt {
  return {
    merchantId: invoice.merchantId,
    invoiceId: invoice.id,
    shipmentId: invoice.shipmentId,
    open: payable.has(invoice.status) ? openAmount(invoice) : yen(0),
  };
}

const payable: ReadonlySet<Invoice['status']> = new Set(['issued', 'partially_paid', 'in_collection', 'written_off']);

async function allocateTo(unit: Unit, receipt: ReceiptRow, parts: readonly (Debt & { readonly amount: Yen })[]): Promise<void> {
  if (parts.length === 0) return;
  const rows = await insertAllocations(unit, receipt.id, parts);
  const advances = await advancesBehind(unit, parts);
  await post(
    unit,
    rows.map((row) => allocationJournal({ ...row, advance: advances.get(row.invoiceId) ?? 'none' })),
  );
  await recordAllocations(
    unit,
    parts.map((part) => ({ merchantId: part.merchantId, invoiceId: part.invoiceId, amount: part.amount, on: receipt.landed_on })),
  );
}

/** What the books hold against each invoice: nothing yet, its advance, or a debt that was given up. */
async function advancesBehind(unit: Unit, debts: readonly Debt[]): Promise<ReadonlyMap<string, AdvanceState>> {
  const sources = (idOf: (debt: Debt) => string) => debts.map((debt) => ({ merchantId: debt.merchantId, sourceId: idOf(debt) }));
  const advanced = await journalsPosted(
    unit,
    'advance',
    sources((debt) => debt.shipmentId),
  );
  const given = await journalsPosted(
    unit,
    'write_off',
    sources((debt) => debt.invoiceId),
  );
  return new Map(
    debts.map(({ merchantId, invoiceId, shipmentId }) => {
      if (given.has(`${merchantId}/${invoiceId}`)) return [invoiceId, 'written_off'];
      return [invoiceId, advanced.has(`${merchantId}/${shipmentId}`) ? 'advanced' : 'none'];
    }),
  );
}

/** 過入金: the buyer paid more than was owed; the rest is a deposit that an operator sends back. */
async function keepForBuyer(unit: Unit, receipt: ReceiptRow, amount: Yen): Promise<void> {
  await post(unit, [overpaymentJournal(receipt.id, amount, platformTenant)]);
  await insertRefund(unit, { merchantId: platformTenant, kind: 'overpayment', amount, receiptId: receipt.id });
}

export type HandAllocation = { readonly receiptId: string; readonly invoice: Invoice; readonly amount?: Yen | undefined };

/** An operator says which invoice unmatched money is for (AM-10). */
export async function allocateByHand(unit: Unit, { receiptId, invoice, amount }: HandAllocation): Promise<ReceiptRow> {
  const [locked] = await lockInvoices(unit, [invoice]);
  const receipt = await lockReceipt(unit, receiptId);
  if (!receipt || !locked) throw new Refused({ code: 'not_found' });
  const left = receipt.amount - receipt.allocated;
  const open = debtOf(locked).open;
  if ((receipt.status !== 'unmatched' && receipt.status !== 'partly_allocated') || open === 0) {
    throw new Refused({ code: 'illegal_transition', values: { status: receipt.status }, legalCommands: [] });
  }
  const part = yen(amount ?? Math.min(left, open));
  if (part > left || part > open)
    throw new Refused({ code: 'amount_mismatch', path: 'amount', values: { difference: part - Math.min(left, open) } });
  await allocateTo(unit, receipt, [{ ...debtOf(locked), amount: part }]);
  const allocated = yen(receipt.allocated + part);
  const status = allocated === receipt.amount ? 'allocated' : 'partly_allocated';
  await updateReceipt(unit, { id: receipt.id, status, allocated });
  return { ...receipt, status, allocated };
}

/** A slip may be scanned more than once: its invoice awaits money as long as one of the scans stands. */
async function followTill(unit: Unit, { reference }: ReceiptRow): Promise<Awaited<ReturnType<typeof findByReference>>> {
  if (reference === null) return [];
  const invoices = await findByReference(unit, reference);
  await awaitMoney(unit, invoices, await isOnItsWay(unit, reference));
  return invoices;
}

/** 速報 and its reversal are told on the order, so that letters stop and go on again; nothing else may follow from them. */
async function tellInvoice(
  unit: Unit,
  receipt: ReceiptRow,
  type: 'invoice.payment_provisional' | 'invoice.payment_reversed',
): Promise<void> {
  const invoices = await followTill(unit, receipt);
  await applyToOrders(
    unit,
    invoices.map((invoice) => ({
      merchantId: invoice.merchantId,
      orderId: invoice.orderId,
      events: [{ type, data: { invoiceId: invoice.id, shipmentId: invoice.shipmentId, amount: receipt.amount, receiptId: receipt.id } }],
    })),
  );
}
