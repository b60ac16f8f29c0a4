import { registerShipment, replaceSlip as replaceOperation, type Shipment, voidShipment as voidOperation } from '@atobarai/sdk/contract';
import { instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Api } from '../../../platform/http/api.ts';
import type { ShipmentRow } from '../model.ts';
import { registerSlip, replaceSlip, voidShipment } from '../service.ts';

/** A shipment with its invoice, which belongs to a module to the right. */
export type ShownShipment = (unit: Unit, shipment: ShipmentRow) => Promise<Shipment>;

export function shipmentRoutes(api: Api, shown: ShownShipment): void {
  api.change(registerShipment, async (unit, { caller: { merchantId }, params, body }) => {
    const { items, shipToIndex, shippedAt, ...slip } = body;
    const command = {
      ...slip,
      shippedAt: instant(shippedAt),
      ...(items ? { items } : {}),
      ...(shipToIndex === undefined ? {} : { shipToIndex }),
    };
    return shown(unit, await registerSlip(unit, { merchantId, orderId: params.id, slip: command }));
  });

  api.change(replaceOperation, async (unit, { caller: { merchantId }, params, body }) => {
    const { slipNo, carrier, serviceLevel, shippedAt } = body;
    const slip = {
      slipNo,
      ...(carrier ? { carrier } : {}),
      ...(serviceLevel ? { serviceLevel } : {}),
      ...(shippedAt ? { shippedAt: instant(shippedAt) } : {}),
    };
    return shown(unit, await replaceSlip(unit, { merchantId, shipmentId: params.id, slip }));
  });

  api.change(voidOperation, async (unit, { caller, params }) => shown(unit, await voidShipment(unit, caller.merchantId, params.id)));
}
