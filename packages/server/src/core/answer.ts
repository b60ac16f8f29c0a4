/** Status and bytes, exactly as they are sent and as they are sent again. */
export type Answer = { readonly status: number; readonly body: string };

/** A caller's promise that this request and its repeats are one (reliability.md 1). */
export type IdempotencyClaim = {
  readonly key: string;
  readonly fingerprint: string;
  /** Number of the advisory lock that lets one of the repeats run at a time. */
  readonly lock: string;
};

/** 64 bits of a digest as the signed number an advisory lock takes. */
export function lockNumber(digest: string): string {
  return BigInt.asIntN(64, BigInt(`0x${digest.slice(0, 16)}`)).toString();
}
