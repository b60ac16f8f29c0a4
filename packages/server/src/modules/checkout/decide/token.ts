import { fromBase64, toBase64 } from '../../../core/base64.ts';
import type { Crypto } from '../../../core/crypto.ts';
import type { Mode } from '../../../core/database.ts';
import { instant, type Instant } from '../../../core/time.ts';

/** Whose token it is: another shop's, or another mode's, is worth nothing. */
export type TokenOwner = { readonly merchantId: string; readonly mode: Mode };

// The token is the id and a keyed hash of it: who reads the table, or an answer that was kept for replay,
// cannot make one, and there is nothing to keep secret at rest.

export function authorizationToken(crypto: Crypto, owner: TokenOwner, id: string): string {
  return `${id}_${seal(crypto, owner, id)}`;
}

/** The id in a token that this server made for this shop. */
export function authorizationIdIn(crypto: Crypto, owner: TokenOwner, token: string): string | undefined {
  const [, id = '', hash = ''] = /^(aut_[0-9a-z]{22})_([0-9a-f]{32})$/.exec(token) ?? [];
  // Digests are compared, so that the time it takes tells nothing of how much was right.
  return id !== '' && crypto.digest(hash) === crypto.digest(seal(crypto, owner, id)) ? id : undefined;
}

function seal(crypto: Crypto, { merchantId, mode }: TokenOwner, id: string): string {
  return crypto.blindIndex('authorization', `${merchantId}\n${mode}\n${id}`);
}

/** What a shop's server says of its signed-in customer: by which keys to look the frame up, blanks between them, and until when. */
export type KnownBuyer = { readonly personKey: string; readonly expiresAt: Instant };

const buyerPrefix = 'bt_';

export function buyerToken(crypto: Crypto, { merchantId, mode }: TokenOwner, { personKey, expiresAt }: KnownBuyer): string {
  const sealed = crypto.seal(JSON.stringify(['buyer', merchantId, mode, personKey, expiresAt]));
  return buyerPrefix + toBase64(sealed).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The buyer a token names, if it is this shop's and still good. */
export function buyerIn(crypto: Crypto, owner: TokenOwner, { token, now }: { token: string; now: Instant }): KnownBuyer | undefined {
  const [purpose, merchantId, mode, personKey, expiresAt] = opened(crypto, token);
  if (purpose !== 'buyer' || merchantId !== owner.merchantId || mode !== owner.mode) return undefined;
  if (personKey === undefined || expiresAt === undefined || expiresAt <= now) return undefined;
  return { personKey, expiresAt: instant(expiresAt) };
}

function opened(crypto: Crypto, token: string): readonly (string | undefined)[] {
  if (!/^bt_[0-9A-Za-z_-]+$/.test(token)) return [];
  try {
    const text = crypto.open(fromBase64(token.slice(buyerPrefix.length).replaceAll('-', '+').replaceAll('_', '/')));
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) ? (parts as string[]) : [];
  } catch {
    return []; // Altered, cut off, or made with keys that are gone.
  }
}
