// Made from the contract by `npm run generate`: change the contract and run that again.
import type { operations } from '../contract/operations.ts';
import type { Call } from './call.ts';
import { anything, boolean, day, id, integer, list, moment, nullable, number, object, optional, record, string, type Shape } from './shape.ts';

/** Every call of the contract by its exported name. */
export type Operations = typeof operations;

export const problemShape: Shape = /* @__PURE__ */ object({
  type: string,
  title: string,
  status: integer,
  detail: string,
  code: string,
  requestId: string,
  fields: /* @__PURE__ */ optional(/* @__PURE__ */ list(/* @__PURE__ */ object({
  path: string,
  code: string,
  message: string,
}))),
  legalCommands: /* @__PURE__ */ optional(/* @__PURE__ */ list(string)),
  existingId: /* @__PURE__ */ optional(string),
});

export const wordsShape: Shape = /* @__PURE__ */ object({
  ja: string,
  en: string,
});

export const paymentDueShape: Shape = /* @__PURE__ */ object({
  days: integer,
  text: wordsShape,
});

export const checkoutConfigShape: Shape = /* @__PURE__ */ object({
  displayName: string,
  mode: string,
  languages: /* @__PURE__ */ list(string),
  limits: /* @__PURE__ */ object({
  least: integer,
  most: integer,
  capNet: integer,
}),
  buyerFee: integer,
  due: paymentDueShape,
  terms: /* @__PURE__ */ object({
  version: string,
  title: wordsShape,
  text: wordsShape,
  consent: wordsShape,
}),
  banner: /* @__PURE__ */ object({
  title: wordsShape,
  text: wordsShape,
}),
  steps: /* @__PURE__ */ list(/* @__PURE__ */ object({
  title: wordsShape,
  text: wordsShape,
})),
  legalNotice: wordsShape,
});

export const quoteShape: Shape = /* @__PURE__ */ object({
  available: boolean,
  reason: /* @__PURE__ */ nullable(string),
  amount: integer,
  buyerFee: integer,
  billedAmount: integer,
  due: paymentDueShape,
  termsVersion: string,
  remaining: /* @__PURE__ */ nullable(integer),
});

export const addressSuggestionShape: Shape = /* @__PURE__ */ object({
  postalCode: string,
  address: /* @__PURE__ */ object({
  prefecture: string,
  city: string,
  line1: string,
  line2: /* @__PURE__ */ optional(string),
}),
});

export const fieldToFixShape: Shape = /* @__PURE__ */ object({
  path: string,
  code: string,
  message: wordsShape,
  fix: /* @__PURE__ */ nullable(wordsShape),
  suggestions: /* @__PURE__ */ list(addressSuggestionShape),
});

export const authorizationShape: Shape = /* @__PURE__ */ object({
  decision: string,
  authorizationToken: /* @__PURE__ */ nullable(string),
  expiresAt: /* @__PURE__ */ nullable(moment),
  amount: integer,
  buyerFee: integer,
  billedAmount: integer,
  due: paymentDueShape,
  fields: /* @__PURE__ */ list(fieldToFixShape),
});

export const buyerTokenShape: Shape = /* @__PURE__ */ object({
  buyerToken: string,
  expiresAt: moment,
});

export const axesShape: Shape = /* @__PURE__ */ object({
  credit: string,
  fulfilment: string,
  billing: string,
  settlement: string,
});

export const reasonShape: Shape = /* @__PURE__ */ object({
  code: string,
  severity: string,
  field: /* @__PURE__ */ optional(string),
  messageJa: string,
  messageEn: string,
  fix: /* @__PURE__ */ optional(/* @__PURE__ */ object({
  messageJa: string,
  messageEn: string,
})),
});

export const decisionShape: Shape = /* @__PURE__ */ object({
  result: string,
  score: number,
  scoreParts: /* @__PURE__ */ list(/* @__PURE__ */ object({
  rule: string,
  weight: number,
  value: number,
})),
  reasons: /* @__PURE__ */ list(reasonShape),
  decidedAt: moment,
  decidedBy: /* @__PURE__ */ optional(string),
});

export const taxTotalShape: Shape = /* @__PURE__ */ object({
  rate: number,
  amount: integer,
  tax: integer,
});

export const warningShape: Shape = /* @__PURE__ */ object({
  code: string,
  field: /* @__PURE__ */ optional(string),
  messageJa: string,
  messageEn: string,
});

