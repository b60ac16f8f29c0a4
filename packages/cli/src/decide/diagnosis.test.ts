import type { WebhookEndpoint } from '@atobarai/sdk/contract';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../model.ts';
import { diagnosis, exitOf, type Facts } from './diagnosis.ts';

const endpoint: WebhookEndpoint = {
  id: 'whe_0000000000000000000001',
  url: 'https://shop.example/webhooks',
  description: null,
  events: [],
  enabled: true,
  disabledAt: null,
  disabledReason: null,
  failingSince: null,
  previousSecretUntil: null,
  createdAt: '2026-10-01T12:00:00+09:00',
};
const seen = <T>(value: T) => ({ ok: true, value }) as const;
const missed = (code: string, exit: (typeof exitCodes)[keyof typeof exitCodes]) => ({ ok: false, code, exit }) as const;

const healthy: Facts = {
  baseUrl: 'http://localhost:4400',
  version: '0.1.0',
  server: seen({ version: '0.1.0', ms: 3, skewMs: 0 }),
  ready: seen('ready'),
  key: { shown: 'sk_test_0000…abcd', mode: 'test', from: 'ATOBARAI_KEY', isOpenToOthers: false },
  shop: seen('見本商店'),
  clock: seen('2026-10-01T12:00:00+09:00'),
  endpoints: seen([endpoint]),
};

const found = (change: Partial<Facts>) => {
  const facts = { ...healthy, ...change };
  const checks = diagnosis(facts);
  return {
    exit: exitOf(facts, checks),
    bad: checks.filter(({ status }) => status !== 'ok').map(({ name, status }) => `${name} ${status}`),
  };
};

describe('what doctor makes of what it found', () => {
  it('is well where all is well, and an endpoint that the shop itself stopped is no fault', () => {
    expect(found({})).toEqual({ exit: 0, bad: [] });
    expect(found({ endpoints: seen([{ ...endpoint, enabled: false, disabledReason: 'requested' as const }]) })).toEqual({
      exit: 0,
      bad: [],
    });
  });

  it('warns of an endpoint that fails, and fails for one that was given up', () => {
    const failingSince = '2026-10-01T12:00:00+09:00';
    expect(found({ endpoints: seen([{ ...endpoint, failingSince }]) })).toEqual({ exit: 0, bad: ['webhooks warning'] });
    for (const disabledReason of ['gone', 'failing'] as const) {
      const stopped = { ...endpoint, failingSince, enabled: false, disabledReason };
      expect(found({ endpoints: seen([stopped]) })).toEqual({ exit: 1, bad: ['webhooks failed'] });
    }
  });

  it.each([
    [100_000, [], 0],
    [200_000, ['time warning'], 0],
    [301_000, ['time failed'], 1],
  ])('measures clocks that differ by %i ms against what signatures tolerate', (skewMs, bad, exit) => {
    expect(found({ server: seen({ version: '0.1.0', ms: 3, skewMs }) })).toEqual({ exit, bad });
  });

  it('fails when the database is not ready, and warns of a server of another generation', () => {
    expect(found({ ready: seen('not_ready') })).toEqual({ exit: 1, bad: ['ready failed'] });
    expect(found({ server: seen({ version: '1.0.0', ms: 3, skewMs: 0 }) })).toEqual({ exit: 0, bad: ['version warning'] });
  });

  it('ends by the gravest: nobody there, then nobody signed in, then a key that is refused', () => {
    const nothing = { ready: undefined, shop: undefined, clock: undefined, endpoints: undefined };
    expect(found({ ...nothing, server: missed('connection_failed', exitCodes.unreachable) }).exit).toBe(4);
    expect(found({ ...nothing, key: undefined }).exit).toBe(3);
    expect(found({ ...nothing, shop: missed('unauthorized', exitCodes.refused) }).exit).toBe(3);
  });
});
