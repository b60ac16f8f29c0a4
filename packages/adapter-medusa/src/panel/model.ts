/** The same words in both languages. */
export type Words = { readonly ja: string; readonly en: string };

export type PanelReason = { readonly code: string; readonly severity: string; readonly message: Words; readonly fix: Words | null };

export type PanelShipment = {
  readonly id: string;
  readonly carrier: string;
  readonly serviceLevel: string;
  readonly slipNo: string;
  readonly status: string;
  readonly statusText: Words;
  readonly shippedAt: string;
  readonly deliveredOn: string | null;
  readonly warnings: readonly Words[];
  /** True while its slip can still be corrected. */
  readonly correctable: boolean;
};

/** A fulfilment of Medusa whose slip the service does not have. */
export type PanelParcel = {
  readonly fulfillmentId: string;
  readonly shipped: boolean;
  readonly slipNo: string | null;
  readonly carrier: string | null;
  readonly serviceLevel: string | null;
};

export type PanelTask = {
  readonly id: string;
  readonly kind: string;
  readonly kindText: Words;
  readonly orderId: string;
  readonly status: 'pending' | 'done' | 'failed';
  readonly attempts: number;
  readonly nextAt: string;
  readonly lastError: string | null;
};

export type PanelCarrier = {
  readonly carrier: string;
  readonly name: Words;
  readonly services: readonly { readonly code: string; readonly name: Words }[];
};

/** What the order page of the admin shows about a deferred payment. Amounts are yen with tax. */
export type Panel = {
  readonly orderId: string;
  readonly language: 'ja' | 'en';
  /** Ids at the service; null before the order is registered there. */
  readonly serviceOrderId: string | null;
  readonly shopOrderId: string | null;
  readonly status: string;
  readonly statusText: Words;
  readonly tone: 'good' | 'waiting' | 'bad';
  readonly billedAmount: number | null;
  readonly returnedAmount: number | null;
  readonly decidedAt: string | null;
  readonly reasons: readonly PanelReason[];
  readonly warnings: readonly Words[];
  /** By when a person will have decided. */
  readonly expectedBy: string | null;
  /** Until when it must be shipped, or mended when on hold. */
  readonly expiresAt: string | null;
  readonly shipments: readonly PanelShipment[];
  readonly parcels: readonly PanelParcel[];
  readonly canEnterSlip: boolean;
  readonly canAmend: boolean;
  readonly tasks: readonly PanelTask[];
  readonly carriers: readonly PanelCarrier[];
  /** What keeps the panel from knowing more: wrong settings, a service that is away. */
  readonly problem: string | null;
};
