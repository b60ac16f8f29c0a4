import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCrypto } from './crypto.ts';

const keyOf = (byte: number) => new Uint8Array(32).fill(byte);
const crypto = createCrypto({ masterKeys: [keyOf(1)] });

describe('sealed personal data', () => {
  it('opens to what was sealed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(crypto.open(crypto.seal(text))).toBe(text)));
  });

  it('looks different every time and shows nothing of the text', () => {
    const text = '山田 太郎';
    const [first, second] = [crypto.seal(text), crypto.seal(text)];
    expect(first).not.toEqual(second);
    expect(Buffer.from(first).includes(Buffer.from(text))).toBe(false);
  });

  it('is refused when any byte of it was changed', () => {
    const sealed = crypto.seal('山田 太郎');
    for (let index = 0; index < sealed.length; index += 1) {
      const tampered = Uint8Array.from(sealed);
      tampered[index] = (tampered[index] ?? 0) ^ 1;
      expect(() => crypto.open(tampered)).toThrow();
    }
    expect(() => crypto.open(sealed.slice(0, 20))).toThrow();
    expect(() => crypto.open(new Uint8Array())).toThrow();
  });

  it('opens with an older key after a newer one came, and not without it', () => {
    const sealed = crypto.seal('before');
    const rotated = createCrypto({ masterKeys: [keyOf(2), keyOf(1)] });
    expect(rotated.open(sealed)).toBe('before');
    expect(rotated.seal('after').slice(1, 5)).not.toEqual(sealed.slice(1, 5));
    expect(() => createCrypto({ masterKeys: [keyOf(2)] }).open(sealed)).toThrow('a key that this server does not have');
  });
});

describe('the blind index of personal data', () => {
  it('is 16 bytes in hex, the same for the same text and purpose, and another for any other', () => {
    const phone = crypto.blindIndex('phone', '0312345678');
    expect(phone).toMatch(/^[0-9a-f]{32}$/);
    expect(crypto.blindIndex('phone', '0312345678')).toBe(phone);
    expect(crypto.blindIndex('address', '0312345678')).not.toBe(phone);
    expect(crypto.blindIndex('phone', '0312345679')).not.toBe(phone);
    expect(createCrypto({ masterKeys: [keyOf(2)] }).blindIndex('phone', '0312345678')).not.toBe(phone);
  });

  it('stays the same after a newer key came, so that look-ups find what was there', () => {
    const rotated = createCrypto({ masterKeys: [keyOf(2), keyOf(1)] });
    expect(rotated.blindIndex('phone', '0312345678')).toBe(crypto.blindIndex('phone', '0312345678'));
  });

  it('never changes between versions, or every buyer would be a stranger', () => {
    expect(crypto.blindIndex('phone', '0312345678')).toBe('5f79fd9729fbc010699dcf351958486c');
  });
});

describe('keys', () => {
  it('are refused when they are missing or short', () => {
    expect(() => createCrypto({ masterKeys: [] })).toThrow('no master key');
    expect(() => createCrypto({ masterKeys: [new Uint8Array(16)] })).toThrow('32 bytes');
  });
});

describe('the digest', () => {
  it('is SHA-256 in hex', () => {
    expect(crypto.digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
