import type { Instant, LocalDate } from '../../core/time.ts';
import type { OrderContent, Status } from '../orders/model.ts';
import type { ShipmentStatus } from '../shipments/model.ts';

/** A person as an order keeps it, opened. */
export type ExportedPerson = {
  readonly name: string;
  readonly nameKana?: string;
  readonly company?: string;
  readonly department?: string;
  readonly corporateNumber?: string;
  readonly postalCode: string;
  readonly address: { readonly prefecture: string; readonly city: string; readonly line1: string; readonly line2?: string };
  readonly phone: string;
  readonly email?: string;
};

export type ExportedOrder = {
  readonly id: string;
  readonly shop_order_id: string;
  readonly status: Status;
  readonly credit: string;
  readonly fulfilment: string;
  readonly billing: string;
  readonly settlement: string;
  readonly registered_at: Instant;
  readonly expires_at: Instant | null;
  readonly order_date: LocalDate;
  readonly channel: string;
  readonly buyer_kind: string;
  readonly billed_amount: number;
  readonly approved_amount: number;
  readonly returned_amount: number;
  readonly content: OrderContent;
  readonly reasons: readonly string[];
  readonly personal: { readonly buyer: ExportedPerson; readonly shipTo: readonly ExportedPerson[] };
};

export type ExportedShipment = {
  readonly id: string;
  readonly order_id: string;
  readonly shop_order_id: string;
  readonly status: ShipmentStatus;
  readonly carrier: string;
  readonly service_level: string;
  readonly slip_no: string;
  readonly shipped_at: Instant;
  readonly registered_at: Instant;
  readonly delivered_on: LocalDate | null;
  readonly amount: number;
  readonly warnings: readonly string[];
  readonly superseded_by: string | null;
};

/** A column of an exported file. What is no number is guarded against being run as a formula. */
export type ExportColumn<Row> = { readonly heading: string; readonly numeric: boolean; readonly cell: (row: Row) => string };

export type FileEncoding = 'utf-8' | 'cp932';
