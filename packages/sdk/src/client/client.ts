import { type ApiKeys, apiKeysOf } from './api-keys.ts';
import { type BuyerTokens, buyerTokensOf } from './buyer-tokens.ts';
import { connect, openConnection } from './connection.ts';
import { type Events, eventsOf } from './events.ts';
import { type Exports, exportsOf } from './exports.ts';
import { type Imports, importsOf } from './imports.ts';
import { type Invoices, invoicesOf } from './invoices.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import { type Operator, operatorOf } from './operator.ts';
import type { ClientOptions } from './options.ts';
import { type Orders, ordersOf } from './orders.ts';
import { type Payouts, payoutsOf } from './payouts.ts';
import { type Sandbox, sandboxOf } from './sandbox.ts';
import { settled } from './settled.ts';
import { type MerchantSettings, settingsOf } from './settings.ts';
import { type Shipments, shipmentsOf } from './shipments.ts';
import { type WebhookDeliveries, webhookDeliveriesOf } from './webhook-deliveries.ts';
import { type WebhookEndpoints, webhookEndpointsOf } from './webhook-endpoints.ts';

/** Everything a shop's server can do, by resource. */
export type Client = {
  readonly orders: Orders;
  readonly shipments: Shipments;
  readonly imports: Imports;
  readonly exports: Exports;
  readonly invoices: Invoices;
  readonly payouts: Payouts;
  readonly ledger: Ledger;
  readonly settings: MerchantSettings;
  readonly events: Events;
  readonly webhookEndpoints: WebhookEndpoints;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly apiKeys: ApiKeys;
  readonly buyerTokens: BuyerTokens;
  readonly sandbox: Sandbox;
};

/** Everything an operator's machine can do. */
export type OperatorClient = Operator & { readonly sandbox: Sandbox };

/**
 * Makes a client for a shop's server. Calls are repeated with the same idempotency key when that may
 * help, within 60 seconds, so that nothing is done twice.
 *
 * @throws {@link AuthenticationError} when the key is missing, malformed, publishable or an operator's
 * @throws {@link RequestError} when an option is not as described
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '', baseUrl: 'http://localhost:4400' });
 * const { data } = await client.orders.list({ limit: 10 }).page();
 * console.log(data.map((order) => `${order.shopOrderId} ${order.status}`));
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const connection = connect(options);
  return {
    orders: ordersOf(connection),
    shipments: shipmentsOf(connection),
    imports: importsOf(connection),
    exports: exportsOf(connection),
    invoices: invoicesOf(connection),
    payouts: payoutsOf(connection),
    ledger: ledgerOf(connection),
    settings: settingsOf(connection),
    events: eventsOf(connection),
    webhookEndpoints: webhookEndpointsOf(connection),
    webhookDeliveries: webhookDeliveriesOf(connection),
    apiKeys: apiKeysOf(connection),
    buyerTokens: buyerTokensOf(connection),
    sandbox: sandboxOf(connection),
  };
}

/**
 * Makes a client for the provider's operators.
 *
 * @throws {@link AuthenticationError} when the key is not an operator's (`op_…`)
 *
 * @example
 * ```ts
 * import { createOperatorClient } from '@atobarai/sdk';
 *
 * const operator = createOperatorClient({ apiKey: process.env['ATOBARAI_OPERATOR_KEY'] ?? '' });
 * for await (const order of operator.reviews()) {
 *   await operator.decideReview(order.id, { result: 'approved', reason: 'Called the buyer' });
 * }
 * ```
 */
export function createOperatorClient(options: ClientOptions): OperatorClient {
  const connection = openConnection(settled(options, 'op'));
  return { ...operatorOf(connection), sandbox: sandboxOf(connection) };
}
