import type { LocalDate } from '../core/time.ts';

export type FileKind = 'orders' | 'shipments';

/** What a data set says must come of one order or shipment. */
export type Expectation = { readonly shopOrderId: string; readonly file: FileKind } & (
  | { readonly code: string }
  | { readonly decision: string; readonly reason?: string | undefined }
  | { readonly accepted: true }
);

/** One order of the orders file: the line it begins on, and the reading of its buyer's name. */
export type OrderInFile = { readonly row: number; readonly shopOrderId: string; readonly kana: string };

/** One row of the shipments file, as it stands there. */
export type ShipmentRow = {
  readonly row: number;
  readonly shopOrderId: string;
  /** 出荷日; null when it is no day or the row is broken, which the server is to report. */
  readonly shippedOn: LocalDate | null;
  readonly text: string;
};

/** A folder of real input: orders, their shipments, and what must come of some of them. */
export type DataSet = {
  readonly name: string;
  /** The orders file, byte by byte: it is imported as it is. */
  readonly ordersFile: Uint8Array<ArrayBuffer>;
  readonly orders: readonly OrderInFile[];
  readonly shipmentsHeader: string;
  readonly shipments: readonly ShipmentRow[];
  /** The earliest 出荷日. */
  readonly firstShipDay: LocalDate;
  /** Null when the folder says nothing. */
  readonly expected: readonly Expectation[] | null;
};

/** Japanese and English of the same thing. */
export type Bilingual = { readonly ja: string; readonly en: string };
