import type { Shipment } from '@atobarai/sdk/contract';
import { inJapan } from '../../../core/time.ts';
import { warningView } from '../../orders/index.ts';
import type { ShipmentRow } from '../model.ts';

/** A shipment in the words of the API; its invoice belongs to the module to the right. */
export function shipmentView(row: ShipmentRow, invoice: Pick<Shipment, 'invoiceId' | 'printData'>): Shipment {
  return {
    id: row.id,
    orderId: row.order_id,
    status: row.status,
    carrier: row.carrier,
    serviceLevel: row.service_level,
    slipNo: row.slip_no,
    shippedAt: inJapan(row.shipped_at),
    registeredAt: inJapan(row.registered_at),
    deliveredAt: row.delivered_at && inJapan(row.delivered_at),
    deliveredOn: row.delivered_on,
    shipToIndex: row.ship_to_index,
    items: row.items.map((item) => ({ ...item })),
    amount: row.amount,
    warnings: row.warnings.map(warningView),
    supersedes: row.supersedes,
    supersededBy: row.superseded_by,
    ...invoice,
  };
}
