import { requiredScopes } from '../../graphql/scopes.ts';
import { adminApiVersion, subscribedTopics } from '../../outbound/index.ts';

/** What the app's TOML is made of. */
export type AppFacts = {
  readonly name: string;
  readonly clientId: string;
  /** Public address of the adapter, without a slash at its end. */
  readonly appUrl: string;
  readonly apiVersion?: string | undefined;
};

/** Topics are written in the TOML as in the headers: `FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE` begins with the longest of these. */
const resources = ['FULFILLMENT_ORDERS', 'FULFILLMENT_HOLDS', 'FULFILLMENT_EVENTS', 'FULFILLMENTS', 'ORDERS', 'REFUNDS', 'APP'] as const;

/** `ORDERS_CREATE` → `orders/create`. */
export function topicInToml(topic: string): string {
  const resource = resources.find((name) => topic.startsWith(`${name}_`));
  if (resource === undefined) throw new RangeError(`no topic of a resource that is known here: ${topic}`);
  return `${resource}/${topic.slice(resource.length + 1)}`.toLowerCase();
}

/** Asked by law of every app; Shopify takes them from the TOML alone. */
export const complianceTopics = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

/**
 * The file `shopify.app.toml`. The two kinds of topics stand in blocks of their own, because a block with
 * both is refused, and with full addresses, because a relative one is not taken everywhere.
 */
export function appToml({ name, clientId, appUrl, apiVersion = adminApiVersion }: AppFacts): string {
  const uri = `${appUrl}/shopify/webhooks`;
  const list = (topics: readonly string[]) => `[ ${topics.map(text).join(', ')} ]`;
  return `client_id = ${text(clientId)}
name = ${text(name)}
application_url = ${text(appUrl)}
embedded = false

[access_scopes]
scopes = ${text(requiredScopes.join(','))}

[auth]
redirect_urls = [ ${text(`${appUrl}/shopify/auth/callback`)} ]

[webhooks]
api_version = ${text(apiVersion)}

  [[webhooks.subscriptions]]
  topics = ${list(subscribedTopics.map(topicInToml))}
  uri = ${text(uri)}

  [[webhooks.subscriptions]]
  compliance_topics = ${list(complianceTopics)}
  uri = ${text(uri)}
`;
}

/** A basic string of TOML: JSON's escapes are among those it knows. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}
