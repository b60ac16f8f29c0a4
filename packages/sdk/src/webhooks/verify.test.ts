import { describe, expect, expectTypeOf, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { isAtobaraiError } from '../index.ts';
import { approvedEvent, otherSecret, secret } from './delivery.fixture.ts';
import { createWebhookSecret, isWebhookVerificationError, signWebhook, verifyWebhook, type WebhookEvent } from './index.ts';

const event = approvedEvent();
const nowMs = Date.parse('2026-11-20T01:00:00Z');
const now = () => nowMs;
const signedAgo = (seconds: number) => signWebhook(event, secret, { now: () => nowMs - seconds * 1_000 });
const verifying = (signed: { body: string; headers: Record<string, string> }, secrets: string | string[] = secret) =>
  verifyWebhook(signed.body, signed.headers, { secrets, now });
const codeOf = (verification: Promise<unknown>) =>
  verification.then(
    () => 'taken',
    (error: unknown) => {
      if (!isWebhookVerificationError(error)) throw error;
      expect(error.message).toMatch(/[A-Z].{30,}[.?]$/);
      return error.code;
    },
  );

describe('a delivery of the service', () => {
  it('is the event that was sent, whether its body is text or bytes', async () => {
    const { body, headers } = await signedAgo(0);
    const bytes = new TextEncoder().encode(body);
    for (const raw of [body, bytes, bytes.buffer, Buffer.from(body)]) {
      expect(await verifyWebhook(raw, headers, { secrets: secret, now })).toEqual(event);
    }
  });

  it('keeps Japanese text and fields of a newer server as they are', async () => {
    const newer = { ...event, data: { ...event.data, note: '品川 𠮷野家' }, region: 'jp' };
    expect(await verifying(await signWebhook(newer, secret, { now }))).toEqual(newer);
  });

  type Given = Record<string, string>;
  const renamed = (headers: Given, change: (name: string, value: string) => [string, string | string[]]) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => change(name, value)));
  it.each([
    ['Headers', (headers: Given) => new Headers(headers)],
    ['names in capitals', (headers: Given) => renamed(headers, (name, value) => [name.toUpperCase(), value])],
    ['values in lists', (headers: Given) => renamed(headers, (name, value) => [name, [value]])],
    ['others beside them', (headers: Given) => ({ get: 'ready', 'set-cookie': ['a', 'b'], empty: undefined, ...headers })],
  ] as const)('is verified by its headers as %s', async (_, shapeOf) => {
    const { body, headers } = await signedAgo(0);
    expect(await verifyWebhook(body, shapeOf(headers), { secrets: secret, now })).toEqual(event);
  });

  it.each([
    [299, 'taken'],
    [300, 'taken'],
    [301, 'timestamp_too_old'],
    [-299, 'taken'],
    [-300, 'taken'],
    [-301, 'timestamp_too_new'],
    [400, 'timestamp_too_old'],
  ])('signed %i seconds ago is %s', async (seconds, outcome) => {
    expect(await codeOf(verifying(await signedAgo(seconds)))).toBe(outcome);
  });

  it('recorded once and sent again later is too old, and cannot be made young again', async () => {
    const recorded = await signedAgo(3_600);
    expect(await codeOf(verifying(recorded))).toBe('timestamp_too_old');
    const freshened = { ...recorded.headers, 'webhook-timestamp': String(nowMs / 1_000) };
    expect(await codeOf(verifying({ ...recorded, headers: freshened }))).toBe('no_matching_signature');
  });

  it('may be as far from your clock as you say', async () => {
    const { body, headers } = await signedAgo(60);
    const within = (toleranceSeconds: number) => verifyWebhook(body, headers, { secrets: secret, now, toleranceSeconds });
    expect(await codeOf(within(60))).toBe('taken');
    expect(await codeOf(within(59))).toBe('timestamp_too_old');
  });
});

describe('a delivery that was tampered with', () => {
  const tampered = async (change: (signed: { body: string; headers: Record<string, string> }) => object) => {
    const signed = await signedAgo(0);
    return codeOf(verifying({ ...signed, ...change(signed) }));
  };
  const header = (name: string, change: (value: string) => string) => (signed: { headers: Record<string, string> }) => ({
    headers: { ...signed.headers, [name]: change(signed.headers[name] ?? '') },
  });

  it.each([
    ['one letter of the body', ({ body }: { body: string }) => ({ body: body.replace('5500', '5501') })],
    ['a space in the body', ({ body }: { body: string }) => ({ body: `${body} ` })],
    ['the id', header('webhook-id', (id) => `${id}x`)],
    ['the timestamp', header('webhook-timestamp', (timestamp) => String(Number(timestamp) + 1))],
    [
      'one letter of the signature',
      header('webhook-signature', (value) => value.replace(/^v1,(.)/, (_, first) => `v1,${first === 'A' ? 'B' : 'A'}`)),
    ],
    ['the signature cut short', header('webhook-signature', (value) => value.slice(0, -8))],
    ['the signature cut to its version', header('webhook-signature', () => 'v1,')],
    ['a version that is not spoken here', header('webhook-signature', (value) => value.replace('v1,', 'v2,'))],
    ['a signature that is no base64', header('webhook-signature', () => 'v1,!!!!')],
  ] as const)('is refused: %s', async (_, change) => {
    expect(await tampered(change)).toBe('no_matching_signature');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is refused without %s, which the message names', async (name) => {
    expect(await tampered(header(name, () => ''))).toBe('missing_header');
    const { body, headers } = await signedAgo(0);
    await expect(verifying({ body, headers: { ...headers, [name]: '' } })).rejects.toThrow(name);
  });

  it.each(['soon', '17e8', '-1', '1700000000.5', '1700000000, 1700000000', '9'.repeat(13)])(
    'is refused: signed at %s',
    async (timestamp) => {
      expect(await tampered(header('webhook-timestamp', () => timestamp))).toBe('bad_timestamp');
    },
  );
});

