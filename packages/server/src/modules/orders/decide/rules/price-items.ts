import type { ItemInput } from '@atobarai/sdk/contract';
import type { Refusal } from '../../../../core/result.ts';
import type { OrderItem } from '../../model.ts';
import { Findings } from './findings.ts';
import { checkItems } from './items.ts';
import type { Draft, OrderFacts } from './model.ts';
import { tidy } from './tidy.ts';

export type PricedCart =
  | { readonly ok: true; readonly items: readonly OrderItem[] }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** Holds the lines of a cart against the rules of an order's lines, before there is an order. */
export function priceItems(items: readonly ItemInput[], facts: OrderFacts): PricedCart {
  const found = new Findings([]);
  // The contract has looked at the shapes; tidying takes nothing from them.
  const draft: Draft = { items: tidy(items) as Draft['items'] };
  const priced = checkItems({ draft, facts, found });
  const [first, ...others] = found.refusals;
  if (first) return { ok: false, refusals: [first, ...others] };
  return priced ? { ok: true, items: priced.items } : { ok: false, refusals: [{ code: 'type', path: 'items' }] };
}
