import type { Mode } from '../../../core/database.ts';
import { ownMachine } from '../policy/limits.ts';

/** Whether a page of this origin may use the shop's publishable key. */
export function mayCall(origin: string | undefined, shop: { readonly mode: Mode; readonly origins: readonly string[] }): boolean {
  if (origin === undefined) return false;
  return shop.origins.includes(origin) || (shop.mode === 'test' && ownMachine.test(origin));
}
