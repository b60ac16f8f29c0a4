export { lastDayInTime } from './decide/document.ts';
export { invoiceTasks } from './jobs.ts';
export * from './model.ts';
export { invoiceRoutes } from './routes.ts';
export {
  type Allocated,
  awaitMoney,
  extend,
  handOverToAgency,
  type InvoiceName,
  invoicesOfOrders,
  lockInvoices,
  passDueInvoices,
  recordAllocations,
  reissue,
  writeOffInvoice,
} from './service/claim.ts';
export { issueDueInvoices, scheduleInvoices } from './service/issue.ts';
export { freeRest } from './service/rest.ts';
export { dropInvoices, followSlips, holdBackInvoices } from './service/slips.ts';
export { cancelInvoices, creditInvoices } from './service/undo.ts';
export { findByReference, findInvoice, findInvoiceAnywhere, listInvoices, openInvoicesOfPayer } from './store.ts';
export { invoicePartsOf, invoicesOfOrder, invoiceView, printDataOf } from './service/view.ts';
