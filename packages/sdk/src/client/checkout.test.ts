import { expect, it } from 'vitest';
import { json, scriptedServer } from '../../tests/support/scripted-server.ts';
import { AuthorizationRequest, authorizeCheckout, getCheckoutConfig, quoteCheckout } from '../contract/checkout.ts';
import { exampleOf } from '../testing/index.ts';
import { createCheckoutClient } from './checkout.ts';

const apiKey = 'pk_test_0123456789ab_publishable';

it('F01: speaks of the checkout as the contract does, with a publishable key', async () => {
  const [config, quote, authorization] = [getCheckoutConfig, quoteCheckout, authorizeCheckout].map((operation) => exampleOf(operation));
  const server = scriptedServer(json(200, config), json(200, quote), json(201, authorization));
  const checkout = createCheckoutClient({ apiKey, baseUrl: 'https://pay.example', fetch: server.fetch });
  expect(await checkout.config()).toEqual(config);
  expect(await checkout.quote({ amount: 5_500 })).toEqual(quote);
  expect(await checkout.authorize(exampleOf(AuthorizationRequest), { idempotencyKey: 'try-1' })).toEqual(authorization);
  expect(server.requests.at(-1)?.headers.get('idempotency-key')).toBe('try-1');
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://pay.example/v1/checkout/config',
    'POST https://pay.example/v1/checkout/quotes',
    'POST https://pay.example/v1/checkout/authorizations',
  ]);
});

it.each([
  ['sk_test_0123456789ab_secretsecret', /createClient\(\)/],
  ['op_test_0123456789ab_secretsecret', /createOperatorClient\(\)/],
  ['', /publishable key \(pk_test_/],
])('refuses another key, and says where it belongs: %j', (other, words) => {
  expect(() => createCheckoutClient({ apiKey: other })).toThrow(words);
});
