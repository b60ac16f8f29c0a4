import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { loadPanel } from '../../../../../panel/load';

/** How an order stands at the service: what the panel on the order page shows. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ panel: await loadPanel(req.scope, req.params['id'] ?? '') });
}
