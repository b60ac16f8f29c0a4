import { MedusaError } from '@medusajs/framework/utils';
import type { Task } from '../tasks';

/** What a task came to: done, still to be done because the service is away, or refused with its reason. */
export function statusAfter(task: Task): 200 | 202 {
  if (task.status === 'failed') throw new MedusaError(MedusaError.Types.NOT_ALLOWED, task.last_error ?? task.kind);
  return task.status === 'done' ? 200 : 202;
}
