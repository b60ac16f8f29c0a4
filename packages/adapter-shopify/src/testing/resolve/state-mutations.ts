import { createHash } from 'node:crypto';
import { orderPayload } from '../payloads/order.ts';
import { fulfillmentStatus } from '../shop/amounts.ts';
import type { FakeOrder } from '../shop/model.ts';
import { touch, type World } from '../shop/world.ts';
import { readableOrder } from './queries.ts';

const notFound = { field: ['id'], message: 'Resource not found' };

/** A change of the app's own is told like any other (shopify.md 1.4). */
function echo(world: World, order: FakeOrder): void {
  touch(world, order);
  world.emit('orders/updated', orderPayload(world, order));
}

function changeTags(world: World, id: string, change: (tags: Set<string>) => void) {
  const order = readableOrder(world, id);
  if (order === null) return { node: null, userErrors: [notFound] };
  const before = [...order.tags].sort().join();
  change(order.tags);
  if ([...order.tags].sort().join() !== before) echo(world, order);
  return { node: null, userErrors: [] };
}

type MetafieldInput = {
  readonly ownerId: string;
  readonly namespace?: string;
  readonly key: string;
  readonly value: string;
  readonly compareDigest?: string | null;
};

function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function fieldName({ namespace, key }: MetafieldInput): string {
  return `${namespace ?? '$app'}.${key}`;
}

function metafieldFault(world: World, input: MetafieldInput): { message: string; code: string } | null {
  const order = readableOrder(world, input.ownerId);
  if (order === null) return { message: 'Owner does not exist.', code: 'INVALID' };
  if (!('compareDigest' in input)) return null;
  const present = order.metafields.get(fieldName(input))?.digest ?? null;
  return present === (input.compareDigest ?? null)
    ? null
    : { message: 'The resource has been updated since it was loaded.', code: 'STALE_OBJECT' };
}

/** All or none; a digest that no longer fits is refused (schema, metafieldsSet). */
function setMetafields(world: World, { metafields }: { readonly metafields: readonly MetafieldInput[] }) {
  const faults = metafields.flatMap((input, elementIndex) => {
    const fault = metafieldFault(world, input);
    return fault === null ? [] : [{ ...fault, field: ['metafields', String(elementIndex)], elementIndex }];
  });
  if (faults.length > 0) return { metafields: [], userErrors: faults };
  const written = metafields.map((input) => {
    const order = readableOrder(world, input.ownerId);
    const digest = digestOf(input.value);
    order?.metafields.set(fieldName(input), { value: input.value, digest });
    if (order !== null) echo(world, order);
    return { id: world.gid('Metafield'), namespace: input.namespace ?? '$app', key: input.key, value: input.value, compareDigest: digest };
  });
  return { metafields: written, userErrors: [] };
}

type RiskInput = { readonly orderId: string; readonly riskLevel: FakeOrder['risk']; readonly facts: readonly unknown[] };

function assessRisk(world: World, { orderRiskAssessmentInput: input }: { readonly orderRiskAssessmentInput: RiskInput }) {
  const order = readableOrder(world, input.orderId);
  const refuse = (code: string, message: string) => ({ orderRiskAssessment: null, userErrors: [{ field: ['orderId'], message, code }] });
  if (order === null) return refuse('NOT_FOUND', 'Order does not exist.');
  if (fulfillmentStatus(order) === 'FULFILLED') return refuse('ORDER_ALREADY_FULFILLED', 'The order is marked as fulfilled.');
  if (input.facts.length > 20) return refuse('TOO_MANY_FACTS', 'More than 20 facts were provided.');
  order.risk = input.riskLevel;
  echo(world, order);
  return { orderRiskAssessment: { riskLevel: input.riskLevel, facts: input.facts }, userErrors: [] };
}

export function stateMutationsOf(world: World) {
  return {
    tagsAdd: ({ id, tags }: { readonly id: string; readonly tags: readonly string[] }) =>
      changeTags(world, id, (present) => {
        for (const tag of tags) present.add(tag);
      }),
    tagsRemove: ({ id, tags }: { readonly id: string; readonly tags: readonly string[] }) =>
      changeTags(world, id, (present) => {
        for (const tag of tags) present.delete(tag);
      }),
    metafieldsSet: (args: Parameters<typeof setMetafields>[1]) => setMetafields(world, args),
    orderRiskAssessmentCreate: (args: Parameters<typeof assessRisk>[1]) => assessRisk(world, args),
    metafieldDefinitionCreate: () => ({ createdDefinition: { id: world.gid('MetafieldDefinition') }, userErrors: [] }),
  };
}
