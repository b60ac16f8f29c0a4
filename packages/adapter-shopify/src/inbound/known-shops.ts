import type { Clock } from '../reconcile/ports.ts';
import type { Shop, ShopStore } from '../store/shops.ts';

// A burst of deliveries asks the database once for their shop. What is told of a shop that changed in
// between does no harm: it is only asked whether there is such a shop.
const keptMs = 5_000;

/** Finds shops, each at most once in a few seconds; a shop that is not there is looked for every time. */
export function knownShops(shops: Pick<ShopStore, 'find'>, { now }: Clock): (shop: string) => Promise<Shop | null> {
  const kept = new Map<string, { readonly found: Shop; readonly until: number }>();
  return async (shop) => {
    const known = kept.get(shop);
    if (known !== undefined && now() < known.until) return known.found;
    const found = await shops.find(shop);
    if (found === null) kept.delete(shop);
    else kept.set(shop, { found, until: now() + keptMs });
    return found;
  };
}