export const orderSummaryShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^ord_[0-9a-z]{4,40}$/),
  shopOrderId: string,
  status: string,
  axes: axesShape,
  decision: /* @__PURE__ */ nullable(decisionShape),
  shipAllowed: boolean,
  registeredAt: moment,
  orderDate: day,
  channel: string,
  buyerKind: string,
  billedAmount: integer,
  buyerFee: integer,
  approvedAmount: integer,
  openFrameLeft: /* @__PURE__ */ nullable(integer),
  returnedAmount: integer,
  taxSummary: /* @__PURE__ */ list(taxTotalShape),
  expiresAt: /* @__PURE__ */ nullable(moment),
  expectedBy: /* @__PURE__ */ nullable(moment),
  warnings: /* @__PURE__ */ list(warningShape),
  sequence: integer,
  version: integer,
  replaces: /* @__PURE__ */ nullable(string),
  replacedBy: /* @__PURE__ */ nullable(string),
  billable: boolean,
  awaitsOperator: /* @__PURE__ */ optional(boolean),
});

export const orderItemShape: Shape = /* @__PURE__ */ object({
  kind: string,
  name: string,
  quantity: integer,
  unitPrice: integer,
  taxRate: number,
  taxIncluded: boolean,
  category: /* @__PURE__ */ optional(string),
});

export const printDataShape: Shape = /* @__PURE__ */ object({
  invoiceId: /* @__PURE__ */ id(/^inv_[0-9a-z]{4,40}$/),
  number: integer,
  reference: string,
  documentVersion: integer,
  issuedOn: day,
  dueOn: day,
  amount: integer,
  lines: /* @__PURE__ */ list(/* @__PURE__ */ object({
  kind: string,
  name: string,
  quantity: integer,
  unitPrice: integer,
  amount: integer,
  taxRate: number,
})),
  taxSummary: /* @__PURE__ */ list(taxTotalShape),
  issuer: /* @__PURE__ */ object({
  name: string,
  registrationNumber: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(string)),
}),
});

export const shipmentShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^shp_[0-9a-z]{4,40}$/),
  orderId: /* @__PURE__ */ id(/^ord_[0-9a-z]{4,40}$/),
  status: string,
  carrier: string,
  serviceLevel: string,
  slipNo: string,
  shippedAt: moment,
  registeredAt: moment,
  deliveredAt: /* @__PURE__ */ nullable(moment),
  deliveredOn: /* @__PURE__ */ nullable(day),
  shipToIndex: /* @__PURE__ */ nullable(integer),
  items: /* @__PURE__ */ list(/* @__PURE__ */ object({
  itemIndex: integer,
  quantity: integer,
})),
  amount: integer,
  warnings: /* @__PURE__ */ list(warningShape),
  supersedes: /* @__PURE__ */ nullable(string),
  supersededBy: /* @__PURE__ */ nullable(string),
  invoiceId: /* @__PURE__ */ nullable(/* @__PURE__ */ id(/^inv_[0-9a-z]{4,40}$/)),
  printData: /* @__PURE__ */ optional(printDataShape),
});

export const invoiceShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^inv_[0-9a-z]{4,40}$/),
  orderId: /* @__PURE__ */ id(/^ord_[0-9a-z]{4,40}$/),
  shipmentId: /* @__PURE__ */ nullable(/* @__PURE__ */ id(/^shp_[0-9a-z]{4,40}$/)),
  status: string,
  overdue: boolean,
  delivery: string,
  documentVersion: integer,
  number: /* @__PURE__ */ nullable(integer),
  reference: /* @__PURE__ */ nullable(string),
  issueAt: moment,
  issuedAt: /* @__PURE__ */ nullable(moment),
  issuedOn: /* @__PURE__ */ nullable(day),
  dueOn: /* @__PURE__ */ nullable(day),
  amount: integer,
  credited: integer,
  creditedTaxSummary: /* @__PURE__ */ list(taxTotalShape),
  paid: integer,
  open: integer,
  paidOn: /* @__PURE__ */ nullable(day),
  buyerFee: integer,
  lines: /* @__PURE__ */ list(/* @__PURE__ */ object({
  kind: string,
  name: string,
  quantity: integer,
  unitPrice: integer,
  amount: integer,
  taxRate: number,
})),
  taxSummary: /* @__PURE__ */ list(taxTotalShape),
});

