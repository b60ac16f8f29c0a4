import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { atobarai } from '../../../../../../operations/container';
import { loadPanel, needOurOrder } from '../../../../../../panel/load';
import { resendTask } from '../../../../../../tasks';

/** Does everything that is still to be done for an order once more, the failed included. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { order } = await needOurOrder(req.scope, req.params['id'] ?? '');
  const open = await atobarai(req.scope).listAtobaraiTasks(
    { order_id: order.id, status: ['pending', 'failed'] },
    { take: 50, order: { created_at: 'ASC' } },
  );
  // One by one and oldest first: an order must be registered before its slip.
  for (const { id } of open) await resendTask(req.scope, id);
  res.json({ panel: await loadPanel(req.scope, order.id) });
}
