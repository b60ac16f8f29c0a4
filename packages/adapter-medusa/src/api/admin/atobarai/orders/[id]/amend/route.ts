import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { loadPanel, needOurOrder } from '../../../../../../panel/load';
import { statusAfter } from '../../../../../../panel/outcome';
import { amendHeldOrder } from '../../../../../../tasks';

/** Sends the address and phone that Medusa has now, for an order on hold. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { order } = await needOurOrder(req.scope, req.params['id'] ?? '');
  const status = statusAfter(await amendHeldOrder(req.scope, order.id));
  res.status(status).json({ panel: await loadPanel(req.scope, order.id) });
}
