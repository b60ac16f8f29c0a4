export { paymentTasks } from './jobs.ts';
export type { BankLine, KonbiniLine, KonbiniStage, ReceiptRow } from './model.ts';
export { allocateByHand, receiveKonbini, receiveTransfer } from './service.ts';
export { refundAdjusted, refundBuyers } from './refunds.ts';
export { depositRoutes } from './routes.ts';
export { findProvisional, insertRefund, listReceipts } from './store.ts';
export { receiptView } from './view.ts';
