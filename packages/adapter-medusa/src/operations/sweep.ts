import { isAtobaraiError } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { atobarai, loggerOf } from './container';
import { findUndone } from './undone';

/** Events that one sweep reads at most; the next one goes on where it stopped. */
const mostEvents = 500;

/** Puts on the list whatever should be there and is not, and asks the service for events that never arrived. */
export async function sweep(container: MedusaContainer, now: Date): Promise<void> {
  const service = atobarai(container);
  for (const task of await findUndone(container, now)) await service.enqueue(task);
  await forgetOld(container, now);
  if (service.problem !== undefined) return;
  try {
    await catchUpOnEvents(container);
  } catch (error) {
    loggerOf(container).warn(`atobarai: the service could not be asked for events: ${String(error)}`);
  }
}

/** Far longer than anything is looked back for, and than the service sends an event again. */
const keptMs = 90 * 86_400_000;

/** What was done long ago need not be known for ever; what is failed or waits is kept until somebody sees to it. */
async function forgetOld(container: MedusaContainer, now: Date): Promise<void> {
  const service = atobarai(container);
  const before = { $lt: new Date(now.getTime() - keptMs) };
  const some = { select: ['id' as const], take: mostEvents };
  const tasks = await service.listAtobaraiTasks({ status: 'done', updated_at: before }, some);
  if (tasks.length > 0) await service.deleteAtobaraiTasks(tasks.map(({ id }) => id));
  const events = await service.listAtobaraiEvents({ created_at: before, swept: false }, some);
  if (events.length > 0) await service.deleteAtobaraiEvents(events.map(({ id }) => id));
}

/** Keeps the events since the last sweep; those that came by webhook are known, and left alone. */
async function catchUpOnEvents(container: MedusaContainer): Promise<void> {
  const service = atobarai(container);
  // Not the newest known: a webhook that arrived says nothing of an earlier one that was lost.
  const [last] = await service.listAtobaraiEvents({ swept: true }, { take: 1, order: { happened_at: 'DESC', id: 'DESC' } });
  const newest = await keepEventsAfter(container, last?.id);
  if (newest !== undefined) await service.updateAtobaraiEvents({ id: newest, swept: true });
}

/** Answers the last event read, if there was one. */
async function keepEventsAfter(container: MedusaContainer, after: string | undefined): Promise<string | undefined> {
  const service = atobarai(container);
  let newest: string | undefined;
  let read = 0;
  try {
    for await (const event of service.client.events.list({ order: 'oldest_first', limit: 100, ...(after ? { after } : {}) })) {
      await service.recordEvent(event);
      newest = event.id;
      read += 1;
      if (read >= mostEvents) break;
    }
  } catch (error) {
    // The service keeps events for a time only; what it no longer knows cannot be gone on from.
    if (after !== undefined && isAtobaraiError(error) && error.code === 'not_found') return keepEventsAfter(container, undefined);
    throw error;
  }
  return newest;
}
