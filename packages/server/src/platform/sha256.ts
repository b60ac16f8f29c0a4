// SHA-256 and its keyed form (FIPS 180-4, RFC 2104) as plain functions: the Crypto port is synchronous,
// and a browser tab offers hashes only as promises.

const blockBytes = 64;

function primesUpTo(most: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; candidate <= most; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

const fractionBits = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const primes = primesUpTo(311);
const roundConstants = Int32Array.from(primes, (prime) => fractionBits(Math.cbrt(prime)));
const startState = Int32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

const constant = (index: number): number => roundConstants[index] ?? 0;

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits));

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const message = padded(parts);
  const view = new DataView(message.buffer);
  const state = startState.slice();
  const words = new Int32Array(blockBytes);
  for (let offset = 0; offset < message.length; offset += blockBytes) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getInt32(offset + 4 * index);
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => digest.setInt32(4 * index, word));
  return new Uint8Array(digest.buffer);
}

/** The message, a one bit, zeros, and the length in bits, in whole blocks. */
function padded(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(Math.ceil((length + 9) / blockBytes) * blockBytes);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  bytes[length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(bytes.length - 4, (length * 8) >>> 0);
  return bytes;
}

function compress(state: Int32Array, words: Int32Array): void {
  const word = (index: number): number => words[index] ?? 0;
  for (let index = 16; index < 64; index += 1) {
    const early = word(index - 15);
    const late = word(index - 2);
    const mixedEarly = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const mixedLate = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = word(index - 16) + mixedEarly + word(index - 7) + mixedLate;
  }
  // The eight working words, a to h in the standard; each round moves them one place on.
  const working = state.slice();
  const at = (place: number): number => working[place] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    const [a, e] = [at(0), at(4)];
    const choice = (e & at(5)) ^ (~e & at(6));
    const majority = (a & at(1)) ^ (a & at(2)) ^ (at(1) & at(2));
    const mixedE = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const mixedA = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const first = (at(7) + mixedE + choice + constant(index) + word(index)) | 0;
    working.copyWithin(1, 0, 7);
    working[4] = at(4) + first;
    working[0] = first + mixedA + majority;
  }
  working.forEach((value, place) => (state[place] = (state[place] ?? 0) + value));
}

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? sha256(key) : key);
  const masked = (mask: number) => block.map((byte) => byte ^ mask);
  return sha256(masked(0x5c), sha256(masked(0x36), message));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
