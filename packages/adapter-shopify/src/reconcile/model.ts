import type { Order } from '@atobarai/sdk';
import type { AmendOrder, CancelOrder, RegisterOrder, RegisterShipment, ReplaceSlip, ReturnItems } from '@atobarai/sdk/contract';
import type { Flag } from './flags.ts';
import type { OrderRecord, OrderState, RegisteredContent } from './record.ts';

export { type OrderRecord, type OrderState, orderStates, type Refusal, type RegisteredContent, type ReportedShipment } from './record.ts';

// The nouns of one order's reconciliation: what is so (facts), what is wanted (policy), what is to be
// done (actions). Translation makes the facts out of Shopify's answers; `plan()` sees nothing else.

/** When a Shopify order is marked as paid: when we advance the money, or at another step. */
export const paidMoments = ['advanced', 'approved', 'shipped', 'buyer_paid', 'never'] as const;

/** What a shop wants done, settled by `config.ts`. */
export type Policy = {
  /** Names of the manual payment method, after NFKC and trimming. */
  readonly gatewayNames: readonly string[];
  /** Hold every fulfilment order until screening says yes. */
  readonly holdUntilScreened: boolean;
  /** What follows a rejection: hold and tell the staff, or cancel the Shopify order. */
  readonly onRejected: 'hold' | 'cancel';
  /** Hours between the rejection and the cancellation, in which staff may agree another way of payment. */
  readonly cancelAfterHours: number;
  /** Send Shopify's own cancellation mail to the buyer. */
  readonly notifyBuyerOfCancel: boolean;
  readonly markPaidOn: (typeof paidMoments)[number];
  /** An edit that makes the order dearer: screen the difference at once, or leave it to a person. */
  readonly amountIncrease: 'rescreen' | 'review';
  /** Yen with tax above which an order is not registered but flagged; null for no limit of the shop's own. */
  readonly capYen: number | null;
  /** The shop's own names of carriers → slug of `carrierServices`, beside the built-in synonyms. */
  readonly carrierOverrides: Readonly<Record<string, string>>;
  /** Service level of a carrier's slug where it is not `parcel` or the carrier's first one. */
  readonly serviceLevels: Readonly<Record<string, string>>;
  readonly writeTags: boolean;
  readonly writeRisk: boolean;
  /** Version of the terms the buyer consents to on the shop's checkout page. */
  readonly termsVersion: string;
};

/** Yen, tax included, as Shopify has the order now. */
export type ClaimMoney = {
  /** What the deferred payment is to collect: the current total less what other gateways have taken, and less `refunded`. */
  readonly claim: number;
  /** What Shopify still awaits; 0 once marked as paid. */
  readonly outstanding: number;
  /** What was marked as paid through us, whatever was refunded since. */
  readonly captured: number;
  /** Yen refunded through Shopify that the current total does not already leave out. */
  readonly refunded: number;
};

/** How an order is to be registered; without what only the reconciler knows. */
export type ClaimOrder = Omit<RegisterOrder, 'shopOrderId'>;

/** What translation makes of a Shopify order: a claim, nothing of ours, or something a person must mend. */
export type Claim =
  | {
      readonly kind: 'ready';
      readonly money: ClaimMoney;
      readonly order: ClaimOrder;
      /** For each of `order.items` the line of the Shopify order it stands for; null for shipping, fees, adjustments. */
      readonly lines: readonly (string | null)[];
    }
  /** Our gateway, and nothing is left to collect: paid by gift card, everything removed. */
  | { readonly kind: 'nothing_due'; readonly money: ClaimMoney }
  | { readonly kind: 'not_ours' }
  | { readonly kind: 'refused'; readonly money: ClaimMoney | null; readonly flags: readonly Flag[] };

/** A hold on a fulfilment order. */
export type Hold = {
  readonly gid: string;
  readonly handle: string | null;
  /** Placed by this app under our handle. */
  readonly ours: boolean;
};

export type FulfillmentOrderFacts = {
  readonly gid: string;
  /** OPEN, IN_PROGRESS, ON_HOLD, SCHEDULED, INCOMPLETE, CLOSED, CANCELLED. */
  readonly status: string;
  /** Shopify lists HOLD among the supported actions. */
  readonly canHold: boolean;
  readonly holds: readonly Hold[];
};

/** The slips of one fulfilment, read into our terms. */
export type SlipReading =
  | {
      readonly kind: 'slip';
      readonly carrier: string;
      readonly serviceLevel: string;
      readonly slipNo: string;
      readonly more: readonly string[];
    }
  | { readonly kind: 'unreadable'; readonly flag: Flag };

export type FulfillmentFacts = {
  readonly gid: string;
  /** False when it was cancelled or failed: what was reported is withdrawn. */
  readonly stands: boolean;
  /** RFC 3339. */
  readonly shippedAt: string;
  /** Shopify says it was delivered: a hint only, the service confirms 着荷 itself. */
  readonly deliveredAt: string | null;
  readonly slip: SlipReading;
  /** Lines of the Shopify order in this parcel; null when they cannot be told. */
  readonly lines: readonly { readonly lineGid: string; readonly quantity: number }[] | null;
};

