import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { epochMs, instant } from '../../../core/time.ts';
import { evenChance, signWebhook } from '../../../platform/webhook-signer.ts';
import { idSource } from '../../../core/id.ts';
import { endpointUrl } from '../model.ts';
import { bodyOf, headersOf, isSince, keyOf, secretFrom, signedContent, takes, testEvent } from './request.ts';

async function signed(secrets: readonly string[], { eventId, timestamp, body }: { eventId: string; timestamp: number; body: string }) {
  const content = signedContent({ eventId, timestamp, body });
  return headersOf({ eventId, timestamp, signatures: await Promise.all(secrets.map((secret) => signWebhook(keyOf(secret), content))) });
}

describe('the signature', () => {
  it('is byte for byte that of the reference implementation', async () => {
    const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const body = fc.oneof(fc.string({ unit: 'grapheme' }), fc.json());
    await fc.assert(
      fc.asyncProperty(secretBytes, body, fc.integer({ min: 1, max: 4_000_000_000 }), async (bytes, text, timestamp) => {
        const secret = secretFrom(bytes);
        const headers = await signed([secret], { eventId: 'evt_01', timestamp, body: text });
        expect(headers['webhook-signature']).toBe(new Webhook(secret).sign('evt_01', new Date(timestamp * 1_000), text));
      }),
      { numRuns: 50 },
    );
  });

  it('is taken by a receiver with either secret during a rotation, and not when a byte was changed', async () => {
    const [before, after] = [secretFrom(new Uint8Array(32).fill(1)), secretFrom(new Uint8Array(32).fill(2))];
    const body = '{"type":"order.approved","注文":"承認"}';
    const headers = await signed([after, before], { eventId: 'evt_01', timestamp: Math.floor(Date.now() / 1_000), body });
    for (const secret of [before, after]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(after).verify(body.replace('承認', '否決'), headers)).toThrow();
    expect(() => new Webhook(secretFrom(new Uint8Array(32).fill(3))).verify(body, headers)).toThrow();
  });

  it('goes with the headers of Standard Webhooks, a signature for each secret', () => {
    expect(headersOf({ eventId: 'evt_01', timestamp: 1_790_000_000, signatures: ['a=', 'b='] })).toEqual({
      'content-type': 'application/json',
      'user-agent': 'Atobarai-Webhooks/1',
      'webhook-id': 'evt_01',
      'webhook-timestamp': '1790000000',
      'webhook-signature': 'v1,a= v1,b=',
    });
  });

  it('has a secret of 32 bytes behind whsec_, and the bytes are the key', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
    expect(secretFrom(bytes)).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(keyOf(secretFrom(bytes))).toEqual(bytes);
  });

  it('spreads waits by an even chance in [0, 1)', () => {
    const drawn = Array.from({ length: 1_000 }, evenChance);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(new Set(drawn).size).toBeGreaterThan(990);
  });
});

describe('a test', () => {
  it('sends an event that happened to nothing but the endpoint, so its sequence stays 0', () => {
    const at = instant('2026-10-01T00:00:00Z');
    expect(JSON.parse(bodyOf(testEvent('whe_1', { id: 'evt_1', mode: 'live', at })))).toEqual({
      id: 'evt_1',
      type: 'endpoint.test',
      createdAt: '2026-10-01T09:00:00+09:00',
      mode: 'live',
      sequence: 0,
      resource: { type: 'webhook_endpoint', id: 'whe_1' },
      data: {},
    });
  });
});

describe('an endpoint', () => {
  it('takes the types it named, or all when it named none', () => {
    expect(takes({ events: [] }, 'order.approved')).toBe(true);
    expect(takes({ events: ['invoice.paid'] }, 'order.approved')).toBe(false);
    expect(takes({ events: ['invoice.paid'] }, 'invoice.paid')).toBe(true);
  });

  it('is told of what came after it, not of what was there before', () => {
    const at = (text: string) =>
      idSource(
        () => epochMs(instant(text)),
        (count) => new Uint8Array(count),
      ).next('evt');
    const endpoint = { createdAt: instant('2026-10-01T00:00:00.500Z') };
    expect(isSince(endpoint, at('2026-10-01T00:00:00.499Z'))).toBe(false);
    expect(isSince(endpoint, at('2026-10-01T00:00:00.500Z'))).toBe(true);
  });

  it.each([
    ['https://shop.example/webhooks?a=b', true, true],
    ['https://shop.example:8443/', true, true],
    ['https://shop.example:443/', true, true],
    ['https://shop.example:4000/', false, true],
    ['http://shop.example/', false, true],
    ['http://localhost:3000/', false, true],
    ['https://user@shop.example/', false, false],
    ['https://:pass@shop.example/', false, false],
    ['https://shop.example/#part', false, false],
    ['ftp://shop.example/', false, false],
    ['file:///etc/passwd', false, false],
    ['javascript:alert(1)', false, false],
    ['gopher://127.0.0.1:6379/_x', false, false],
    ['shop.example', false, false],
    ['', false, false],
  ])('%s: live %s, test %s', (text, live, test) => {
    expect([endpointUrl(text, 'live') !== undefined, endpointUrl(text, 'test') !== undefined]).toEqual([live, test]);
  });
});
