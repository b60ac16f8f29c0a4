import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { atobarai } from '../../../../../operations/container';
import { taskOf } from '../../../../../panel/view';
import { resendTask, type Task } from '../../../../../tasks';

/** Does the tasks that failed once more: after the settings were mended, say. A hundred at a time, oldest first. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const failed = await atobarai(req.scope).listAtobaraiTasks({ status: 'failed' }, { take: 100, order: { created_at: 'ASC' } });
  const tasks: Task[] = [];
  for (const { id } of failed) tasks.push(await resendTask(req.scope, id));
  res.json({ tasks: tasks.map(taskOf), count: tasks.length });
}
