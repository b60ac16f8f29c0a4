import type { Authorization, AuthorizationRequest, CheckoutConfig, Quote, QuoteRequest } from '../contract/checkout.ts';
import { authorizeCheckout, getCheckoutConfig, quoteCheckout } from './calls.gen.ts';
import { openConnection } from './connection.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { settled } from './settled.ts';

/** What a checkout page may ask with a publishable key, for pages that draw the payment choice themselves. */
export type CheckoutClient = {
  /** What the page shows: the shop's name, limits, terms, texts in both languages. */
  readonly config: (options?: CallOptions) => Promise<CheckoutConfig>;
  /** Whether this cart can be paid later, and what it costs in yen. A stranger's credit is not told. */
  readonly quote: (cart: QuoteRequest, options?: CallOptions) => Promise<Quote>;
  /** Screens the buyer now; an approval holds the frame for 15 minutes under a token that is good for one order. */
  readonly authorize: (request: AuthorizationRequest, options?: CallOptions) => Promise<Authorization>;
};

/**
 * Makes a client for a shop's page. The server answers pages of the origins in the shop's settings only.
 *
 * @throws {@link AuthenticationError} when the key is not publishable (`pk_…`)
 * @throws {@link RequestError} when an option is not as described
 *
 * @example
 * ```ts
 * import { createCheckoutClient } from '@atobarai/sdk';
 *
 * const checkout = createCheckoutClient({ apiKey: 'pk_test_…', baseUrl: 'http://localhost:4400' });
 * const { available, buyerFee } = await checkout.quote({ amount: 5_500 });
 * console.log(available, buyerFee);
 * ```
 */
export function createCheckoutClient(options: ClientOptions): CheckoutClient {
  const { call } = openConnection(settled(options, 'pk'));
  return {
    config: (callOptions) => call(getCheckoutConfig, {}, callOptions),
    quote: (body, callOptions) => call(quoteCheckout, { body }, callOptions),
    authorize: (body, callOptions) => call(authorizeCheckout, { body }, callOptions),
  };
}
