import type { Crypto } from '../core/crypto.ts';
import { hmacSha256, sha256, toHex } from './sha256.ts';

const unsealedVersion = 0;
const blindIndexHexDigits = 32;

/**
 * Cryptography for a database that lives and ends in the memory of one process or page. Hashes are as
 * elsewhere. Nothing is encrypted: the key would lie in the same memory as what it locks. Columns say
 * so by a format version of their own, which a server with keys refuses to open.
 */
export function createEmbeddedCrypto(): Crypto {
  const randomBytes = (count: number) => globalThis.crypto.getRandomValues(new Uint8Array(count));
  const key = randomBytes(32);
  const encoder = new TextEncoder();
  return {
    blindIndex: (purpose, text) => toHex(hmacSha256(key, encoder.encode(`${purpose}\0${text}`))).slice(0, blindIndexHexDigits),
    digest: (text) => toHex(sha256(encoder.encode(text))),
    seal: (text) => {
      const bytes = encoder.encode(text);
      const sealed = new Uint8Array(1 + bytes.length).fill(unsealedVersion, 0, 1);
      sealed.set(bytes, 1);
      return sealed;
    },
    open: (sealed) => {
      if (sealed[0] !== unsealedVersion) throw new Error('sealed by a server with keys, which the embedded one does not have');
      return new TextDecoder().decode(sealed.subarray(1));
    },
    randomBytes,
  };
}
