import { isAuthenticationError } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { amendOrder } from '../operations/amend-order';
import { cancelOrder } from '../operations/cancel-order';
import { announce, atobarai, loggerOf } from '../operations/container';
import { deliverFulfillment } from '../operations/deliver';
import { editOrder } from '../operations/edit-order';
import { lockOrder, type OrderLock } from '../operations/lock';
import { lowerAmount } from '../operations/lower-amount';
import { registerOrder, synchronise } from '../operations/register-order';
import { settleEvent } from '../operations/settle-event';
import { shipFulfillment } from '../operations/ship';
import { type EnteredSlip, registerSlip } from '../operations/slip';
import type AtobaraiModuleService from '../modules/atobarai/service';
import { failureOf } from './failure';
import type { NewTask, Task, TaskKind } from './model';
import { afterFailure, afterSuccess, type Failure, rearmed } from './state';

type Work = (container: MedusaContainer, task: Task) => Promise<void>;

/** What each kind of task does. All of it may be done again without harm. */
const works: Readonly<Record<TaskKind, Work>> = {
  register: (container, task) => registerOrder(container, task.order_id),
  ship: (container, task) => shipFulfillment(container, task.ref_id),
  slip: (container, task) => registerSlip(container, task.order_id, task.payload as EnteredSlip),
  deliver: (container, task) => deliverFulfillment(container, task.ref_id),
  cancel: (container, task) => cancelOrder(container, task.order_id),
  amount: (container, task) => lowerAmount(container, task.order_id),
  edit: (container, task) => editOrder(container, task.order_id),
  amend: (container, task) => amendOrder(container, task.order_id),
  settle: (container, task) => (task.payload?.['remote_id'] ? settleEvent(container, task) : synchronise(container, task.order_id)),
};

/** Puts something on the list and tries it at once; what fails now is tried again by the job. */
export async function doSoon(container: MedusaContainer, task: NewTask): Promise<Task> {
  return attempt(container, await atobarai(container).enqueue(task));
}

/** Tries a task, alone on its order. Never throws: what went wrong is in the row that it answers. */
export async function attempt(container: MedusaContainer, task: Task, lock: Pick<OrderLock, 'waitSeconds'> = {}): Promise<Task> {
  try {
    return await lockOrder(container, { orderId: task.order_id, ...lock }, () => attemptLocked(container, task.id));
  } catch (error) {
    // Somebody else works on the order just now, or the database is away: the row stays as it is.
    loggerOf(container).debug(`atobarai: ${task.kind} ${task.ref_id} is tried again later: ${failureOf(error).message}`);
    return task;
  }
}

/** Orders that one round of the job works on at a time: one that the service keeps waiting must not hold up the rest. */
const ordersAtOnce = 4;

/** Tries everything that is due, oldest first; answers how many. */
export async function attemptDue(container: MedusaContainer, { now, atMost = 200 }: { now: Date; atMost?: number }): Promise<number> {
  const service = atobarai(container);
  const due = await service.listAtobaraiTasks({ status: 'pending', next_at: { $lte: now } }, { take: atMost, order: { next_at: 'ASC' } });
  const left = due.values();
  const work = async () => {
    // An order that somebody works on now is left to the next round.
    for (const task of left) await attempt(container, task as Task, { waitSeconds: 1 });
  };
  await Promise.all(Array.from({ length: ordersAtOnce }, work));
  return due.length;
}

/** Does a task once more that had failed, on a person's word. */
export async function attemptAgain(container: MedusaContainer, taskId: string): Promise<Task> {
  const task = (await atobarai(container).updateAtobaraiTasks({ id: taskId, ...rearmed(Date.now()) })) as Task;
  return attempt(container, task);
}

async function attemptLocked(container: MedusaContainer, taskId: string): Promise<Task> {
  const service = atobarai(container);
  const task = (await service.retrieveAtobaraiTask(taskId)) as Task;
  if (task.status !== 'pending') return task;
  try {
    await works[task.kind](container, task);
  } catch (error) {
    return fail(container, task, error);
  }
  return (await service.updateAtobaraiTasks({ id: task.id, ...afterSuccess(task) })) as Task;
}

async function fail(container: MedusaContainer, task: Task, error: unknown): Promise<Task> {
  const service = atobarai(container);
  const { failure, maxAttempts } = judged(service, error);
  const change = afterFailure(task, failure, { nowMs: Date.now(), maxAttempts });
  const after = (await service.updateAtobaraiTasks({ id: task.id, ...change })) as Task;
  const line = `atobarai: ${task.kind} ${task.ref_id} of ${task.order_id}, attempt ${change.attempts}, ${change.status}: ${failure.message}`;
  if (change.status === 'failed' || isAuthenticationError(error)) loggerOf(container).error(line);
  else loggerOf(container).warn(line);
  if (change.status === 'failed') {
    await announce(container, 'atobarai.task_failed', {
      task_id: task.id,
      order_id: task.order_id,
      kind: task.kind,
      reason: failure.message,
    });
  }
  return after;
}

/** Wrong settings are no fault of the task: it waits until somebody has mended them. */
function judged(service: AtobaraiModuleService, error: unknown): { readonly failure: Failure; readonly maxAttempts: number } {
  if (service.problem !== undefined) return { failure: { kind: 'waiting', message: service.problem }, maxAttempts: 1 };
  const { language, maxAttempts } = service.options;
  return { failure: failureOf(error, language), maxAttempts };
}
