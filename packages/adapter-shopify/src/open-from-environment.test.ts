import { describe, expect, it } from 'vitest';
import { ConfigError } from './config.ts';
import { openFromEnvironment } from './open-from-environment.ts';

const env = {
  SHOPIFY_SHOP: 'example.myshopify.com',
  SHOPIFY_CLIENT_ID: 'client',
  SHOPIFY_CLIENT_SECRET: 'shpss_secret',
  SHOPIFY_APP_URL: 'https://adapter.example.jp',
  ATOBARAI_KEY: 'sk_test_0123456789ab_secret',
  ATOBARAI_SHOPIFY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
};
const problems = async (changes: Readonly<Record<string, string>>): Promise<string[]> => {
  const error: unknown = await openFromEnvironment({ ...env, ...changes }, { inMemory: true }).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigError)) throw new Error(`not refused: ${String(error)}`);
  return error.problems.map(({ path }) => path);
};

describe('opening the adapter from the environment', () => {
  it('takes the policy of SHOPIFY_POLICY, and the names of the payment method beside it', async () => {
    const { adapter, settings, shopOrigin, close } = await openFromEnvironment(
      { ...env, SHOPIFY_GATEWAY_NAMES: '後払い決済, Pay later', SHOPIFY_POLICY: '{"onRejected":"cancel","capYen":30000}' },
      { inMemory: true },
    );
    expect(adapter.policy).toMatchObject({
      gatewayNames: ['後払い決済', 'Pay later'],
      onRejected: 'cancel',
      capYen: 30_000,
      markPaidOn: 'advanced',
    });
    expect(adapter.webhookUri).toBe('https://adapter.example.jp/shopify/webhooks');
    expect([settings.port, shopOrigin('example.myshopify.com')]).toEqual([4_600, 'https://example.myshopify.com']);
    await close();
  });

  it.each([
    ['{"onRejected":', ['SHOPIFY_POLICY']],
    ['[]', ['SHOPIFY_POLICY']],
    ['{"onRejected":"delete"}', ['policy.onRejected']],
    ['{"onReject":"hold"}', ['policy']],
    ['{"capYen":0.5}', ['policy.capYen']],
  ])('refuses the policy %s before anything is opened', async (policy, paths) => {
    expect(await problems({ SHOPIFY_POLICY: policy })).toEqual(paths);
  });

  it('names everything that is wrong at once', async () => {
    expect(await problems({ SHOPIFY_CLIENT_ID: '', SHOPIFY_APP_URL: 'x', ATOBARAI_WEBHOOK_SECRET: 'secret' })).toEqual([
      'app.clientId',
      'app.origin',
      'atobaraiWebhookSecrets.0',
    ]);
    expect(await problems({ ATOBARAI_SHOPIFY_ENCRYPTION_KEY: 'short', PORT: 'many' })).toContain('ATOBARAI_SHOPIFY_ENCRYPTION_KEY.0');
  });
});
