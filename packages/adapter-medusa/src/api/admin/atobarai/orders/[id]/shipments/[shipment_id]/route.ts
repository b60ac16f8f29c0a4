import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { readCorrection } from '../../../../../../../panel/body';
import { loadPanel, needOurOrder } from '../../../../../../../panel/load';
import { statusAfter } from '../../../../../../../panel/outcome';
import { enterSlip } from '../../../../../../../tasks';

/** Corrects the slip of a shipment, or puts that of a reship in its place; the amount stays (SF-43). */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const slip = readCorrection(req.body);
  const { order } = await needOurOrder(req.scope, req.params['id'] ?? '');
  const task = await enterSlip(req.scope, { orderId: order.id, shipmentId: req.params['shipment_id'] ?? '', ...slip });
  const status = statusAfter(task);
  res.status(status).json({ panel: await loadPanel(req.scope, order.id) });
}