export const orderShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^ord_[0-9a-z]{4,40}$/),
  shopOrderId: string,
  status: string,
  axes: axesShape,
  decision: /* @__PURE__ */ nullable(decisionShape),
  shipAllowed: boolean,
  registeredAt: moment,
  orderDate: day,
  channel: string,
  buyerKind: string,
  billedAmount: integer,
  buyerFee: integer,
  approvedAmount: integer,
  openFrameLeft: /* @__PURE__ */ nullable(integer),
  returnedAmount: integer,
  taxSummary: /* @__PURE__ */ list(taxTotalShape),
  expiresAt: /* @__PURE__ */ nullable(moment),
  expectedBy: /* @__PURE__ */ nullable(moment),
  warnings: /* @__PURE__ */ list(warningShape),
  sequence: integer,
  version: integer,
  replaces: /* @__PURE__ */ nullable(string),
  replacedBy: /* @__PURE__ */ nullable(string),
  billable: boolean,
  awaitsOperator: /* @__PURE__ */ optional(boolean),
  items: /* @__PURE__ */ list(orderItemShape),
  invoice: /* @__PURE__ */ object({
  delivery: string,
  dueDays: integer,
}),
  plannedShipDate: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(day)),
  buyer: /* @__PURE__ */ object({
  kind: string,
  name: string,
  nameKana: /* @__PURE__ */ optional(string),
  company: /* @__PURE__ */ optional(string),
  department: /* @__PURE__ */ optional(string),
  postalCode: string,
  address: /* @__PURE__ */ object({
  prefecture: string,
  city: string,
  line1: string,
  line2: /* @__PURE__ */ optional(string),
}),
  phone: string,
  email: /* @__PURE__ */ optional(string),
}),
  shipTo: /* @__PURE__ */ list(/* @__PURE__ */ object({
  name: string,
  nameKana: /* @__PURE__ */ optional(string),
  company: /* @__PURE__ */ optional(string),
  department: /* @__PURE__ */ optional(string),
  postalCode: string,
  address: /* @__PURE__ */ object({
  prefecture: string,
  city: string,
  line1: string,
  line2: /* @__PURE__ */ optional(string),
}),
  phone: string,
})),
  shipments: /* @__PURE__ */ list(shipmentShape),
  invoices: /* @__PURE__ */ list(invoiceShape),
  metadata: /* @__PURE__ */ optional(/* @__PURE__ */ record(string)),
  platform: /* @__PURE__ */ optional(/* @__PURE__ */ object({
  name: string,
})),
});

export const orderPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(orderSummaryShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const eventShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^evt_[0-9a-z]{4,40}$/),
  type: string,
  createdAt: moment,
  mode: string,
  sequence: integer,
  resource: /* @__PURE__ */ object({
  type: string,
  id: string,
}),
  data: /* @__PURE__ */ record(anything),
});

export const eventPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(eventShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const importShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^imp_[0-9a-z]{4,40}$/),
  kind: string,
  mode: string,
  dryRun: boolean,
  status: string,
  rowsTotal: integer,
  groupsTotal: integer,
  groupsDone: integer,
  accepted: integer,
  refused: integer,
  problem: /* @__PURE__ */ nullable(problemShape),
  createdAt: moment,
  finishedAt: /* @__PURE__ */ nullable(moment),
});

export const importResultShape: Shape = /* @__PURE__ */ object({
  row: integer,
  shopOrderId: /* @__PURE__ */ nullable(string),
  ok: boolean,
  id: /* @__PURE__ */ optional(string),
  code: /* @__PURE__ */ optional(string),
  field: /* @__PURE__ */ optional(string),
  messageJa: /* @__PURE__ */ optional(string),
  messageEn: /* @__PURE__ */ optional(string),
  status: /* @__PURE__ */ optional(string),
  reasons: /* @__PURE__ */ optional(/* @__PURE__ */ list(reasonShape)),
  warnings: /* @__PURE__ */ optional(/* @__PURE__ */ list(warningShape)),
});

export const importReportShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^imp_[0-9a-z]{4,40}$/),
  kind: string,
  mode: string,
  dryRun: boolean,
  status: string,
  rowsTotal: integer,
  groupsTotal: integer,
  groupsDone: integer,
  accepted: integer,
  refused: integer,
  problem: /* @__PURE__ */ nullable(problemShape),
  createdAt: moment,
  finishedAt: /* @__PURE__ */ nullable(moment),
  results: /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(importResultShape),
  nextCursor: /* @__PURE__ */ nullable(string),
}),
});

export const invoicePageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(invoiceShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const payoutShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^po_[0-9a-z]{4,40}$/),
  status: string,
  periodFrom: day,
  closesOn: day,
  paysOn: day,
  carriedIn: integer,
  transferFee: integer,
  transferFeeTax: integer,
  net: integer,
  closedAt: moment,
  approvedAt: /* @__PURE__ */ nullable(moment),
  sentAt: /* @__PURE__ */ nullable(moment),
  completedAt: /* @__PURE__ */ nullable(moment),
  sequence: integer,
  version: integer,
});

export const payoutPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(payoutShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const payoutLineShape: Shape = /* @__PURE__ */ object({
  kind: string,
  amount: integer,
  bookedOn: day,
  sourceId: string,
  orderId: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(string)),
  shopOrderId: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(string)),
});

export const statementShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^po_[0-9a-z]{4,40}$/),
  status: string,
  periodFrom: day,
  closesOn: day,
  paysOn: day,
  carriedIn: integer,
  transferFee: integer,
  transferFeeTax: integer,
  net: integer,
  closedAt: moment,
  approvedAt: /* @__PURE__ */ nullable(moment),
  sentAt: /* @__PURE__ */ nullable(moment),
  completedAt: /* @__PURE__ */ nullable(moment),
  sequence: integer,
  version: integer,
  totals: /* @__PURE__ */ list(/* @__PURE__ */ object({
  kind: string,
  count: integer,
  amount: integer,
})),
  lines: /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(payoutLineShape),
  nextCursor: /* @__PURE__ */ nullable(string),
}),
});

