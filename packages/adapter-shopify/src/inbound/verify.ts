import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a body was signed by Shopify with one of the app's client secrets: HMAC-SHA256 over the bytes as
 * they came, in base64. After a rotation Shopify may sign with the old secret for up to an hour, so give
 * both (shopify.md 1.4). All secrets are compared in constant time.
 *
 * @example
 * ```ts
 * import { isSignedByShopify } from '@atobarai/adapter-shopify';
 *
 * export async function isGenuine(request: Request, secrets: readonly string[]): Promise<boolean> {
 *   const body = new Uint8Array(await request.arrayBuffer());
 *   return isSignedByShopify(body, request.headers.get('x-shopify-hmac-sha256'), secrets);
 * }
 * ```
 */
export function isSignedByShopify(body: Uint8Array, signature: string | null, secrets: readonly string[]): boolean {
  const theirs = Buffer.from(signature ?? '', 'base64');
  let isSigned = false;
  for (const secret of secrets) {
    const mine = createHmac('sha256', secret).update(body).digest();
    // Every secret is tried, so that the time tells nothing of which one fits.
    isSigned = (theirs.length === mine.length && timingSafeEqual(theirs, mine)) || isSigned;
  }
  // Base64 that is not in its one form is no signature of Shopify's.
  return isSigned && theirs.toString('base64') === signature;
}
