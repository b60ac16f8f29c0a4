/** What the domain asks of cryptography. Synchronous, because a batch of orders is sealed in one go. */
export type Crypto = {
  /** Keyed hash for look-ups of personal data: 16 bytes as hex. The same text gives the same hash. */
  readonly blindIndex: (purpose: string, text: string) => string;
  /** Plain SHA-256 as hex, for fingerprints. */
  readonly digest: (text: string) => string;
  /** Encrypts text for a column; the key's id travels with the ciphertext. */
  readonly seal: (text: string) => Uint8Array;
  readonly open: (sealed: Uint8Array) => string;
  readonly randomBytes: (count: number) => Uint8Array;
};
