import { expect } from 'vitest';
import type { Counter } from '../support/checkout.ts';
import type { Cart } from '../support/shop-client.ts';

/** The shop's other way to pay, which must go on whatever becomes of pay-later. */
export const inShop = 'pp_system_default';

export async function payInShop(counter: Counter, cart: Pick<Cart, 'id'>): Promise<void> {
  await counter.choosePayment(cart, { provider: inShop });
  expect((await counter.complete(cart.id)).body.type).toBe('order');
}
