import type { MedusaContainer } from '@medusajs/framework/types';
import { atobarai } from './container';

/** Has the job try the waiting tasks of an order at its next round: what they waited for has come. */
export async function hurry(container: MedusaContainer, orderId: string): Promise<void> {
  const service = atobarai(container);
  const waiting = await service.listAtobaraiTasks({ order_id: orderId, status: 'pending' }, { select: ['id'] });
  if (waiting.length > 0) await service.updateAtobaraiTasks(waiting.map(({ id }) => ({ id, next_at: new Date() })));
}
