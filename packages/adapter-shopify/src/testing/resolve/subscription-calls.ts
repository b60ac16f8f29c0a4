import type { World } from '../shop/world.ts';
import { connection } from './connection.ts';

/** A subscription of the app in this shop, made through the API. */
export type FakeSubscription = {
  readonly id: string;
  readonly topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: readonly string[];
  /** Deliveries in a row that were not taken. */
  failures: number;
};

type SubscriptionInput = {
  readonly uri?: string;
  readonly name?: string;
  readonly filter?: string | null;
  readonly includeFields?: readonly string[];
};

function view({ id, topic, uri, name, filter, includeFields }: FakeSubscription) {
  return { id, topic, uri, name, filter, includeFields, apiVersion: { handle: '2026-07' }, format: 'JSON' };
}

/** One topic comes once to one address. */
function taken(present: readonly FakeSubscription[], topic: string, uri: string | undefined): boolean {
  return present.some((subscription) => subscription.topic === topic && subscription.uri === uri);
}

export function subscriptionCallsOf(world: World, present: FakeSubscription[]) {
  const refused = (message: string) => ({ webhookSubscription: null, userErrors: [{ field: ['webhookSubscription'], message }] });
  return {
    webhookSubscriptions: (args: { readonly first?: number; readonly after?: string | null }) => connection(present.map(view), args),
    webhookSubscriptionCreate({
      topic,
      webhookSubscription: input,
    }: {
      readonly topic: string;
      readonly webhookSubscription: SubscriptionInput;
    }) {
      if (input.uri === undefined || !input.uri.startsWith('https://')) return refused('Address protocol http:// is not supported');
      if (taken(present, topic, input.uri)) return refused('Address for this topic has already been taken');
      const made: FakeSubscription = {
        id: world.gid('WebhookSubscription'),
        topic,
        uri: input.uri,
        name: input.name ?? null,
        filter: input.filter ?? null,
        includeFields: input.includeFields ?? [],
        failures: 0,
      };
      present.push(made);
      return { webhookSubscription: view(made), userErrors: [] };
    },
    webhookSubscriptionUpdate({
      id,
      webhookSubscription: input,
    }: {
      readonly id: string;
      readonly webhookSubscription: SubscriptionInput;
    }) {
      const found = present.find((subscription) => subscription.id === id);
      if (found === undefined) return refused('Webhook subscription does not exist');
      found.uri = input.uri ?? found.uri;
      found.filter = input.filter ?? found.filter;
      found.includeFields = input.includeFields ?? found.includeFields;
      return { webhookSubscription: view(found), userErrors: [] };
    },
    webhookSubscriptionDelete({ id }: { readonly id: string }) {
      const place = present.findIndex((subscription) => subscription.id === id);
      if (place < 0)
        return { deletedWebhookSubscriptionId: null, userErrors: [{ field: ['id'], message: 'Webhook subscription does not exist' }] };
      present.splice(place, 1);
      return { deletedWebhookSubscriptionId: id, userErrors: [] };
    },
  };
}
