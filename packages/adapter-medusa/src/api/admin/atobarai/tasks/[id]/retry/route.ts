import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import { MedusaError } from '@medusajs/framework/utils';
import { atobarai } from '../../../../../../operations/container';
import { taskOf } from '../../../../../../panel/view';
import { resendTask } from '../../../../../../tasks';

/** Does a task once more. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params['id'] ?? '';
  const [known] = await atobarai(req.scope).listAtobaraiTasks({ id }, { take: 1 });
  if (!known) throw new MedusaError(MedusaError.Types.NOT_FOUND, `この処理はありません / there is no task ${id}`);
  res.json({ task: taskOf(await resendTask(req.scope, id)) });
}
