import { noteOverdue, notePaid } from './modules/buyers/index.ts';
import {
  cancelInvoices,
  creditInvoices,
  dropInvoices,
  followSlips,
  freeRest,
  holdBackInvoices,
  scheduleInvoices,
} from './modules/invoicing/index.ts';
import { endDunning, pauseDunning, planDunning, renewDunning, restDunning, resumeDunning } from './modules/dunning/index.ts';
import { chargeInvoiceFee, makeEligible, reverseAdvances } from './modules/payouts/index.ts';
import { refundAdjusted, refundBuyers } from './modules/payments/index.ts';
import { settleFulfilment } from './modules/shipments/index.ts';
import type { Flow } from './platform/units.ts';

/**
 * What follows from what, in the transaction in which it happens. Read from top to bottom it is the
 * service: STEP1 and 2 order registered and screened (registration) → STEP5 slip → STEP6 invoice →
 * STEP7 delivered → STEP8 advanced and paid out (by due dates) → STEP9 the buyer pays.
 */
export const flow: Flow = {
  'shipment.registered': [scheduleInvoices],
  'shipment.returned': [holdBackInvoices, restDunning],
  'shipment.superseded': [followSlips, renewDunning],
  'shipment.voided': [dropInvoices],
  'invoice.issued': [chargeInvoiceFee, planDunning],
  'invoice.reissued': [chargeInvoiceFee],
  'invoice.extended': [planDunning],
  'shipment.delivered': [makeEligible],
  'invoice.payment_provisional': [pauseDunning],
  'invoice.payment_reversed': [resumeDunning],
  'invoice.partially_paid': [resumeDunning],
  'invoice.paid': [endDunning, notePaid],
  'invoice.overdue': [noteOverdue],
  'invoice.cancelled': [endDunning],
  'invoice.in_collection': [endDunning],
  'invoice.written_off': [endDunning],
  'order.cancelled': [cancelInvoices, reverseAdvances, refundBuyers],
  'order.reduced': [settleFulfilment, freeRest],
  'order.returned': [creditInvoices, reverseAdvances, refundBuyers],
  'advance.adjusted': [refundAdjusted],
};
