import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsFromEnvironment } from '../../environment.ts';
import { requiredScopes } from '../../graphql/scopes.ts';
import { knownTopics } from '../../inbound/topics.ts';
import { momentIn } from '../commands/backfill.ts';
import { type EnvFacts, envFile } from './env-file.ts';
import { asAnswer, initQuestions } from './init-questions.ts';
import { appToml } from './toml.ts';

const facts: EnvFacts = {
  shop: 'example.myshopify.com',
  clientId: 'abc',
  clientSecret: 'shpss_0123#"x',
  appUrl: 'https://adapter.example.jp',
  gatewayName: '後払い決済',
  atobaraiKey: 'sk_test_0123456789ab_secret',
  atobaraiBaseUrl: 'http://localhost:4400',
  encryptionKey: Buffer.alloc(32, 3).toString('base64'),
};

describe('the .env file', () => {
  it('is read back by the adapter as it was meant', () => {
    expect(settingsFromEnvironment(parseEnv(envFile(facts)))).toMatchObject({
      shops: [facts.shop],
      clientId: facts.clientId,
      clientSecrets: [facts.clientSecret],
      origin: facts.appUrl,
      gatewayNames: ['後払い決済'],
      atobaraiKey: facts.atobaraiKey,
      atobaraiBaseUrl: facts.atobaraiBaseUrl,
      sealingKeys: [facts.encryptionKey],
      databaseUrl: undefined,
      dataDir: '.data',
      port: 4600,
    });
  });

  it('keeps every value that can be written, and refuses the others', () => {
    const value = fc.string({ unit: fc.constantFrom(...'aB9 #$"\'`=\\né髙{}'), maxLength: 30 }).map((text) => text.trim());
    fc.assert(
      fc.property(value, (clientSecret) => {
        let text: string;
        try {
          text = envFile({ ...facts, clientSecret });
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(parseEnv(text)['SHOPIFY_CLIENT_SECRET'] ?? '').toBe(clientSecret);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the TOML of the app (shopify.md 7.8)', () => {
  const toml = appToml({ name: 'atobarai "x"', clientId: 'abc', appUrl: 'https://adapter.example.jp' });

  it('asks for exactly the scopes that are needed', () => {
    expect(toml).toContain(`scopes = "${requiredScopes.join(',')}"`);
    expect(toml).toContain('name = "atobarai \\"x\\""');
    expect(toml).toContain('api_version = "2026-07"');
  });

  it('subscribes to every topic that is understood, the privacy topics in a block of their own', () => {
    const blocks = toml.split('[[webhooks.subscriptions]]').slice(1);
    expect(blocks.map((block) => [...block.matchAll(/^ {2}(\w+) =/gm)].map(([, key]) => key))).toEqual([
      ['topics', 'uri'],
      ['compliance_topics', 'uri'],
    ]);
    const topics = [...toml.matchAll(/"([a-z_]+\/[a-z_]+)"/g)].map(([, topic = '']) => topic);
    expect(topics.toSorted()).toEqual([...knownTopics].toSorted());
    for (const block of blocks) expect(block).toContain('uri = "https://adapter.example.jp/shopify/webhooks"');
  });
});

describe('what init is told', () => {
  const read = (option: string, typed: string) => {
    const question = initQuestions.find((each) => each.option === option);
    const answer = question && asAnswer(question, typed);
    return answer?.ok ? answer.value : undefined;
  };

  it.each([
    ['shop', 'example', 'example.myshopify.com'],
    ['shop', ' https://Example.myshopify.com/admin ', 'example.myshopify.com'],
    ['shop', 'shop.example.jp', undefined],
    ['shop', '', undefined],
    ['app-url', 'https://adapter.example.jp/', 'https://adapter.example.jp'],
    ['app-url', 'http://localhost:4600', 'http://localhost:4600'],
    ['app-url', 'http://adapter.example.jp', undefined],
    ['app-url', 'https://adapter.example.jp/shopify', undefined],
    ['app-url', 'https://me:secret@adapter.example.jp', undefined],
    ['gateway-name', '後払い決済　', '後払い決済'],
    ['gateway-name', 'Gift Card', undefined],
    ['gateway-name', '後払い,決済', undefined],
    ['atobarai-key', 'sk_test_abc', 'sk_test_abc'],
    ['atobarai-key', 'pk_test_abc', undefined],
    ['atobarai-base-url', 'https://pay.example.jp/', 'https://pay.example.jp'],
    ['client-id', 'a b', undefined],
  ])('%s: %s → %s', (option, typed, value) => {
    expect(read(option, typed)).toBe(value);
  });
});

describe('the moment of a backfill', () => {
  const now = Date.parse('2026-11-20T10:00:00+09:00');

  it('begins with the day in Japan', () => {
    expect(new Date(momentIn('2026-11-01', now)).toISOString()).toBe('2026-10-31T15:00:00.000Z');
    expect(new Date(momentIn('2026-11-01T09:00:00+09:00', now)).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  });

  it.each(['2026-02-31', '2026-11-31', 'yesterday', '2026-11', '2026-11-01T09:00', '2026-11-21', '2026-09-20'])('is not %s', (text) => {
    expect(() => momentIn(text, now)).toThrow(/--since/);
  });
});
