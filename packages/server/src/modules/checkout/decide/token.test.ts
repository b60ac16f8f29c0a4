import { describe, expect, it } from 'vitest';
import { instant } from '../../../core/time.ts';
import { testCrypto } from '../../../../tests/support/unit.ts';
import { authorizationIdIn, authorizationToken, buyerIn, buyerToken } from './token.ts';

const crypto = testCrypto();
const shop = { merchantId: 'mer_a', mode: 'test' } as const;
const id = 'aut_0123456789abcdefghjkmn';

describe('authorization tokens', () => {
  it('name their authorization to the shop they were made for', () => {
    expect(authorizationIdIn(crypto, shop, authorizationToken(crypto, shop, id))).toBe(id);
  });

  it.each([
    ['another shop', { merchantId: 'mer_b', mode: 'test' } as const],
    ['the other mode', { merchantId: 'mer_a', mode: 'live' } as const],
  ])('say nothing to %s', (_, owner) => {
    expect(authorizationIdIn(crypto, owner, authorizationToken(crypto, shop, id))).toBeUndefined();
  });

  it('say nothing when a character was changed, or something follows', () => {
    const token = authorizationToken(crypto, shop, id);
    for (let place = 0; place < token.length; place += 1) {
      const changed = `${token.slice(0, place)}${token[place] === '0' ? '1' : '0'}${token.slice(place + 1)}`;
      expect(authorizationIdIn(crypto, shop, changed)).toBeUndefined();
    }
    expect(authorizationIdIn(crypto, shop, `${token}\n`)).toBeUndefined();
  });
});

describe('buyer tokens', () => {
  const buyer = { personKey: 'a'.repeat(32), expiresAt: instant('2026-10-01T04:00:00Z') };
  const token = buyerToken(crypto, shop, buyer);
  const at = (now: string) => ({ token, now: instant(now) });

  it('name their buyer until they are too old', () => {
    expect(buyerIn(crypto, shop, at('2026-10-01T03:59:59Z'))).toEqual(buyer);
    expect(buyerIn(crypto, shop, at('2026-10-01T04:00:00Z'))).toBeUndefined();
  });

  it('say nothing to another shop, and can be read by nobody', () => {
    expect(buyerIn(crypto, { ...shop, merchantId: 'mer_b' }, at('2026-10-01T03:00:00Z'))).toBeUndefined();
    expect(token).toMatch(/^bt_[0-9A-Za-z_-]+$/);
    expect(token).not.toContain('aaaa');
  });

  it.each(['', 'bt_', 'bt_AAAA', `${token.slice(0, -2)}AA`, token.slice(3), 'bt_%00'])('say nothing when altered: %j', (altered) => {
    expect(buyerIn(crypto, shop, { token: altered, now: instant('2026-10-01T03:00:00Z') })).toBeUndefined();
  });

  it('are not authorization tokens or other sealed texts', () => {
    const other = crypto.seal(JSON.stringify({ name: 'x' }));
    const sealed = `bt_${btoa(String.fromCharCode(...other))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '')}`;
    expect(buyerIn(crypto, shop, { token: sealed, now: instant('2026-10-01T03:00:00Z') })).toBeUndefined();
  });
});
