import type { Flag } from './flags.ts';

/** What the adapter keeps about an order. It holds no personal data. */
export type OrderRecord = {
  readonly shop: string;
  readonly gid: string;
  /** `#1001`, for lists; null before Shopify was asked. */
  readonly name: string | null;
  /** When it was ordered, RFC 3339; null before Shopify was asked. */
  readonly orderedAt: string | null;
  /** `ord_…`; null before the registration was answered. */
  readonly atobaraiId: string | null;
  /** 1 for the first registration; a correction after a rejection registers the next. */
  readonly revision: number;
  /** The old transaction is being cancelled to make room for the next revision. */
  readonly renewing: boolean;
  /** What the service last accepted; null before. */
  readonly registered: RegisteredContent | null;
  /** Fulfilment gid → what was reported under it. */
  readonly shipments: Readonly<Record<string, ReportedShipment>>;
  /** What was refused, by what it was for: not sent again until it changes or a person asks. */
  readonly refusals: Readonly<Record<string, Refusal>>;
  /** Fulfilment orders on which our hold was seen or placed. */
  readonly heldGids: readonly string[];
  /** Staff released our hold while screening was open: it is never placed again. */
  readonly override: boolean;
  /** When the service's rejection was first seen, RFC 3339. */
  readonly rejectedAt: string | null;
  /** The cancel job of Shopify under way. */
  readonly cancelJobGid: string | null;
  /** The risk level last written; another app's opinion is its own affair. */
  readonly riskWritten: string | null;
  readonly state: OrderState;
  readonly flags: readonly Flag[];
};

export type RegisteredContent = {
  /** Digest of buyer and destination. */
  readonly person: string;
  /** Digest of the items. */
  readonly items: string;
  /** `Claim.lines` as registered, so that parcels name the lines of then. */
  readonly lines: readonly (string | null)[];
  /** How many of each registered item there are. */
  readonly quantities: readonly number[];
};

/** Digest of carrier and numbers. */
export type ReportedShipment = { readonly shipmentId: string; readonly digest: string };

/** `digest` is of what was asked, so that a change is asked anew. */
export type Refusal = { readonly digest: string; readonly flag: Flag };

/** Where an order stands, as tags, metafield and lists show it. */
export const orderStates = [
  'not_ours',
  'unregistered',
  'screening',
  'on_hold',
  'approved',
  'rejected',
  'expired',
  'cancelled',
  'gone',
] as const;
export type OrderState = (typeof orderStates)[number];
