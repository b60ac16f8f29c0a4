import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { authorizeCheckout, createBuyerToken, getCheckoutConfig, quoteCheckout } from './checkout.ts';
import { listEvents, listOrderEvents } from './events.ts';
import { exportOrders, exportShipments } from './exports.ts';
import { createImport, getImport } from './imports.ts';
import { extendInvoice, getInvoice, getPrintData, listInvoices, reissueInvoice } from './invoices.ts';
import { getTrialBalance, listAccounts, listEntries } from './ledger.ts';
import {
  allocateDeposit,
  approvePayout,
  cancelPaidOrder,
  decideReview,
  forceDelivered,
  listAllPayouts,
  listDeposits,
  listOperatorActions,
  listReviews,
  returnPaidItems,
} from './operator.ts';
import { amendOrder, cancelOrder, getOrder, listOrders, registerOrder, replaceOrder, returnItems } from './orders.ts';
import { listParkedWork, retryParkedWork } from './parked-work.ts';
import { getPayout, getStatementCsv, listPayouts } from './payouts.ts';
import { listRequestLogs } from './request-logs.ts';
import { advanceClock, depositAtBank, getClock, payAtKonbini, reportDelivery, setClock } from './sandbox.ts';
import { changeSettings, getSettings } from './settings.ts';
import { registerShipment, replaceSlip, voidShipment } from './shipments.ts';
import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  getWebhookDelivery,
  getWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  replayEvent,
  resendEvents,
  rotateWebhookSecret,
  testWebhookEndpoint,
} from './webhooks.ts';

/** Every call of the API by its exported name, in the order of the reference. */
export const operations = {
  getCheckoutConfig,
  quoteCheckout,
  authorizeCheckout,
  createBuyerToken,
  registerOrder,
  getOrder,
  listOrders,
  amendOrder,
  cancelOrder,
  replaceOrder,
  returnItems,
  listOrderEvents,
  registerShipment,
  replaceSlip,
  voidShipment,
  createImport,
  getImport,
  exportOrders,
  exportShipments,
  listInvoices,
  getInvoice,
  reissueInvoice,
  extendInvoice,
  getPrintData,
  listPayouts,
  getPayout,
  getStatementCsv,
  listAccounts,
  listEntries,
  getTrialBalance,
  getSettings,
  changeSettings,
  listEvents,
  replayEvent,
  listWebhookEndpoints,
  getWebhookEndpoint,
  createWebhookEndpoint,
  changeWebhookEndpoint,
  removeWebhookEndpoint,
  rotateWebhookSecret,
  testWebhookEndpoint,
  resendEvents,
  listWebhookDeliveries,
  getWebhookDelivery,
  listApiKeys,
  createApiKey,
  revokeApiKey,
  getClock,
  setClock,
  advanceClock,
  reportDelivery,
  payAtKonbini,
  depositAtBank,
  listRequestLogs,
  listReviews,
  decideReview,
  cancelPaidOrder,
  returnPaidItems,
  forceDelivered,
  listDeposits,
  allocateDeposit,
  listAllPayouts,
  approvePayout,
  listOperatorActions,
  listParkedWork,
  retryParkedWork,
} as const;

export type OperationName = keyof typeof operations;