export const accountBalanceShape: Shape = /* @__PURE__ */ object({
  account: string,
  debit: integer,
  credit: integer,
  balance: integer,
});

export const accountListShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(accountBalanceShape),
});

export const ledgerEntryShape: Shape = /* @__PURE__ */ object({
  id: integer,
  kind: string,
  sourceId: string,
  lineNo: integer,
  debit: string,
  credit: string,
  amount: integer,
  bookedOn: day,
  postedAt: moment,
});

export const ledgerEntryPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(ledgerEntryShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const trialBalanceShape: Shape = /* @__PURE__ */ object({
  asOf: moment,
  accounts: /* @__PURE__ */ list(accountBalanceShape),
  debit: integer,
  credit: integer,
  difference: integer,
});

export const settingsShape: Shape = /* @__PURE__ */ object({
  merchantId: /* @__PURE__ */ id(/^mer_[0-9a-z]{4,40}$/),
  name: string,
  mode: string,
  effectiveOn: day,
  program: string,
  plan: /* @__PURE__ */ object({
  code: string,
  name: string,
  monthlyFee: integer,
  rateBasisPoints: integer,
}),
  cycle: string,
  billingScope: string,
  bundledInvoices: boolean,
  invoiceFeeBorneBy: string,
  automaticRegistration: boolean,
  channels: /* @__PURE__ */ list(string),
  origins: /* @__PURE__ */ list(string),
  invoiceDueDays: integer,
  fees: /* @__PURE__ */ object({
  postedInvoice: integer,
  bundledInvoice: integer,
  transfer: integer,
}),
  scheduled: /* @__PURE__ */ list(/* @__PURE__ */ object({
  effectiveOn: day,
  setting: string,
  value: anything,
})),
});

export const webhookDeliveryShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^whd_[0-9a-z]{4,40}$/),
  webhookEndpointId: /* @__PURE__ */ id(/^whe_[0-9a-z]{4,40}$/),
  eventId: /* @__PURE__ */ id(/^evt_[0-9a-z]{4,40}$/),
  eventType: string,
  status: string,
  attempts: integer,
  createdAt: moment,
  nextAttemptAt: /* @__PURE__ */ nullable(moment),
  lastAttemptAt: /* @__PURE__ */ nullable(moment),
  lastStatus: /* @__PURE__ */ nullable(integer),
  lastProblem: /* @__PURE__ */ nullable(string),
});

export const replayedEventShape: Shape = /* @__PURE__ */ object({
  eventId: /* @__PURE__ */ id(/^evt_[0-9a-z]{4,40}$/),
  deliveries: /* @__PURE__ */ list(webhookDeliveryShape),
});

export const webhookEndpointShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^whe_[0-9a-z]{4,40}$/),
  url: string,
  description: /* @__PURE__ */ nullable(string),
  events: /* @__PURE__ */ list(string),
  enabled: boolean,
  disabledAt: /* @__PURE__ */ nullable(moment),
  disabledReason: /* @__PURE__ */ nullable(string),
  failingSince: /* @__PURE__ */ nullable(moment),
  previousSecretUntil: /* @__PURE__ */ nullable(moment),
  createdAt: moment,
});

export const webhookEndpointPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(webhookEndpointShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const newWebhookEndpointShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^whe_[0-9a-z]{4,40}$/),
  url: string,
  description: /* @__PURE__ */ nullable(string),
  events: /* @__PURE__ */ list(string),
  enabled: boolean,
  disabledAt: /* @__PURE__ */ nullable(moment),
  disabledReason: /* @__PURE__ */ nullable(string),
  failingSince: /* @__PURE__ */ nullable(moment),
  previousSecretUntil: /* @__PURE__ */ nullable(moment),
  createdAt: moment,
  secret: string,
});

export const webhookTestShape: Shape = /* @__PURE__ */ object({
  eventId: /* @__PURE__ */ id(/^evt_[0-9a-z]{4,40}$/),
  attempt: /* @__PURE__ */ object({
  at: moment,
  durationMs: integer,
  succeeded: boolean,
  request: /* @__PURE__ */ object({
  url: string,
  headers: /* @__PURE__ */ record(string),
  body: string,
}),
  answer: /* @__PURE__ */ nullable(/* @__PURE__ */ object({
  status: integer,
  body: string,
})),
  problem: /* @__PURE__ */ nullable(string),
}),
});

export const resentShape: Shape = /* @__PURE__ */ object({
  webhookEndpointId: /* @__PURE__ */ id(/^whe_[0-9a-z]{4,40}$/),
  deliveries: integer,
});

