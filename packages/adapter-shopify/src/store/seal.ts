import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Seals what must not be read from a copy of the database: tokens and privacy requests. */
export type Sealer = {
  /** `purpose` is bound in: a text sealed for one shop does not open for another. */
  readonly seal: (text: string, purpose: string) => string;
  /** @throws {@link SealError} when no key fits, or a byte was changed */
  readonly open: (sealed: string, purpose: string) => string;
};

/** A sealed text cannot be opened: its key is gone, or it was changed. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under the first key; the others still open what was sealed before a rotation.
 *
 * @throws {@link SealError} when a key is not 32 bytes in base64
 */
export function createSealer(keys: readonly string[]): Sealer {
  const ring = keys.map(keyOf);
  const [current] = ring;
  if (current === undefined) throw new SealError('No sealing key was given. Make one with `openssl rand -base64 32`.');
  return {
    seal(text, purpose) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${current.id}.${sealed.toString('base64')}`;
    },
    open(sealed, purpose) {
      const [version, id, base64 = ''] = sealed.split('.');
      const key = ring.find((candidate) => candidate.id === id);
      if (version !== 'v1' || key === undefined) {
        throw new SealError('Sealed by a key that is not given any more. Add the old key after the new one, or install the app again.');
      }
      return opened(Buffer.from(base64, 'base64'), key.bytes, purpose);
    },
  };
}

function opened(bytes: Buffer, key: Buffer, purpose: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-tagBytes));
    return decipher.update(bytes.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new SealError('A sealed text was changed, or belongs to another shop.', { cause });
  }
}

function keyOf(base64: string): { readonly id: string; readonly bytes: Buffer } {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== 32) throw new SealError('A sealing key is not 32 bytes in base64. Make one with `openssl rand -base64 32`.');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
