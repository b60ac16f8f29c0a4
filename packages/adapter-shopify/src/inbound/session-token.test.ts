import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shopOfSessionToken } from './session-token.ts';

const nowMs = Date.parse('2026-11-20T01:00:00Z');
const now = nowMs / 1_000;
const rules = { secrets: ['new', 'old'], clientId: 'client-id', nowMs };
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: object = {}, { secret = 'old', header = { alg: 'HS256', typ: 'JWT' } as object } = {}): string {
  const payload = { dest: 'https://teien.myshopify.com', aud: 'client-id', exp: now + 60, nbf: now - 5, ...claims };
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

describe('the session token of a page in Shopify', () => {
  it('names the shop, signed by the present or the former secret', () => {
    expect(shopOfSessionToken(token(), rules)).toBe('teien.myshopify.com');
    expect(shopOfSessionToken(token({}, { secret: 'new' }), rules)).toBe('teien.myshopify.com');
  });

  it.each([
    ['is signed by another secret', token({}, { secret: 'guessed' })],
    ['is over', token({ exp: now - 60 })],
    ['begins later', token({ nbf: now + 60 })],
    ['is of another app', token({ aud: 'other' })],
    ['names no shop', token({ dest: undefined })],
    [
      'says that it needs no signature',
      `${part({ alg: 'none' })}.${part({ dest: 'https://teien.myshopify.com', aud: 'client-id', exp: now + 60 })}.`,
    ],
    ['names another algorithm', token({}, { header: { alg: 'HS512' } })],
    ['has a part too many', `${token()}.x`],
    ['is empty', ''],
    ['is no token', 'a.b.c'],
  ])('is refused when it %s', (_, given) => {
    expect(shopOfSessionToken(given, rules)).toBeNull();
  });

  it('is refused when its words were changed', () => {
    const [header, , signature] = token().split('.');
    expect(
      shopOfSessionToken(`${header}.${part({ dest: 'https://other.myshopify.com', aud: 'client-id', exp: now + 60 })}.${signature}`, rules),
    ).toBeNull();
  });
});