export const webhookDeliveryPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(webhookDeliveryShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const webhookDeliveryLogShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^whd_[0-9a-z]{4,40}$/),
  webhookEndpointId: /* @__PURE__ */ id(/^whe_[0-9a-z]{4,40}$/),
  eventId: /* @__PURE__ */ id(/^evt_[0-9a-z]{4,40}$/),
  eventType: string,
  status: string,
  attempts: integer,
  createdAt: moment,
  nextAttemptAt: /* @__PURE__ */ nullable(moment),
  lastAttemptAt: /* @__PURE__ */ nullable(moment),
  lastStatus: /* @__PURE__ */ nullable(integer),
  lastProblem: /* @__PURE__ */ nullable(string),
  log: /* @__PURE__ */ list(/* @__PURE__ */ object({
  at: moment,
  durationMs: integer,
  succeeded: boolean,
  request: /* @__PURE__ */ object({
  url: string,
  headers: /* @__PURE__ */ record(string),
  body: string,
}),
  answer: /* @__PURE__ */ nullable(/* @__PURE__ */ object({
  status: integer,
  body: string,
})),
  problem: /* @__PURE__ */ nullable(string),
})),
});

export const apiKeyShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^key_[0-9a-z]{4,40}$/),
  kind: string,
  last4: string,
  scopes: /* @__PURE__ */ list(string),
  createdAt: moment,
  expiresAt: /* @__PURE__ */ nullable(moment),
  revokedAt: /* @__PURE__ */ nullable(moment),
  lastUsedAt: /* @__PURE__ */ nullable(moment),
});

export const apiKeyPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(apiKeyShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const newApiKeyShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^key_[0-9a-z]{4,40}$/),
  kind: string,
  last4: string,
  scopes: /* @__PURE__ */ list(string),
  createdAt: moment,
  expiresAt: /* @__PURE__ */ nullable(moment),
  revokedAt: /* @__PURE__ */ nullable(moment),
  lastUsedAt: /* @__PURE__ */ nullable(moment),
  secret: string,
});

export const businessClockShape: Shape = /* @__PURE__ */ object({
  now: moment,
  today: day,
});

export const clockAdvanceShape: Shape = /* @__PURE__ */ object({
  from: moment,
  to: moment,
  days: /* @__PURE__ */ list(/* @__PURE__ */ object({
  day: day,
  ran: /* @__PURE__ */ list(/* @__PURE__ */ object({
  task: string,
  count: integer,
})),
})),
});

export const receiptShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^pay_[0-9a-z]{4,40}$/),
  channel: string,
  status: string,
  amount: integer,
  allocated: integer,
  receivedAt: moment,
  landedOn: day,
  confirmedOn: /* @__PURE__ */ nullable(day),
  reference: /* @__PURE__ */ nullable(string),
});

export const requestLogShape: Shape = /* @__PURE__ */ object({
  id: string,
  at: moment,
  method: string,
  path: string,
  status: integer,
  ms: number,
  requestId: string,
  code: /* @__PURE__ */ nullable(string),
});

export const requestLogPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(requestLogShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const reviewShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^ord_[0-9a-z]{4,40}$/),
  shopOrderId: string,
  status: string,
  axes: axesShape,
  decision: /* @__PURE__ */ nullable(decisionShape),
  shipAllowed: boolean,
  registeredAt: moment,
  orderDate: day,
  channel: string,
  buyerKind: string,
  billedAmount: integer,
  buyerFee: integer,
  approvedAmount: integer,
  openFrameLeft: /* @__PURE__ */ nullable(integer),
  returnedAmount: integer,
  taxSummary: /* @__PURE__ */ list(taxTotalShape),
  expiresAt: /* @__PURE__ */ nullable(moment),
  expectedBy: /* @__PURE__ */ nullable(moment),
  warnings: /* @__PURE__ */ list(warningShape),
  sequence: integer,
  version: integer,
  replaces: /* @__PURE__ */ nullable(string),
  replacedBy: /* @__PURE__ */ nullable(string),
  billable: boolean,
  awaitsOperator: /* @__PURE__ */ optional(boolean),
  merchantId: string,
});

export const reviewPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(reviewShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const receiptPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(receiptShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const operatorPayoutShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^po_[0-9a-z]{4,40}$/),
  status: string,
  periodFrom: day,
  closesOn: day,
  paysOn: day,
  carriedIn: integer,
  transferFee: integer,
  transferFeeTax: integer,
  net: integer,
  closedAt: moment,
  approvedAt: /* @__PURE__ */ nullable(moment),
  sentAt: /* @__PURE__ */ nullable(moment),
  completedAt: /* @__PURE__ */ nullable(moment),
  sequence: integer,
  version: integer,
  merchantId: string,
  awaitsSecondApproval: boolean,
});

export const operatorPayoutPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(operatorPayoutShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const operatorActionShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^act_[0-9a-z]{4,40}$/),
  merchantId: string,
  at: moment,
  operation: string,
  resourceId: string,
  keyId: string,
  reason: /* @__PURE__ */ nullable(string),
});

