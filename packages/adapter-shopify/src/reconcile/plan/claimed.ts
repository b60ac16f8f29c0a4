import type { Order } from '@atobarai/sdk';
import type { RegisterOrder } from '@atobarai/sdk/contract';
import { contentOf, shopOrderIdOf } from '../digest.ts';
import type { Claim, OrderFacts, Policy, ShopifyFacts } from '../model.ts';
import { overCredits } from './cancel.ts';
import { flagged, type Part } from './part.ts';

export type ReadyClaim = Extract<Claim, { kind: 'ready' }>;
export type Registered = OrderFacts & { readonly shopify: ShopifyFacts; readonly atobarai: Order };

/** Ours to collect: our gateway, no test, not from before the app. */
export function isWanted({ shopify, takenFrom }: OrderFacts): boolean {
  if (shopify === null || shopify.test || shopify.claim.kind === 'not_ours') return false;
  // Shopify tells instants in whole seconds: an order of that very second was placed after it.
  return Date.parse(shopify.createdAt) >= Math.floor(Date.parse(takenFrom) / 1000) * 1000;
}

export function registrationOf({ legacyId }: ShopifyFacts, { order }: ReadyClaim, revision: number): RegisterOrder {
  return { ...order, shopOrderId: shopOrderIdOf(legacyId, revision) };
}

export function isOverCap({ money }: ReadyClaim, { capYen }: Policy): boolean {
  return capYen !== null && money.claim > capYen;
}

export function overCap({ money }: ReadyClaim, { capYen }: Policy): Part {
  return flagged({ code: 'amount_over_cap', values: { amount: money.claim, cap: capYen ?? 0 } });
}

/** Yen that the service collects now, without its own fee to the buyer. */
export function collected({ billedAmount, buyerFee, returnedAmount }: Order): number {
  return billedAmount - buyerFee - returnedAmount;
}

/** How the order differs from what was last accepted. */
export function differences({ record, atobarai }: Registered, claim: ReadyClaim): { readonly person: boolean; readonly items: boolean } {
  const content = contentOf(claim);
  const amount = collected(atobarai) !== claim.money.claim;
  return {
    person: record.registered !== null && record.registered.person !== content.person,
    items: amount || (record.registered !== null && record.registered.items !== content.items),
  };
}

/** The service will not collect it, and Shopify awaits nothing more: the shop was paid in another way. */
export function isPaidOtherwise({ shopify, atobarai }: OrderFacts): boolean {
  if (shopify?.claim.kind !== 'ready' || atobarai === null) return false;
  return overCredits.has(atobarai.axes.credit) && shopify.claim.money.outstanding <= 0;
}
