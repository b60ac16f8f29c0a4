// What a shop's page hands to the widget and gets from it. The same shapes as in the API; a test holds the two together.

/** A line of the cart. */
export type Item = {
  name: string;
  quantity: number;
  /** Yen a piece; below zero for a discount. */
  unitPrice: number;
  /** `goods` unless told: `shipping`, `fee`, `discount`, `tax_adjust`. */
  kind?: string | undefined;
  /** 10, 8 or 0 per cent. */
  taxRate: number;
  taxIncluded?: boolean | undefined;
  category?: string | undefined;
};

export type Address = {
  /** One of the 47 prefectures, written in full: 東京都. */
  prefecture: string;
  city: string;
  line1: string;
  line2?: string | undefined;
};

type Person = {
  name: string;
  nameKana?: string | undefined;
  company?: string | undefined;
  department?: string | undefined;
  postalCode: string;
  address: Address;
  phone: string;
};

/** Who will be billed. */
export type Buyer = Person & {
  kind: 'consumer' | 'company';
  corporateNumber?: string | undefined;
  email?: string | undefined;
  birthDate?: string | undefined;
  member?:
    | {
        id?: string | undefined;
        since?: string | undefined;
        orderCount?: number | undefined;
        orderTotal?: number | undefined;
      }
    | undefined;
};

/** Where the goods go, when not to the buyer. */
export type Destination = Person & { country?: string | undefined };

/** One of the shop's other payment methods, so that the widget can be the whole list. */
export type Method = {
  /** What the form sends for it; not `atobarai`. */
  id: string;
  label: string;
  /** A second line: `手数料330円`. */
  note?: string | undefined;
};

/** What `authorize()` came to. Nothing here tells why a buyer was refused. */
export type AuthorizationResult =
  | {
      /** `manual_review`: a person looks at it after the order is placed; the order may be placed. */
      readonly decision: 'approved' | 'manual_review';
      /** For `POST /v1/orders`, once, for this amount and this buyer. */
      readonly authorizationToken: string;
      readonly expiresAt: string | null;
      /** Yen with tax, without the buyer's fee. */
      readonly amount: number;
      /** Yen that the invoice will come to. */
      readonly billedAmount: number;
      /** The terms that were agreed to: the order's `consent`. */
      readonly consent: { readonly termsVersion: string; readonly acceptedAt: string; readonly method: 'web' };
      /** As screened, with what was mended in the widget: the order must be registered with this one. */
      readonly buyer: Buyer;
      readonly shipTo: readonly Destination[] | null;
    }
  | {
      readonly decision: 'on_hold';
      readonly authorizationToken: null;
      /** Paths of the fields that the shopper is asked to mend in the widget: `buyer.phone`. */
      readonly fields: readonly string[];
    }
  | { readonly decision: 'rejected'; readonly authorizationToken: null }
  | { readonly decision: 'not_made'; readonly authorizationToken: null; readonly why: NotMade };

/** Why no screening was made or finished; the widget shows the shopper what to do. */
export type NotMade =
  | 'consent_missing'
  | 'not_chosen'
  | 'not_available'
  | 'buyer_missing'
  | 'items_missing'
  | 'loading'
  | 'no_connection'
  | 'refused'
  | 'withdrawn';
