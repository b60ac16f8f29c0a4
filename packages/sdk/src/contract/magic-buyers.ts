/**
 * The sandbox's own buyers, by the part of the e-mail address before the `@` (api.md). Test keys only;
 * everyone else gets the real rules, and the cap on what a buyer may owe stands before all of them.
 */
export const magicBuyerNames = [
  'approve',
  'reject',
  'review',
  'review-ok',
  'review-ng',
  'hold-address',
  'hold-phone',
  'limit',
  'slow',
  'error',
] as const;

export type MagicBuyerName = (typeof magicBuyerNames)[number];

const addressOf = <const Name extends MagicBuyerName>(name: Name): `${Name}@example.jp` => `${name}@example.jp`;

/**
 * E-mail addresses that make the sandbox decide as you wish.
 *
 * @example
 * ```ts
 * import { magicBuyers } from '@atobarai/sdk/contract';
 *
 * console.log(magicBuyers.reviewOk); // review-ok@example.jp
 * ```
 */
export const magicBuyers = {
  /** Approved. */
  approve: addressOf('approve'),
  /** Rejected. */
  reject: addressOf('reject'),
  /** A person must decide: 202, and it stays so. */
  review: addressOf('review'),
  /** A person must decide: 202; approved at the next step of the sandbox's clock. */
  reviewOk: addressOf('review-ok'),
  /** A person must decide: 202; rejected at the next step of the sandbox's clock. */
  reviewNg: addressOf('review-ng'),
  /** On hold until `buyer.address` is amended. */
  holdAddress: addressOf('hold-address'),
  /** On hold until `buyer.phone` is amended. */
  holdPhone: addressOf('hold-phone'),
  /** Rejected: over what the buyer may owe. */
  limit: addressOf('limit'),
  /** Approved after 6 seconds. */
  slow: addressOf('slow'),
  /** 503 `unavailable` once per shopOrderId, then approved. */
  error: addressOf('error'),
} as const;
