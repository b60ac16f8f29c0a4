import type { Event } from '@atobarai/sdk';
import { createWebhookHandler, type SeenEvents, type WebhookEvent, type WebhookHandler } from '@atobarai/sdk/webhooks';
import type { Clock } from '../reconcile/ports.ts';
import type { ShopifyStore } from '../store/index.ts';

export type ServiceEventParts = {
  readonly store: ShopifyStore;
  readonly clock: Clock;
};

/** An event of the service is, like a delivery of Shopify's, a reason to look at the order. Answers whether it is one of ours. */
export async function noteServiceEvent(
  event: Pick<Event | WebhookEvent, 'resource'>,
  { store, clock }: ServiceEventParts,
): Promise<boolean> {
  if (event.resource.type !== 'order') return false;
  const found = await store.orders.findByTransaction(event.resource.id);
  if (found === null) return false;
  await store.due.mark(found.shop, [found.gid], clock.now());
  return true;
}

// Looking at an order twice does no harm, so there is nothing to remember.
const alwaysNew: SeenEvents = { claim: async () => 'claimed', done: async () => {}, release: async () => {} };

/** `POST /atobarai/webhooks`: signed by the service, Standard Webhooks 1.0.0. */
export function serviceWebhooks(
  secrets: readonly string[],
  parts: ServiceEventParts & { readonly onError: (error: unknown) => void },
): WebhookHandler {
  return createWebhookHandler({
    secrets,
    seen: alwaysNew,
    on: {},
    otherwise: (event) => noteServiceEvent(event, parts),
    now: parts.clock.now,
    onError: parts.onError,
  });
}
