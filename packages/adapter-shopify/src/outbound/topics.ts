import type { WebhookSubscriptionTopic } from '../graphql/types.gen.ts';

/**
 * What the adapter hears of through the Admin API. The three privacy topics are not of this enum: they
 * stand in the app's TOML alone (shopify.dev, mandatory compliance webhooks).
 */
export const subscribedTopics = [
  'ORDERS_CREATE',
  'ORDERS_UPDATED',
  'ORDERS_EDITED',
  'ORDERS_CANCELLED',
  'ORDERS_DELETE',
  'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE',
  'FULFILLMENTS_CREATE',
  'FULFILLMENTS_UPDATE',
  'FULFILLMENT_EVENTS_CREATE',
  'FULFILLMENT_HOLDS_RELEASED',
  'REFUNDS_CREATE',
  'APP_UNINSTALLED',
  'APP_SCOPES_UPDATE',
] as const satisfies readonly WebhookSubscriptionTopic[];
