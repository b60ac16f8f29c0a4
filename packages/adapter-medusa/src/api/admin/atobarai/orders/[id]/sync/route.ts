import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { loadPanel, needOurOrder } from '../../../../../../panel/load';
import { statusAfter } from '../../../../../../panel/outcome';
import { syncOrder } from '../../../../../../tasks';

/** Asks the service how it stands with an order, and takes that over. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { order } = await needOurOrder(req.scope, req.params['id'] ?? '');
  const status = statusAfter(await syncOrder(req.scope, order.id));
  res.status(status).json({ panel: await loadPanel(req.scope, order.id) });
}
