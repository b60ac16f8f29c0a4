import type { AtobaraiFulfillmentFragment, AtobaraiOrderByIdQuery, AtobaraiProbeQuery, AtobaraiSubsQuery } from '../graphql/types.gen.ts';

// What the reconciler needs of one shop's Admin API. `src/outbound` implements it over GraphQL with its
// own throttle layer; the fake Admin of `./testing` stands below that, so tests pass through both.

/** A Shopify order as the Admin API answered it: all that translation reads. */
export type AdminOrder = {
  /** With all its lines, whatever their number. */
  readonly order: NonNullable<AtobaraiOrderByIdQuery['order']>;
  /** `fulfillmentLineItems` may stop short: compare with `totalQuantity`. */
  readonly fulfillments: readonly AtobaraiFulfillmentFragment[];
};

/** An order found by a search, to be looked at. */
export type FoundOrder = { readonly gid: string; readonly updatedAt: string; readonly gatewayNames: readonly string[] };
export type FoundOrders = { readonly orders: readonly FoundOrder[]; readonly next: string | null };

/** A mutation's own refusal. `code` is null where Shopify gives none. */
export type UserError = { readonly code: string | null; readonly field: readonly string[] | null; readonly message: string };

/** `done` also when what was wanted already was so (duplicate handle, tag present, …). */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly errors: readonly UserError[] };
export type CancelOutcome = { readonly kind: 'started'; readonly jobGid: string } | Outcome;
/** `stale`: another process wrote first; read again. */
export type StateOutcome = Outcome | { readonly kind: 'stale' };

/** One shop's Admin API. @throws {@link AdminError} from every call */
export type ShopAdmin = {
  readonly order: (gid: string) => Promise<AdminOrder | null>;
  /** The order a fulfilment order belongs to; null when there is none (any more). */
  readonly orderOfFulfillmentOrder: (gid: string) => Promise<string | null>;
  /** Every order updated at or after `since`, whatever its status, oldest update first, 50 a page. */
  readonly ordersUpdated: (query: { readonly since: string; readonly after: string | null }) => Promise<FoundOrders>;
  readonly hold: (hold: { readonly fulfillmentOrderGid: string; readonly handle: string; readonly notes: string }) => Promise<Outcome>;
  /** Only the holds named: without them Shopify frees those of other apps too. */
  readonly release: (release: { readonly fulfillmentOrderGid: string; readonly holdGids: readonly string[] }) => Promise<Outcome>;
  readonly markPaid: (gid: string) => Promise<Outcome>;
  /** Yen. */
  readonly capture: (capture: { readonly gid: string; readonly parentGid: string; readonly amount: number }) => Promise<Outcome>;
  readonly cancelOrder: (cancel: { readonly gid: string; readonly notifyBuyer: boolean; readonly note: string }) => Promise<CancelOutcome>;
  readonly jobIsDone: (jobGid: string) => Promise<boolean>;
  readonly writeTags: (tags: {
    readonly gid: string;
    readonly add: readonly string[];
    readonly remove: readonly string[];
  }) => Promise<Outcome>;
  readonly writeState: (state: {
    readonly gid: string;
    readonly value: string;
    readonly compareDigest: string | null;
  }) => Promise<StateOutcome>;
  readonly assessRisk: (risk: { readonly gid: string; readonly level: 'LOW' | 'MEDIUM' | 'HIGH' }) => Promise<Outcome>;
  /** The latest orders with what protected data lets be seen of them; throws `access_denied` where it lets nothing. */
  readonly probe: () => Promise<AtobaraiProbeQuery['orders']['nodes']>;
  /** Every subscription of this app in the shop, ours and others. */
  readonly subscriptions: () => Promise<AtobaraiSubsQuery['webhookSubscriptions']['nodes']>;
  /** What the installation may do, and the shop's own settings. */
  readonly self: () => Promise<AdminSelf>;
  /** Creates and mends our subscriptions by `uri` and name `atobarai-*`; never touches another. */
  readonly ensureSubscriptions: (uri: string) => Promise<SubscriptionReport>;
};

export type AdminSelf = {
  readonly scopes: readonly string[];
  readonly shop: { readonly domain: string; readonly currencyCode: string; readonly ianaTimezone: string; readonly planName: string };
};

export type SubscriptionReport = { readonly created: readonly string[]; readonly mended: readonly string[]; readonly kept: number };

/**
 * Why the Admin API gave no answer. `lost` means a mutation may have been carried out: the facts are read
 * again before it is repeated.
 */
export const adminFailures = ['throttled', 'unavailable', 'lost', 'unauthorized', 'access_denied', 'invalid'] as const;
export type AdminFailure = (typeof adminFailures)[number];

/** Thrown by every call of {@link ShopAdmin}; `retryAfterMs` where Shopify told. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly failure: AdminFailure;
  readonly retryAfterMs: number | null;

  constructor(failure: AdminFailure, message: string, details: { readonly retryAfterMs?: number; readonly cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.failure = failure;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** Gives a shop's Admin client; `src/outbound` makes it from tokens, throttle and fetch. */
export type AdminOf = (shop: string) => Promise<ShopAdmin>;

/** Everything about time, passed in. */
export type Clock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Comes back after the wait, or early when the signal is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};
