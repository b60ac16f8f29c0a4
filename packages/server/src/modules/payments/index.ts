export { paymentTasks } from './jobs.ts';
export type { BankLine, KonbiniLine, KonbiniStage, ReceiptRow } from './model.ts';
export { allocateByHand, receiveKonbini, receiveTransfer } from './service/receive.ts';
export { refundAdjusted, refundBuyers } from './service/refunds.ts';
export { depositRoutes } from './routes.ts';
export { findProvisional, insertRefund, listReceipts } from './store.ts';
export { receiptView } from './decide/view.ts';