export const operatorActionPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(operatorActionShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const parkedWorkShape: Shape = /* @__PURE__ */ object({
  id: /* @__PURE__ */ id(/^prk_[0-9a-z]{4,40}$/),
  task: string,
  merchantId: /* @__PURE__ */ nullable(string),
  itemId: /* @__PURE__ */ nullable(string),
  attempts: integer,
  problem: string,
  parkedAt: /* @__PURE__ */ nullable(moment),
  nextTryAt: /* @__PURE__ */ nullable(moment),
});

export const parkedWorkPageShape: Shape = /* @__PURE__ */ object({
  data: /* @__PURE__ */ list(parkedWorkShape),
  nextCursor: /* @__PURE__ */ nullable(string),
});

export const getCheckoutConfig: Call<Operations['getCheckoutConfig']> = {
  id: "checkout.config",
  method: "GET",
  path: ["/v1/checkout/config"],
  access: ["pk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: checkoutConfigShape,
};

export const quoteCheckout: Call<Operations['quoteCheckout']> = {
  id: "checkout.quote",
  method: "POST",
  path: ["/v1/checkout/quotes"],
  access: ["pk"],
  testModeOnly: false,
  keyed: false,
  body: "json",
  reply: quoteShape,
};

export const authorizeCheckout: Call<Operations['authorizeCheckout']> = {
  id: "checkout.authorize",
  method: "POST",
  path: ["/v1/checkout/authorizations"],
  access: ["pk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: authorizationShape,
};

export const createBuyerToken: Call<Operations['createBuyerToken']> = {
  id: "buyerTokens.create",
  method: "POST",
  path: ["/v1/buyer-tokens"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: "json",
  reply: buyerTokenShape,
};

export const registerOrder: Call<Operations['registerOrder']> = {
  id: "orders.register",
  method: "POST",
  path: ["/v1/orders"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: orderSummaryShape,
};

export const getOrder: Call<Operations['getOrder']> = {
  id: "orders.get",
  method: "GET",
  path: ["/v1/orders/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: orderShape,
};

export const listOrders: Call<Operations['listOrders']> = {
  id: "orders.list",
  method: "GET",
  path: ["/v1/orders"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: orderPageShape,
};

export const amendOrder: Call<Operations['amendOrder']> = {
  id: "orders.amend",
  method: "PATCH",
  path: ["/v1/orders/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: orderSummaryShape,
};

export const cancelOrder: Call<Operations['cancelOrder']> = {
  id: "orders.cancel",
  method: "POST",
  path: ["/v1/orders/","id","/cancel"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: orderSummaryShape,
};

export const replaceOrder: Call<Operations['replaceOrder']> = {
  id: "orders.replace",
  method: "POST",
  path: ["/v1/orders/","id","/replace"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: orderSummaryShape,
};

export const returnItems: Call<Operations['returnItems']> = {
  id: "orders.returnItems",
  method: "POST",
  path: ["/v1/orders/","id","/returns"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: orderSummaryShape,
};

export const listOrderEvents: Call<Operations['listOrderEvents']> = {
  id: "orders.events",
  method: "GET",
  path: ["/v1/orders/","id","/events"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: eventPageShape,
};

export const registerShipment: Call<Operations['registerShipment']> = {
  id: "shipments.register",
  method: "POST",
  path: ["/v1/orders/","id","/shipments"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: shipmentShape,
};

export const replaceSlip: Call<Operations['replaceSlip']> = {
  id: "shipments.replaceSlip",
  method: "PATCH",
  path: ["/v1/shipments/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: shipmentShape,
};

export const voidShipment: Call<Operations['voidShipment']> = {
  id: "shipments.void",
  method: "POST",
  path: ["/v1/shipments/","id","/void"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: shipmentShape,
};

export const createImport: Call<Operations['createImport']> = {
  id: "imports.create",
  method: "POST",
  path: ["/v1/imports"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "csv",
  reply: importShape,
};

export const getImport: Call<Operations['getImport']> = {
  id: "imports.get",
  method: "GET",
  path: ["/v1/imports/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: importReportShape,
};

export const exportOrders: Call<Operations['exportOrders']> = {
  id: "exports.orders",
  method: "GET",
  path: ["/v1/exports/orders.csv"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: null,
};

export const exportShipments: Call<Operations['exportShipments']> = {
  id: "exports.shipments",
  method: "GET",
  path: ["/v1/exports/shipments.csv"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: null,
};

export const listInvoices: Call<Operations['listInvoices']> = {
  id: "invoices.list",
  method: "GET",
  path: ["/v1/invoices"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: invoicePageShape,
};

export const getInvoice: Call<Operations['getInvoice']> = {
  id: "invoices.get",
  method: "GET",
  path: ["/v1/invoices/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: invoiceShape,
};

export const reissueInvoice: Call<Operations['reissueInvoice']> = {
  id: "invoices.reissue",
  method: "POST",
  path: ["/v1/invoices/","id","/reissue"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: invoiceShape,
};

export const extendInvoice: Call<Operations['extendInvoice']> = {
  id: "invoices.extend",
  method: "POST",
  path: ["/v1/invoices/","id","/extend"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: invoiceShape,
};

export const getPrintData: Call<Operations['getPrintData']> = {
  id: "invoices.printData",
  method: "GET",
  path: ["/v1/invoices/","id","/print-data"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: printDataShape,
};

export const listPayouts: Call<Operations['listPayouts']> = {
  id: "payouts.list",
  method: "GET",
  path: ["/v1/payouts"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: payoutPageShape,
};

export const getPayout: Call<Operations['getPayout']> = {
  id: "payouts.get",
  method: "GET",
  path: ["/v1/payouts/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: statementShape,
};

export const getStatementCsv: Call<Operations['getStatementCsv']> = {
  id: "payouts.statementCsv",
  method: "GET",
  path: ["/v1/payouts/","id","/statement.csv"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: null,
};

export const listAccounts: Call<Operations['listAccounts']> = {
  id: "ledger.accounts",
  method: "GET",
  path: ["/v1/ledger/accounts"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: accountListShape,
};

export const listEntries: Call<Operations['listEntries']> = {
  id: "ledger.entries",
  method: "GET",
  path: ["/v1/ledger/entries"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: ledgerEntryPageShape,
};

export const getTrialBalance: Call<Operations['getTrialBalance']> = {
  id: "ledger.trialBalance",
  method: "GET",
  path: ["/v1/ledger/trial-balance"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: trialBalanceShape,
};

export const getSettings: Call<Operations['getSettings']> = {
  id: "settings.get",
  method: "GET",
  path: ["/v1/settings"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: settingsShape,
};

export const changeSettings: Call<Operations['changeSettings']> = {
  id: "settings.change",
  method: "PATCH",
  path: ["/v1/settings"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: settingsShape,
};

export const listEvents: Call<Operations['listEvents']> = {
  id: "events.list",
  method: "GET",
  path: ["/v1/events"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: eventPageShape,
};

export const replayEvent: Call<Operations['replayEvent']> = {
  id: "events.replay",
  method: "POST",
  path: ["/v1/events/","id","/replay"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: replayedEventShape,
};

export const listWebhookEndpoints: Call<Operations['listWebhookEndpoints']> = {
  id: "webhookEndpoints.list",
  method: "GET",
  path: ["/v1/webhook-endpoints"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: webhookEndpointPageShape,
};

export const getWebhookEndpoint: Call<Operations['getWebhookEndpoint']> = {
  id: "webhookEndpoints.get",
  method: "GET",
  path: ["/v1/webhook-endpoints/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: webhookEndpointShape,
};

export const createWebhookEndpoint: Call<Operations['createWebhookEndpoint']> = {
  id: "webhookEndpoints.create",
  method: "POST",
  path: ["/v1/webhook-endpoints"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: newWebhookEndpointShape,
};

export const changeWebhookEndpoint: Call<Operations['changeWebhookEndpoint']> = {
  id: "webhookEndpoints.change",
  method: "PATCH",
  path: ["/v1/webhook-endpoints/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: webhookEndpointShape,
};

export const removeWebhookEndpoint: Call<Operations['removeWebhookEndpoint']> = {
  id: "webhookEndpoints.remove",
  method: "DELETE",
  path: ["/v1/webhook-endpoints/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: webhookEndpointShape,
};

export const rotateWebhookSecret: Call<Operations['rotateWebhookSecret']> = {
  id: "webhookEndpoints.rotateSecret",
  method: "POST",
  path: ["/v1/webhook-endpoints/","id","/rotate-secret"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: null,
  reply: newWebhookEndpointShape,
};

export const testWebhookEndpoint: Call<Operations['testWebhookEndpoint']> = {
  id: "webhookEndpoints.test",
  method: "POST",
  path: ["/v1/webhook-endpoints/","id","/test"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: null,
  reply: webhookTestShape,
};

export const resendEvents: Call<Operations['resendEvents']> = {
  id: "webhookEndpoints.resend",
  method: "POST",
  path: ["/v1/webhook-endpoints/","id","/resend"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: resentShape,
};

export const listWebhookDeliveries: Call<Operations['listWebhookDeliveries']> = {
  id: "webhookDeliveries.list",
  method: "GET",
  path: ["/v1/webhook-deliveries"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: webhookDeliveryPageShape,
};

export const getWebhookDelivery: Call<Operations['getWebhookDelivery']> = {
  id: "webhookDeliveries.get",
  method: "GET",
  path: ["/v1/webhook-deliveries/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: webhookDeliveryLogShape,
};

export const listApiKeys: Call<Operations['listApiKeys']> = {
  id: "apiKeys.list",
  method: "GET",
  path: ["/v1/api-keys"],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: apiKeyPageShape,
};

export const createApiKey: Call<Operations['createApiKey']> = {
  id: "apiKeys.create",
  method: "POST",
  path: ["/v1/api-keys"],
  access: ["sk"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: newApiKeyShape,
};

export const revokeApiKey: Call<Operations['revokeApiKey']> = {
  id: "apiKeys.revoke",
  method: "DELETE",
  path: ["/v1/api-keys/","id",""],
  access: ["sk"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: apiKeyShape,
};

export const getClock: Call<Operations['getClock']> = {
  id: "sandbox.clock",
  method: "GET",
  path: ["/v1/sandbox/clock"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: false,
  body: null,
  reply: businessClockShape,
};

export const setClock: Call<Operations['setClock']> = {
  id: "sandbox.setClock",
  method: "PUT",
  path: ["/v1/sandbox/clock"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: false,
  body: "json",
  reply: businessClockShape,
};

export const advanceClock: Call<Operations['advanceClock']> = {
  id: "sandbox.advance",
  method: "POST",
  path: ["/v1/sandbox/clock/advance"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: true,
  body: "json",
  reply: clockAdvanceShape,
};

export const reportDelivery: Call<Operations['reportDelivery']> = {
  id: "sandbox.deliver",
  method: "POST",
  path: ["/v1/sandbox/deliveries"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: true,
  body: "json",
  reply: shipmentShape,
};

export const payAtKonbini: Call<Operations['payAtKonbini']> = {
  id: "sandbox.payAtKonbini",
  method: "POST",
  path: ["/v1/sandbox/konbini-payments"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: true,
  body: "json",
  reply: receiptShape,
};

export const depositAtBank: Call<Operations['depositAtBank']> = {
  id: "sandbox.depositAtBank",
  method: "POST",
  path: ["/v1/sandbox/bank-deposits"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: true,
  body: "json",
  reply: receiptShape,
};

export const listRequestLogs: Call<Operations['listRequestLogs']> = {
  id: "sandbox.requestLogs",
  method: "GET",
  path: ["/v1/sandbox/request-logs"],
  access: ["sk","op"],
  testModeOnly: true,
  keyed: false,
  body: null,
  reply: requestLogPageShape,
};

export const listReviews: Call<Operations['listReviews']> = {
  id: "operator.reviews",
  method: "GET",
  path: ["/v1/operator/reviews"],
  access: ["op"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: reviewPageShape,
};

export const decideReview: Call<Operations['decideReview']> = {
  id: "operator.decideReview",
  method: "POST",
  path: ["/v1/operator/reviews/","id","/decide"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: reviewShape,
};

export const cancelPaidOrder: Call<Operations['cancelPaidOrder']> = {
  id: "operator.cancelOrder",
  method: "POST",
  path: ["/v1/operator/orders/","id","/cancel"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: reviewShape,
};

export const returnPaidItems: Call<Operations['returnPaidItems']> = {
  id: "operator.returnItems",
  method: "POST",
  path: ["/v1/operator/orders/","id","/returns"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: reviewShape,
};

export const forceDelivered: Call<Operations['forceDelivered']> = {
  id: "operator.forceDelivered",
  method: "POST",
  path: ["/v1/operator/shipments/","id","/force-delivered"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: shipmentShape,
};

export const listDeposits: Call<Operations['listDeposits']> = {
  id: "operator.deposits",
  method: "GET",
  path: ["/v1/operator/deposits"],
  access: ["op"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: receiptPageShape,
};

export const allocateDeposit: Call<Operations['allocateDeposit']> = {
  id: "operator.allocateDeposit",
  method: "POST",
  path: ["/v1/operator/deposits/","id","/allocate"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: "json",
  reply: receiptShape,
};

export const listAllPayouts: Call<Operations['listAllPayouts']> = {
  id: "operator.payouts",
  method: "GET",
  path: ["/v1/operator/payouts"],
  access: ["op"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: operatorPayoutPageShape,
};

export const approvePayout: Call<Operations['approvePayout']> = {
  id: "operator.approvePayout",
  method: "POST",
  path: ["/v1/operator/payouts/","id","/approve"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: null,
  reply: operatorPayoutShape,
};

export const listOperatorActions: Call<Operations['listOperatorActions']> = {
  id: "operator.actions",
  method: "GET",
  path: ["/v1/operator/actions"],
  access: ["op"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: operatorActionPageShape,
};

export const listParkedWork: Call<Operations['listParkedWork']> = {
  id: "operator.parkedWork",
  method: "GET",
  path: ["/v1/operator/parked-work"],
  access: ["op"],
  testModeOnly: false,
  keyed: false,
  body: null,
  reply: parkedWorkPageShape,
};

export const retryParkedWork: Call<Operations['retryParkedWork']> = {
  id: "operator.retryParkedWork",
  method: "POST",
  path: ["/v1/operator/parked-work/","id","/retry"],
  access: ["op"],
  testModeOnly: false,
  keyed: true,
  body: null,
  reply: parkedWorkShape,
};
