import { forceDelivered } from '@atobarai/sdk/contract';
import { Refused } from '../../../core/result.ts';
import { localDate } from '../../../core/time.ts';
import type { Api } from '../../../platform/http/api.ts';
import { noteAction } from '../../operators/index.ts';
import type { ShownShipment } from './shipments.ts';
import { reportFromCarrier } from '../service.ts';
import { findShipmentAnywhere } from '../store.ts';

/** An operator takes a parcel as delivered on evidence, where the carrier's feed is silent (domain.md 4.8). */
export function deliveryRoutes(api: Api, shown: ShownShipment): void {
  api.change(forceDelivered, async (unit, { caller, params, body }) => {
    const shipment = await findShipmentAnywhere(unit, params.id);
    if (!shipment) throw new Refused({ code: 'not_found' });
    const on = localDate(body.deliveredOn);
    if (on > unit.today) throw new Refused({ code: 'date_range', path: 'deliveredOn' });
    const { merchant_id: merchantId, id: shipmentId } = shipment;
    const delivered = await reportFromCarrier(unit, { merchantId, shipmentId, report: { kind: 'delivered', on } });
    const { keyId } = caller;
    await noteAction(unit, { merchantId, operation: forceDelivered.id, resourceId: shipmentId, keyId, reason: body.evidence });
    return shown(unit, delivered);
  });
}
