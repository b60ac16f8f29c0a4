import { foldWidth } from './text.ts';

/**
 * Whether an order was placed with our payment method. The method's name is the shop's own and may be
 * translated, so a list of names is compared, after width and outer spaces are folded (shopify.md 1.6).
 */
export function matchesGateway(names: readonly string[], ours: readonly string[]): boolean {
  const known = new Set(ours.map(foldWidth).filter((name) => name !== ''));
  return names.some((name) => known.has(foldWidth(name)));
}

/** Whether one transaction went through our payment method. */
export function isOurGateway(name: string | null | undefined, ours: readonly string[]): boolean {
  return name !== null && name !== undefined && matchesGateway([name], ours);
}

/** Names that Shopify keeps for itself: a manual payment method cannot be called so (shopify.md 1.6). */
export const reservedGatewayNames = [
  'Bank Deposit',
  'Cash',
  'Cash on Delivery (COD)',
  'custom',
  'External Credit',
  'External Debit',
  'Gift Card',
  'Money Order',
  'Store Credit',
] as const;

/** Whether a shop cannot give its payment method this name. */
export function isReservedGatewayName(name: string): boolean {
  const folded = foldWidth(name).toLowerCase();
  return reservedGatewayNames.some((reserved) => reserved.toLowerCase() === folded);
}
