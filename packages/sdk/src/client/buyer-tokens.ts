import { createBuyerToken } from './calls.gen.ts';
import type { BuyerToken, CreateBuyerToken } from '../contract/checkout.ts';
import type { CallOptions } from './options.ts';
import type { Connection } from './connection.ts';

/**
 * Tokens that let the checkout widget tell a signed-in customer what remains of the buyer's frame.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { buyerToken } = await client.buyerTokens.create({
 *   buyer: {
 *     kind: 'consumer',
 *     name: '山田 花子',
 *     nameKana: 'ヤマダ ハナコ',
 *     postalCode: '100-0005',
 *     address: { prefecture: '東京都', city: '千代田区', line1: '丸の内1-1' },
 *     phone: '090-1234-5678',
 *     email: 'hanako@example.jp',
 *   },
 * });
 * console.log(buyerToken.length);
 * ```
 */
export type BuyerTokens = {
  /** Makes a token, good for an hour, of a buyer whom the shop has signed in: it tells what remains of the frame. */
  readonly create: (token: CreateBuyerToken, options?: CallOptions) => Promise<BuyerToken>;
};

export function buyerTokensOf({ call }: Connection): BuyerTokens {
  return { create: (body, options) => call(createBuyerToken, { body }, options) };
}
