import { describe, expect, it } from 'vitest';
import { check, Checked, ConfigError, PolicyOptions, policyOf } from './config.ts';
import { settingsFromEnvironment } from './environment.ts';
import { safePolicy } from './reconcile/policy.ts';

const good = {
  app: { clientId: 'id', clientSecrets: ['secret'], origin: 'https://adapter.example.jp' },
  auth: { kind: 'client_credentials' },
  shops: ['Teien.myshopify.com '],
  policy: {},
  atobaraiWebhookSecrets: [],
};

function problemsOf(work: () => unknown): ConfigError['problems'] {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('is taken as it is, the domain in its one spelling', () => {
    expect(check(Checked, good).shops).toEqual(['teien.myshopify.com']);
  });

  it.each([
    ['no client ID', { app: { ...good.app, clientId: '' } }, 'app.clientId'],
    ['no secret', { app: { ...good.app, clientSecrets: [] } }, 'app.clientSecrets'],
    ['no address', { app: { ...good.app, origin: 'adapter.example.jp' } }, 'app.origin'],
    ['an API version nobody has', { app: { ...good.app, apiVersion: '2026-05' } }, 'app.apiVersion'],
    ['the shop’s own domain', { shops: ['www.teien.example'] }, 'shops.0'],
    ['an empty token', { auth: { kind: 'static', token: '' } }, 'auth.token'],
    ['a step at which nothing is paid', { policy: { markPaidOn: 'sometimes' } }, 'policy.markPaidOn'],
    ['a carrier nobody knows', { policy: { carrierOverrides: { 自社便: 'own' } } }, 'policy.carrierOverrides.自社便'],
    ['no name of a payment method', { policy: { gatewayNames: [] } }, 'policy.gatewayNames'],
    ['half a yen', { policy: { capYen: 0.5 } }, 'policy.capYen'],
    ['hours that lie back', { policy: { cancelAfterHours: -1 } }, 'policy.cancelAfterHours'],
    ['a misspelt option', { policy: { onReject: 'cancel' } }, 'policy'],
    ['an API key as webhook secret', { atobaraiWebhookSecrets: ['sk_test_1'] }, 'atobaraiWebhookSecrets.0'],
  ])('says of %s where it is and what to do, in both languages', (_, change, path) => {
    const [problem, ...more] = problemsOf(() => check(Checked, { ...good, ...change }));
    expect(more).toEqual([]);
    expect(problem?.path).toBe(path);
    expect(problem?.messageJa).toMatch(/[ぁ-ん].*。/);
    expect(problem?.messageEn).toMatch(/^[A-Z][\x20-\x7e’]+$/);
  });

  it('tells everything that is wrong at once', () => {
    expect(problemsOf(() => check(Checked, { ...good, shops: ['x'], policy: { capYen: -1, writeTags: 'yes' } }))).toHaveLength(3);
  });

  it('never shows a secret in what it says', () => {
    const secret = 'shpss_very_secret';
    const problems = problemsOf(() =>
      check(Checked, { ...good, app: { ...good.app, clientSecrets: secret }, atobaraiWebhookSecrets: [secret] }),
    );
    expect(JSON.stringify(problems)).not.toMatch(secret);
  });
});

describe('the policy', () => {
  it('is safe where nothing is said: held, not cancelled, paid when we pay', () => {
    expect(policyOf(check(PolicyOptions, {}))).toEqual(safePolicy);
    expect(safePolicy).toMatchObject({ holdUntilScreened: true, onRejected: 'hold', markPaidOn: 'advanced' });
  });

  it('keeps a default where an option is undefined', () => {
    expect(policyOf(check(PolicyOptions, { onRejected: 'cancel', markPaidOn: undefined }))).toEqual({
      ...safePolicy,
      onRejected: 'cancel',
    });
  });
});

describe('the environment', () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  const variables = {
    SHOPIFY_SHOP: 'teien.myshopify.com, niwa.myshopify.com',
    SHOPIFY_CLIENT_ID: 'id',
    SHOPIFY_CLIENT_SECRET: 'new',
    SHOPIFY_CLIENT_SECRET_PREVIOUS: 'old',
    SHOPIFY_APP_URL: 'https://adapter.example.jp',
    SHOPIFY_GATEWAY_NAMES: '後払い決済,Pay later',
    ATOBARAI_KEY: 'sk_test_12345678',
    ATOBARAI_SHOPIFY_ENCRYPTION_KEY: key,
    DATABASE_URL: ' ',
  };

  it('is read with several shops, secrets and names; what is blank is as if it were not there', () => {
    expect(settingsFromEnvironment(variables)).toMatchObject({
      shops: ['teien.myshopify.com', 'niwa.myshopify.com'],
      clientSecrets: ['new', 'old'],
      gatewayNames: ['後払い決済', 'Pay later'],
      sealingKeys: [key],
      databaseUrl: undefined,
      dataDir: '.data',
      port: 4_600,
    });
  });

  it('says of a sealing key that is none how to make one', () => {
    const [problem] = problemsOf(() => settingsFromEnvironment({ ...variables, ATOBARAI_SHOPIFY_ENCRYPTION_KEY: 'abc' }));
    expect(problem).toMatchObject({
      path: 'ATOBARAI_SHOPIFY_ENCRYPTION_KEY.0',
      messageEn: expect.stringContaining('openssl rand -base64 32') as string,
    });
  });
});
