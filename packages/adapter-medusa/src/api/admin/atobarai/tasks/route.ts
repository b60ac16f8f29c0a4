import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { atobarai } from '../../../../operations/container';
import { readTaskQuery } from '../../../../panel/body';
import { taskOf } from '../../../../panel/view';
import type { Task } from '../../../../tasks';

/** What is still to be told to the service, and what could not be; newest first. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { limit, offset, ...filters } = readTaskQuery(req.query);
  const [tasks, count] = await atobarai(req.scope).listAndCountAtobaraiTasks(filters, {
    take: limit,
    skip: offset,
    order: { created_at: 'DESC' },
  });
  res.json({ tasks: (tasks as Task[]).map(taskOf), count, limit, offset });
}
