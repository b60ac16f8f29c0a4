import { dayInJapan, inJapan } from '../../../core/time.ts';
import { shipmentColumns } from '../../imports/model.ts';
import type { ExportColumn, ExportedShipment } from '../model.ts';
import { shipmentStatusWords } from '../policy.ts';

const text = (heading: string, cell: (shipment: ExportedShipment) => string): ExportColumn<ExportedShipment> => ({
  heading,
  numeric: false,
  cell,
});

const importCells: Readonly<Record<string, (shipment: ExportedShipment) => string>> = {
  shopOrderId: (shipment) => shipment.shop_order_id,
  carrier: (shipment) => shipment.carrier,
  serviceLevel: (shipment) => shipment.service_level,
  slipNo: (shipment) => shipment.slip_no,
  shippedAt: (shipment) => dayInJapan(shipment.shipped_at),
};

/** 商品出荷登録一覧 (SF-49): the columns of the import, and what has become of the parcel since. */
export const shipmentFileColumns: readonly ExportColumn<ExportedShipment>[] = [
  ...shipmentColumns.map(({ heading, path }) => text(heading, importCells[path] ?? (() => ''))),
  text('出荷ID', (shipment) => shipment.id),
  text('注文ID', (shipment) => shipment.order_id),
  text('状態', (shipment) => shipment.status),
  text('状態名', (shipment) => shipmentStatusWords[shipment.status]),
  { heading: '出荷金額', numeric: true, cell: (shipment) => String(shipment.amount) },
  text('登録日時', (shipment) => inJapan(shipment.registered_at)),
  text('着荷日', (shipment) => shipment.delivered_on ?? ''),
  text('変更後の出荷ID', (shipment) => shipment.superseded_by ?? ''),
  text('注意', (shipment) => shipment.warnings.join(' ')),
];
