export { createCheckoutClient, type CheckoutClient } from './client/checkout.ts';
export { createClient, createOperatorClient, type Client, type OperatorClient } from './client/client.ts';
export { connect, type AnyCallOptions, type Connection, type Given } from './client/connection.ts';
export type { DecisionOptions } from './client/wait-for-decision.ts';
export type { End, Timer } from './client/deadline.ts';
export type { Download } from './client/download.ts';
export type { OnSent, Sent } from './client/progress.ts';
export type { Fetch, Transport, TransportReply, TransportRequest } from './client/transport.ts';
export type { CallOptions, ClientOptions, RequestNotice, ResponseNotice, Surroundings } from './client/options.ts';
export type { RetryOptions } from './client/retry.ts';
export type { Paged } from './client/page.ts';
export type { CsvFile } from './client/csv-file.ts';
export { type ApiKeys, apiKeysOf } from './client/api-keys.ts';
export { type BuyerTokens, buyerTokensOf } from './client/buyer-tokens.ts';
export { type Events, eventsOf } from './client/events.ts';
export { type Exports, exportsOf } from './client/exports.ts';
export { type ImportQuery, type Imports, importsOf, type UploadOptions, type WaitOptions } from './client/imports.ts';
export { type InvoiceQuery, type Invoices, invoicesOf } from './client/invoices.ts';
export { type Ledger, ledgerOf } from './client/ledger.ts';
export type { Operator } from './client/operator.ts';
export { type OrderQuery, type Orders, ordersOf } from './client/orders.ts';
export { type PayoutQuery, type Payouts, payoutsOf } from './client/payouts.ts';
export { type Sandbox, sandboxOf } from './client/sandbox.ts';
export { type MerchantSettings, settingsOf } from './client/settings.ts';
export { type Shipments, shipmentsOf } from './client/shipments.ts';
export type { WebhookDeliveries } from './client/webhook-deliveries.ts';
export type { WebhookEndpoints } from './client/webhook-endpoints.ts';
export {
  AtobaraiError,
  AuthenticationError,
  type ClientCode,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  type ErrorDetails,
  type ErrorKind,
  isAtobaraiError,
  isAuthenticationError,
  isConflictError,
  isConnectionError,
  isRateLimitError,
  isRequestError,
  isServerError,
  isTimeoutError,
  RateLimitError,
  RequestError,
  ServerError,
  TimeoutError,
} from './client/errors.ts';
export type { ApiKey, CreateApiKey, NewApiKey } from './contract/api-keys.ts';
export type {
  Authorization,
  AuthorizationRequest,
  BuyerToken,
  CheckoutConfig,
  CreateBuyerToken,
  Quote,
  QuoteRequest,
} from './contract/checkout.ts';
export type { Code, ReasonCode, WarningCode } from './contract/codes.ts';
export type { Event, EventType } from './contract/events.ts';
export type { Import, ImportKind, ImportReport, ImportResult } from './contract/imports.ts';
export type { Invoice, InvoiceLine, InvoiceStatus, PrintData, TaxTotal } from './contract/invoice-fields.ts';
export type { ExtendInvoice, ReissueInvoice } from './contract/invoices.ts';
export type { AccountBalance, LedgerAccount, LedgerEntry, TrialBalance } from './contract/ledger.ts';
export type { FileBody } from './contract/operation.ts';
export type { AllocateDeposit, DecideReview, ForceDelivered, OperatorAction, OperatorPayout, Review } from './contract/operator.ts';
export type { ParkedWork } from './contract/parked-work.ts';
export type {
  AddressInput,
  AmendOrder,
  BuyerInput,
  CancelOrder,
  DestinationInput,
  ItemInput,
  RegisterOrder,
  ReplaceOrder,
  ReturnItems,
} from './contract/order-fields.ts';
export type { Axes, Decision, DecisionResult, Order, OrderItem, OrderStatus, OrderSummary, Reason } from './contract/order-state.ts';
export type { Page } from './contract/pagination.ts';
export type { Payout, PayoutLine, PayoutLineKind, PayoutStatus, Statement } from './contract/payouts.ts';
export type { FieldProblem, Problem } from './contract/problem.ts';
export type { Receipt, ReceiptStatus } from './contract/receipts.ts';
export type { RequestLog } from './contract/request-logs.ts';
export type { AdvanceClock, BusinessClock, ClockAdvance, DepositAtBank, PayAtKonbini, ReportDelivery } from './contract/sandbox.ts';
export type { ApiScope } from './contract/scopes.ts';
export type { ChangeSettings, Cycle, Settings } from './contract/settings.ts';
export type { Carrier, RegisterShipment, ReplaceSlip, Shipment, ShipmentStatus, VoidShipment } from './contract/shipments.ts';
export type { Warning } from './contract/warnings.ts';
export type {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  NewWebhookEndpoint,
  ReplayedEvent,
  ReplayEvent,
  ResendEvents,
  Resent,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryLog,
  WebhookDeliveryStatus,
  WebhookEndpoint,
  WebhookProblem,
  WebhookTest,
  WebhookTestEvent,
} from './contract/webhook-fields.ts';
