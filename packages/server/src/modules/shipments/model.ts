import type { Instant, LocalDate } from '../../core/time.ts';
import type { LineQuantity } from '../orders/model.ts';

export type ShipmentStatus = 'slip_registered' | 'in_transit' | 'delivered' | 'exception' | 'returned' | 'superseded' | 'voided';

export type ShipmentRow = {
  readonly merchant_id: string;
  readonly id: string;
  readonly order_id: string;
  readonly status: ShipmentStatus;
  readonly carrier: string;
  readonly service_level: string;
  readonly slip_no: string;
  readonly shipped_at: Instant;
  readonly registered_at: Instant;
  readonly delivered_at: Instant | null;
  readonly delivered_on: LocalDate | null;
  readonly ship_to_index: number | null;
  readonly items: readonly LineQuantity[];
  readonly amount: number;
  readonly warnings: readonly string[];
  readonly supersedes: string | null;
  readonly superseded_by: string | null;
};

/** What a shop says of a parcel it has handed over, or is about to. */
export type SlipCommand = {
  readonly carrier: string;
  readonly serviceLevel: string;
  readonly slipNo: string;
  readonly shippedAt: Instant;
  readonly items?: readonly LineQuantity[];
  readonly shipToIndex?: number;
};

/** What a carrier reports of a parcel. */
export type CarrierReport =
  | { readonly kind: 'picked_up' }
  | { readonly kind: 'delivered'; readonly on: LocalDate }
  | { readonly kind: 'exception' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'returned' };
