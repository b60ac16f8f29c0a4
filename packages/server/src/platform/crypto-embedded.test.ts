import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createEmbeddedCrypto } from './crypto-embedded.ts';
import { createCrypto } from './crypto.ts';

const text = '見本 花子 🗼'.repeat(30_000);

describe('cryptography of the embedded server', () => {
  it('opens what it sealed, however long it is', () => {
    const { seal, open } = createEmbeddedCrypto();
    expect(open(seal(text))).toBe(text);
    expect(open(seal(''))).toBe('');
  });

  it('makes the fingerprints that any server makes', () => {
    expect(createEmbeddedCrypto().digest('後払い')).toBe(hash('sha256', '後払い', 'hex'));
  });

  it('makes blind indexes that fit within one server and one purpose alone', () => {
    const [one, other] = [createEmbeddedCrypto(), createEmbeddedCrypto()];
    expect(one.blindIndex('phone', '0312345678')).toMatch(/^[0-9a-f]{32}$/);
    expect(one.blindIndex('phone', '0312345678')).toBe(one.blindIndex('phone', '0312345678'));
    expect(one.blindIndex('payer', '0312345678')).not.toBe(one.blindIndex('phone', '0312345678'));
    expect(other.blindIndex('phone', '0312345678')).not.toBe(one.blindIndex('phone', '0312345678'));
  });

  it('neither opens nor is opened by a server that encrypts', () => {
    const server = createCrypto({ masterKeys: [new Uint8Array(32)] });
    const embedded = createEmbeddedCrypto();
    expect(() => server.open(embedded.seal('a'))).toThrow('sealed with a key that this server does not have');
    expect(() => embedded.open(server.seal('a'))).toThrow('which the embedded one does not have');
  });
});
