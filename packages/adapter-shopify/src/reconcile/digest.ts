import { createHash } from 'node:crypto';
import type { Claim, OrderRecord, RegisteredContent } from './model.ts';

/** SHA-256 of what a value says, whatever the order of its keys. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)
    .join(',')}}`;
}

/** What is remembered of a claim once the service has taken it: digests, and which line is which. */
export function contentOf({ order, lines }: Extract<Claim, { kind: 'ready' }>): RegisteredContent {
  return {
    // What the shop knows of its member grows with every order and is no correction.
    person: digestOf({ buyer: { ...order.buyer, member: undefined }, shipTo: order.shipTo }),
    items: digestOf({ items: order.items, billedAmount: order.billedAmount }),
    lines,
    quantities: order.items.map(({ quantity }) => quantity),
  };
}

// The keys of shopify.md 7.4: made of the content, never of a delivery, so that a repeat is a repeat.

export type KeyOwner = Pick<OrderRecord, 'shop' | 'gid'>;

const keyOf = ({ shop, gid }: KeyOwner, ...parts: readonly (string | number)[]): string => ['shopify', shop, gid, ...parts].join(':');

/** The first registration has the bare key; what is registered again after a correction has its number. */
const numbered = (revision: number): readonly number[] => (revision === 1 ? [] : [revision]);

export const registerKey = (owner: KeyOwner, revision: number): string => keyOf(owner, 'register', ...numbered(revision));
export const cancelKey = (owner: KeyOwner, revision: number): string => keyOf(owner, 'cancel', ...numbered(revision));
/** `content` holds the version it starts from: there and back again are two changes. */
export const amendKey = (owner: KeyOwner, content: unknown): string => keyOf(owner, 'amend', digestOf(content));
export const shipKey = (owner: KeyOwner, fulfillmentGid: string, content: unknown): string =>
  keyOf(owner, 'ship', fulfillmentGid, digestOf(content));

/** The shop's number of an order at the service; unique for ever, as Shopify's own ids are. */
export function shopOrderIdOf(legacyId: string, revision: number): string {
  return revision === 1 ? legacyId : `${legacyId}-${revision}`;
}
