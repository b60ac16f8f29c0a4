import type { DueTask } from '../../core/due-task.ts';
import { abandonedAfterMs } from './policy.ts';
import { deleteAbandoned, nextAbandoned } from './store.ts';

/** What an upload staged before its process died holds buyers' data and is good for nothing. */
const sweepUploads: DueTask = {
  name: 'sweep_uploads',
  next: (tx, until, except) => nextAbandoned(tx, until, { afterMs: abandonedAfterMs, except }),
  run: (unit, choice) => deleteAbandoned(unit, abandonedAfterMs, choice),
};

export const importTasks: readonly DueTask[] = [sweepUploads];
