import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { readSlip } from '../../../../../../panel/body';
import { loadPanel, needOurOrder } from '../../../../../../panel/load';
import { statusAfter } from '../../../../../../panel/outcome';
import { enterSlip } from '../../../../../../tasks';

/** Registers a slip that Medusa has no label for: it takes none once a fulfilment is marked as shipped. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const slip = readSlip(req.body);
  const { order } = await needOurOrder(req.scope, req.params['id'] ?? '');
  const status = statusAfter(await enterSlip(req.scope, { orderId: order.id, ...slip }));
  res.status(status).json({ panel: await loadPanel(req.scope, order.id) });
}
