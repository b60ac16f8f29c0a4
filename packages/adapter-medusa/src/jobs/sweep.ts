import type { MedusaContainer } from '@medusajs/framework/types';
import { sweep } from '../operations/sweep';

/** Finds what a crash between Medusa's commit and its event has left undone, and what a lost webhook would have told. */
export default async function sweepJob(container: MedusaContainer): Promise<void> {
  await sweep(container, new Date());
}

export const config = {
  name: 'atobarai-sweep',
  schedule: { interval: Number(process.env['ATOBARAI_SWEEP_EVERY_MS'] ?? 600_000), concurrency: 'forbid' as const },
};
