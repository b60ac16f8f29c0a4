import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes as systemRandomBytes,
} from 'node:crypto';
import type { Crypto } from '../core/crypto.ts';

export type CryptoOptions = {
  /**
   * 32 bytes each. The first one seals, all of them open. Blind indexes are made with the last, the
   * oldest, because a look-up must find what was written before a new key came.
   */
  readonly masterKeys: readonly Uint8Array[];
  readonly randomBytes?: (count: number) => Uint8Array;
};

const masterKeyBytes = 32;
const formatVersion = 1;
const keyIdBytes = 4;
const nonceBytes = 12;
const tagBytes = 16;
const headerBytes = 1 + keyIdBytes;
const blindIndexHexDigits = 32;

/** A sealed column is: version, key id, nonce, tag, ciphertext. Version and key id are authenticated. */
export function createCrypto({ masterKeys, randomBytes = pooledRandomBytes() }: CryptoOptions): Crypto {
  const keys = masterKeys.map(sealingKey);
  const [current] = keys;
  const indexMaster = masterKeys.at(-1);
  if (current === undefined || indexMaster === undefined) throw new Error('no master key');
  const indexKeys = new Map<string, KeyObject>();
  const indexKey = (purpose: string) => {
    const known = indexKeys.get(purpose);
    if (known !== undefined) return known;
    const made = secretKey(indexMaster, `blind index: ${purpose}`);
    indexKeys.set(purpose, made);
    return made;
  };
  return {
    blindIndex: (purpose, text) => createHmac('sha256', indexKey(purpose)).update(text).digest('hex').slice(0, blindIndexHexDigits),
    digest: (text) => hash('sha256', text, 'hex'),
    seal: (text) => seal(current, text, randomBytes(nonceBytes)),
    open: (sealed) => open(keys, sealed),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  };
}

const poolBytes = 4_096;

/** Asks the system for many at once, because asking costs more than the bytes. None is given out twice. */
function pooledRandomBytes(): (count: number) => Uint8Array {
  let pool = Buffer.alloc(0);
  return (count) => {
    if (pool.length < count) pool = systemRandomBytes(Math.max(poolBytes, count));
    const given = pool.subarray(0, count);
    pool = pool.subarray(count);
    return given;
  };
}

type SealingKey = { readonly header: Buffer; readonly secret: KeyObject };

function sealingKey(master: Uint8Array): SealingKey {
  if (master.length !== masterKeyBytes) throw new Error(`a master key has ${masterKeyBytes} bytes, not ${master.length}`);
  const header = Buffer.concat([Buffer.of(formatVersion), derive(master, 'key id', keyIdBytes)]);
  return { header, secret: secretKey(master, 'personal data') };
}

/** Made once: handed over as bytes, a key costs six times what the hash itself does. */
function secretKey(master: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(derive(master, purpose, masterKeyBytes));
}

function derive(master: Uint8Array, purpose: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', master, new Uint8Array(), `atobarai ${purpose}`, length));
}

function seal({ header, secret }: SealingKey, text: string, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', secret, nonce, { authTagLength: tagBytes }).setAAD(header);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([header, nonce, cipher.getAuthTag(), ciphertext]));
}

function open(keys: readonly SealingKey[], sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const key = keys.find(({ header }) => header.equals(bytes.subarray(0, headerBytes)));
  if (key === undefined) throw new Error('sealed with a key that this server does not have');
  const nonceEnd = headerBytes + nonceBytes;
  const decipher = createDecipheriv('aes-256-gcm', key.secret, bytes.subarray(headerBytes, nonceEnd), { authTagLength: tagBytes })
    .setAAD(key.header)
    .setAuthTag(bytes.subarray(nonceEnd, nonceEnd + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceEnd + tagBytes)), decipher.final()]).toString('utf8');
}