/** Everything of one Shopify order that a decision rests on. */
export type ShopifyFacts = {
  readonly gid: string;
  /** Digits of the gid: a text, since it can have more than a number holds. */
  readonly legacyId: string;
  /** `#1001`. */
  readonly name: string;
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly test: boolean;
  readonly claim: Claim;
  /** The fulfilment is complete or under way: nothing can be held any more. */
  readonly fulfilled: boolean;
  readonly fulfillmentOrders: readonly FulfillmentOrderFacts[];
  readonly fulfillments: readonly FulfillmentFacts[];
  readonly canMarkAsPaid: boolean;
  /** Our manual method's pending SALE, which `orderCapture` takes as parent. */
  readonly pendingSale: { readonly gid: string; readonly amount: number } | null;
  readonly tags: readonly string[];
  /** The app's metafield `$app:atobarai.transaction`; null before the first write. */
  readonly stateField: { readonly value: string; readonly compareDigest: string } | null;
  /** Risk recommendation as Shopify shows it, `NONE` where there is none. */
  readonly risk: string;
};

/** All that `plan()` sees. */
export type OrderFacts = {
  /** RFC 3339: the moment the facts were gathered, from the clock passed in. */
  readonly now: string;
  /** Orders older than this were not ours to take: RFC 3339, when the app was installed unless a backfill said otherwise. */
  readonly takenFrom: string;
  readonly record: OrderRecord;
  /** null when Shopify has no such order (any more), or it is beyond the 60 days the app may read. */
  readonly shopify: ShopifyFacts | null;
  /** The service's view; null when nothing is registered. */
  readonly atobarai: Order | null;
  /** Of `record.cancelJobGid`; null when there is none. */
  readonly cancelJobDone: boolean | null;
};

/** `slot` is what is asked for, `digest` what it says: a refusal is remembered under both. */
export type Asked = { readonly slot: string; readonly digest: string };

/** A call of the service. `key` is the idempotency key, made of the content and never of a delivery (shopify.md 7.4). */
export type ServiceCall = Asked & { readonly key: string };

export type ServiceAction =
  | ({
      readonly do: 'register';
      readonly order: RegisterOrder;
      readonly revision: number;
      readonly content: RegisteredContent;
    } & ServiceCall)
  | ({
      readonly do: 'replace';
      readonly orderId: string;
      readonly order: RegisterOrder;
      readonly revision: number;
      readonly content: RegisteredContent;
    } & ServiceCall)
  | ({ readonly do: 'amend'; readonly orderId: string; readonly changes: AmendOrder; readonly content: RegisteredContent } & ServiceCall)
  | ({ readonly do: 'take_back'; readonly orderId: string; readonly returned: ReturnItems } & ServiceCall)
  | ({ readonly do: 'cancel_transaction'; readonly orderId: string; readonly cancellation: CancelOrder } & ServiceCall)
  | ({
      readonly do: 'report_shipment';
      readonly orderId: string;
      readonly fulfillmentGid: string;
      readonly shipment: RegisterShipment;
    } & ServiceCall)
  | ({
      readonly do: 'replace_slip';
      readonly shipmentId: string;
      readonly fulfillmentGid: string;
      readonly slip: ReplaceSlip;
    } & ServiceCall)
  | ({ readonly do: 'void_shipment'; readonly shipmentId: string; readonly fulfillmentGid: string } & ServiceCall);

export type ShopifyAction = Asked &
  (
    | { readonly do: 'hold'; readonly fulfillmentOrderGid: string; readonly notes: string }
    | { readonly do: 'release'; readonly fulfillmentOrderGid: string; readonly holdGids: readonly string[] }
    | { readonly do: 'mark_paid' }
    | { readonly do: 'capture'; readonly parentGid: string; readonly amount: number }
    | { readonly do: 'cancel_order'; readonly notifyBuyer: boolean; readonly note: string }
    | { readonly do: 'assess_risk'; readonly level: RiskLevel }
    | { readonly do: 'write_tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
    | { readonly do: 'write_state'; readonly value: string; readonly compareDigest: string | null }
  );

export type RiskLevel = 'LOW' | 'MEDIUM' | 'HIGH';

/** One thing to do. Each may be done twice without harm. */
export type Action = ServiceAction | ShopifyAction;

/** What follows from the facts. */
export type Plan = {
  readonly state: OrderState;
  readonly actions: readonly Action[];
  /** What a person must see; stays until the facts no longer say so. */
  readonly flags: readonly Flag[];
  /** What is kept before the actions are done, so that a crash between does not forget the intent. */
  readonly record: Partial<OrderRecord>;
  /** RFC 3339: when to look again although nothing was heard; null for no need. */
  readonly lookAgainAt: string | null;
};

/** The handle of our holds, unique per app and fulfilment order. */
export const holdHandle = 'atobarai-screening';

/** Where the state stands on the Shopify order. */
export const stateMetafield = { namespace: '$app:atobarai', key: 'transaction' } as const;

/** Tags by which staff find orders in the Shopify admin; only these are ever removed. */
export const stateTags = {
  ok: 'atobarai:ok',
  review: 'atobarai:review',
  hold: 'atobarai:hold',
  ng: 'atobarai:ng',
  cancelled: 'atobarai:cancelled',
  attention: 'atobarai:attention',
} as const;
