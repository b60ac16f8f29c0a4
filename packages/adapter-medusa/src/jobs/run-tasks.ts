import type { MedusaContainer } from '@medusajs/framework/types';
import { attemptDue } from '../tasks/run';

/** Tries what could not be done at once: the service was away, or a decision had not come. */
export default async function runTasks(container: MedusaContainer): Promise<void> {
  await attemptDue(container, { now: new Date() });
}

export const config = {
  name: 'atobarai-run-tasks',
  schedule: { interval: Number(process.env['ATOBARAI_TASKS_EVERY_MS'] ?? 30_000), concurrency: 'forbid' as const },
};
