/** Without one of these the adapter cannot do its work. */
export const requiredScopes = [
  'write_orders',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
  'read_fulfillments',
] as const;

/** A scope the shop granted covers another: `write_orders` reads orders too. */
export function coversScope(granted: readonly string[], wanted: string): boolean {
  return granted.includes(wanted) || (wanted.startsWith('read_') && granted.includes(wanted.replace(/^read_/, 'write_')));
}

/** What must be granted still. Shopify shortens `read_orders,write_orders` to `write_orders`, so lists are not compared as they stand. */
export function missingScopes(granted: readonly string[]): string[] {
  return requiredScopes.filter((scope) => !coversScope(granted, scope));
}
