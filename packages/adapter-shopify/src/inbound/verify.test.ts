import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSignedByShopify } from './verify.ts';

const signatureOf = (body: Uint8Array, secret: string) => createHmac('sha256', secret).update(body).digest('base64');
const bytes = fc.uint8Array({ maxLength: 200 });

describe('isSignedByShopify', () => {
  it('takes what one of the secrets signed, wherever it stands in the list', () => {
    fc.assert(
      fc.property(bytes, fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }), fc.nat(), (body, secrets, at) => {
        const secret = secrets[at % secrets.length] ?? '';
        expect(isSignedByShopify(body, signatureOf(body, secret), secrets)).toBe(true);
      }),
    );
  });

  it('refuses a changed byte, another secret, no secret and no signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.nat(), (body, at) => {
        const signature = signatureOf(body, 'secret');
        const changed = Uint8Array.from(body);
        changed[at % body.length] = (changed[at % body.length] ?? 0) ^ 1;
        expect(isSignedByShopify(changed, signature, ['secret'])).toBe(false);
        expect(isSignedByShopify(body, signature, ['other', 'Secret'])).toBe(false);
        expect(isSignedByShopify(body, signature, [])).toBe(false);
        expect(isSignedByShopify(body, null, ['secret'])).toBe(false);
      }),
    );
  });

  it.each([
    ['cut off', (signature: string) => signature.slice(0, -4)],
    ['with more behind it', (signature: string) => `${signature}AAAA`],
    ['in hexadecimal', (signature: string) => Buffer.from(signature, 'base64').toString('hex')],
    ['in base64 of URLs', (signature: string) => `${Buffer.from(signature, 'base64').toString('base64url')}`],
    ['with a space', (signature: string) => ` ${signature}`],
    ['empty', () => ''],
    ['no base64 at all', () => '署名'],
  ])('refuses a signature %s', (_, change) => {
    const body = new TextEncoder().encode('{"id":1}');
    expect(isSignedByShopify(body, change(signatureOf(body, 'secret')), ['secret'])).toBe(false);
  });
});
