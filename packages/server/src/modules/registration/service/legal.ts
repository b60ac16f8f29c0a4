import type { Unit } from '../../../core/unit.ts';
import { hasPaid, legalCommands, type OrderRow } from '../../orders/index.ts';
import { standingParcels } from '../../shipments/index.ts';

/** What the shop may do with this order now, its parcels and payments looked at. */
export async function legalNow(unit: Unit, order: OrderRow): Promise<string[]> {
  return legalCommands(order, { parcels: await standingParcels(unit, order), hasPaid: await hasPaid(unit, order) });
}
