import {
  type AtobaraiSubsQuery,
  subCreateMutation,
  subsQuery,
  subUpdateMutation,
  type WebhookSubscriptionTopic,
} from '../graphql/types.gen.ts';
import type { ShopAdmin, SubscriptionReport } from '../reconcile/ports.ts';
import type { AdminClient } from './admin-client.ts';
import { errorsIn } from './outcome.ts';
import { subscribedTopics } from './topics.ts';

/** A webhook subscription of this app in the shop: ours, or that of another part of the same app. */
export type Subscription = AtobaraiSubsQuery['webhookSubscriptions']['nodes'][number];

/** What is to be done so that every topic comes to `uri`. There is no "delete": what is not ours is none of our business. */
export type SubscriptionChanges = {
  readonly create: readonly WebhookSubscriptionTopic[];
  readonly mend: readonly { readonly id: string; readonly topic: WebhookSubscriptionTopic }[];
  readonly kept: number;
};

/** `ORDERS_CREATE` → `atobarai-orders-create`. */
export function subscriptionName(topic: WebhookSubscriptionTopic): string {
  return `atobarai-${topic.toLowerCase().replaceAll('_', '-')}`;
}

function hearsAll({ filter, includeFields }: Subscription): boolean {
  return (filter ?? '') === '' && includeFields.length === 0;
}

/** Ours by name, or made before it had one: same topic, same address. */
export function subscriptionChanges(present: readonly Subscription[], uri: string): SubscriptionChanges {
  const create: WebhookSubscriptionTopic[] = [];
  const mend: { id: string; topic: WebhookSubscriptionTopic }[] = [];
  for (const topic of subscribedTopics) {
    const ofTopic = present.filter((subscription) => subscription.topic === topic);
    if (ofTopic.some((subscription) => subscription.uri === uri && hearsAll(subscription))) continue;
    const ours = ofTopic.find(({ name }) => name === subscriptionName(topic));
    if (ours === undefined) create.push(topic);
    else mend.push({ id: ours.id, topic });
  }
  return { create, mend, kept: subscribedTopics.length - create.length - mend.length };
}

async function present(client: AdminClient): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for (let after: string | null = null, more = true; more;) {
    const { webhookSubscriptions }: AtobaraiSubsQuery = await client.request(subsQuery, { after });
    found.push(...webhookSubscriptions.nodes);
    after = webhookSubscriptions.pageInfo.endCursor;
    more = webhookSubscriptions.pageInfo.hasNextPage;
  }
  return found;
}

function refuse(topic: WebhookSubscriptionTopic, errors: readonly { readonly message: string }[]): void {
  if (errors.length === 0) return;
  throw new Error(`Shopify refused the subscription to ${topic}: ${errors.map(({ message }) => message).join('; ')}`);
}

async function ensure(client: AdminClient, uri: string): Promise<SubscriptionReport> {
  const changes = subscriptionChanges(await present(client), uri);
  for (const topic of changes.create) {
    const sub = { uri, name: subscriptionName(topic) };
    const { webhookSubscriptionCreate } = await client.request(subCreateMutation, { topic, sub });
    refuse(
      topic,
      errorsIn(webhookSubscriptionCreate, ({ userErrors }) => userErrors),
    );
  }
  for (const { id, topic } of changes.mend) {
    const { webhookSubscriptionUpdate } = await client.request(subUpdateMutation, { id, sub: { uri, filter: '', includeFields: [] } });
    refuse(
      topic,
      errorsIn(webhookSubscriptionUpdate, ({ userErrors }) => userErrors),
    );
  }
  return { created: changes.create, mended: changes.mend.map(({ topic }) => topic), kept: changes.kept };
}

export function subscriptionCalls(client: AdminClient): Pick<ShopAdmin, 'subscriptions' | 'ensureSubscriptions'> {
  return {
    subscriptions: async () => await present(client),
    ensureSubscriptions: async (uri) => await ensure(client, uri),
  };
}
