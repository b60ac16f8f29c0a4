// What the fake shop remembers. Its own people and Shopify change it; the adapter only through the API.

export type FakeAddress = {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  zip: string | null;
  countryCode: string;
  province: string | null;
  provinceCode: string | null;
  city: string | null;
  address1: string | null;
  address2: string | null;
  phone: string | null;
};

export type FakeLine = {
  readonly gid: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly sku: string | null;
  readonly quantity: number;
  currentQuantity: number;
  /** Yen with tax. */
  readonly unitPrice: number;
  /** Yen off the whole line. */
  readonly discount: number;
  /** Percent. */
  readonly taxRate: number;
  readonly requiresShipping: boolean;
};

export type FakeTransaction = {
  readonly gid: string;
  readonly kind: 'SALE' | 'CAPTURE' | 'REFUND';
  status: 'PENDING' | 'SUCCESS' | 'FAILURE';
  readonly gateway: string;
  readonly manual: boolean;
  readonly amount: number;
  readonly processedAt: string;
  readonly parentGid: string | null;
};

export type FakeHold = {
  readonly gid: string;
  readonly handle: string | null;
  readonly reason: string;
  readonly reasonNotes: string | null;
  /** Placed by the app under test. */
  readonly byApp: boolean;
};

export type FakePart = { readonly lineGid: string; quantity: number };

export type FakeFulfillmentOrder = {
  readonly gid: string;
  readonly orderGid: string;
  standing: 'open' | 'in_progress' | 'closed' | 'cancelled';
  parts: FakePart[];
  holds: FakeHold[];
};

export type FakeTracking = { readonly company: string | null; readonly number: string | null; readonly url: string | null };

export type FakeFulfillment = {
  readonly gid: string;
  readonly name: string;
  readonly fulfillmentOrderGid: string;
  status: 'SUCCESS' | 'CANCELLED';
  displayStatus: 'FULFILLED' | 'IN_TRANSIT' | 'DELIVERED' | 'CANCELED';
  readonly createdAt: string;
  updatedAt: string;
  deliveredAt: string | null;
  tracking: readonly FakeTracking[];
  readonly parts: readonly FakePart[];
};

export type FakeRefund = {
  readonly gid: string;
  readonly createdAt: string;
  readonly amount: number;
  /** The part of it that no removed line explains: Shopify's order adjustment. */
  readonly beyond: number;
};

export type FakeOrder = {
  readonly gid: string;
  readonly name: string;
  readonly number: number;
  readonly createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: string | null;
  readonly test: boolean;
  email: string | null;
  phone: string | null;
  readonly currency: string;
  readonly presentmentCurrency: string;
  readonly gatewayNames: readonly string[];
  readonly tags: Set<string>;
  readonly lines: FakeLine[];
  readonly shipping: { readonly gid: string; readonly title: string; price: number; readonly taxRate: number };
  billingAddress: FakeAddress | null;
  shippingAddress: FakeAddress | null;
  readonly transactions: FakeTransaction[];
  readonly metafields: Map<string, { readonly value: string; readonly digest: string }>;
  readonly fulfillmentOrders: FakeFulfillmentOrder[];
  readonly fulfillments: FakeFulfillment[];
  readonly refunds: FakeRefund[];
  risk: 'LOW' | 'MEDIUM' | 'HIGH' | null;
  /** Moments of its changes that the search index may not have seen yet, oldest first. */
  changedAt: number[];
};

/** `gid://shopify/Order/820982911946154508` → `820982911946154508`. */
export function idOf(gid: string): bigint {
  return BigInt(gid.slice(gid.lastIndexOf('/') + 1));
}