describe('secrets', () => {
  it('of another endpoint do not fit', async () => {
    expect(await codeOf(verifying(await signedAgo(0), otherSecret))).toBe('no_matching_signature');
  });

  it('may be two while one takes over from the other, on either side', async () => {
    expect(await codeOf(verifying(await signedAgo(0), [otherSecret, secret]))).toBe('taken');
    const byBoth = await signWebhook(event, [otherSecret, secret], { now });
    expect(byBoth.headers['webhook-signature'].split(' ')).toHaveLength(2);
    expect(await codeOf(verifying(byBoth))).toBe('taken');
    expect(await codeOf(verifying(byBoth, createWebhookSecret()))).toBe('no_matching_signature');
  });

  it.each([
    ['', /environment variable/],
    [[], /No webhook secret/],
    [[secret, ''], /environment variable/],
    ['sk_test_0123456789ab_xxxxxxxxxxxxxxxx', /API key/],
    ['whsec_', /cut short/],
    [secret.slice(0, 20), /cut short/],
    ['whsec_ここに貼る', /garbled/],
  ])('like %j are refused as malformed, without being repeated', async (secrets, saying) => {
    const { body, headers } = await signedAgo(0);
    const failed = verifyWebhook(body, headers, secrets);
    expect(await codeOf(failed)).toBe('malformed_secret');
    await expect(failed).rejects.toThrow(saying);
    await expect(failed).rejects.not.toThrow('0123456789ab');
  });
});

describe('a body', () => {
  it('that a parser took before is refused, with what to do', async () => {
    const { headers } = await signedAgo(0);
    const failed = verifyWebhook(event as never, headers, { secrets: secret, now });
    expect(await codeOf(failed)).toBe('body_already_parsed');
    await expect(failed).rejects.toThrow(/raw text/);
  });

  it.each([
    '',
    '[]',
    'null',
    '"evt"',
    '{"id":"evt_1"}',
    '{',
    JSON.stringify({ ...event, sequence: '1' }),
    JSON.stringify({ ...event, resource: null }),
  ])('that is signed but no event is refused: %s', async (body) => {
    expect(await codeOf(verifying(await signWebhook(body, secret, { now, id: 'evt_1' })))).toBe('malformed_payload');
  });

  it('that is signed but no UTF-8 is refused', async () => {
    const timestamp = String(nowMs / 1_000);
    const [before = '', after = ''] = JSON.stringify(event).split('A-1001');
    const body = Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
    const { createHmac } = await import('node:crypto');
    const hmac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'));
    const signature = hmac.update(`evt_1.${timestamp}.`).update(body).digest('base64');
    const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    expect(await codeOf(verifyWebhook(body, headers, { secrets: secret, now }))).toBe('malformed_payload');
  });
});

describe('Standard Webhooks', () => {
  const theirs = new Webhook(secret);

  it('verify what is signed here', async () => {
    const { body, headers } = await signWebhook(event, [otherSecret, secret]);
    expect(theirs.verify(body, headers)).toEqual(event);
  });

  it('sign what is verified here, with or without the prefix of the secret', async () => {
    const body = JSON.stringify(event);
    const sentAt = new Date();
    const headers = {
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': `v1a,notours ${theirs.sign(event.id, sentAt, body)}`,
    };
    expect(await verifyWebhook(body, headers, secret)).toEqual(event);
    expect(await verifyWebhook(body, headers, [otherSecret, secret.replace('whsec_', '')])).toEqual(event);
  });
});

it('an error of a delivery is one of this library to the guards of any copy', async () => {
  const error: unknown = await verifyWebhook('{}', {}, secret).catch((thrown: unknown) => thrown);
  expect(isAtobaraiError(error) && [error.code, error.retryable, [...error.fields]]).toEqual(['missing_header', false, []]);
  expect([new Error('x'), null, 'x', undefined].map(isWebhookVerificationError)).toEqual([false, false, false, false]);
});

it('an event is told apart by its type', () => {
  expectTypeOf<Extract<WebhookEvent, { type: 'invoice.paid' }>['data']['paidOn']>().toEqualTypeOf<string>();
  expectTypeOf<Extract<WebhookEvent, { type: 'payout.sent' }>['resource']['type']>().toEqualTypeOf<'payout'>();
  expectTypeOf<{ amount: number }>().not.toExtend<Extract<WebhookEvent, { type: 'order.expired' }>['data']>();
  expectTypeOf<WebhookEvent>().not.toBeAny();
});
