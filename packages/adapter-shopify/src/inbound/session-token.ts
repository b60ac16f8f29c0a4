import { createHmac, timingSafeEqual } from 'node:crypto';

// A buyer's or staff member's page in Shopify proves itself by a token of Shopify's: a JWT signed with
// HS256 by the client secret, with the shop in `dest` (shopify.dev, session tokens).

const skewSeconds = 10;

export type TokenRules = { readonly secrets: readonly string[]; readonly clientId: string; readonly nowMs: number };

/** The shop whose page holds the token; null for one that is forged, over, or another app's. */
export function shopOfSessionToken(token: string, { secrets, clientId, nowMs }: TokenRules): string | null {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  const theirs = Buffer.from(signature, 'base64url');
  const isSigned = secrets.some((secret) => isSame(theirs, createHmac('sha256', secret).update(`${header}.${payload}`).digest()));
  if (!isSigned || more.length > 0 || algorithmOf(header) !== 'HS256') return null;
  const claims = claimsOf(payload);
  if (claims === null || claims.aud !== clientId || !isNow(claims, nowMs / 1_000)) return null;
  return claims.dest.replace(/^https:\/\//, '').toLowerCase();
}

function isNow({ exp, nbf }: Claims, nowSeconds: number): boolean {
  return nowSeconds <= exp + skewSeconds && nowSeconds >= nbf - skewSeconds;
}

function isSame(theirs: Buffer, mine: Buffer): boolean {
  return theirs.length === mine.length && timingSafeEqual(theirs, mine);
}

type Claims = { readonly dest: string; readonly aud: string; readonly exp: number; readonly nbf: number };

function claimsOf(payload: string): Claims | null {
  const claims = jsonOf(payload);
  if (typeof claims !== 'object' || claims === null) return null;
  const { dest, aud, exp, nbf } = claims as Partial<Claims>;
  return typeof dest === 'string' && typeof aud === 'string' && typeof exp === 'number' ? { dest, aud, exp, nbf: nbf ?? 0 } : null;
}

function algorithmOf(header: string): unknown {
  const read = jsonOf(header);
  return typeof read === 'object' && read !== null ? Reflect.get(read, 'alg') : undefined;
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
