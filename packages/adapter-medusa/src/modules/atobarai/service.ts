import type { Client } from '@atobarai/sdk';
import type { Context, Logger } from '@medusajs/framework/types';
import { InjectTransactionManager, MedusaContext, MedusaService } from '@medusajs/framework/utils';
import type { AtobaraiOptions } from '../../lib/options';
import type { NewTask, Task } from '../../tasks/model';
import { rearmed } from '../../tasks/state';
import { connectionOf, openConnection, type Opened } from './connection';
import { AtobaraiEvent } from './models/event';
import { AtobaraiTask } from './models/task';

/** An event of the service, as far as it is kept. */
export type ReceivedEvent = {
  readonly id: string;
  readonly type: string;
  readonly createdAt: string;
  readonly sequence: number;
  readonly resource: { readonly type: string; readonly id: string };
  readonly data?: object;
};

type Surroundings = {
  readonly logger?: Logger;
  readonly configModule?: { readonly modules?: Record<string, unknown> };
};

/** Names that the payment module must be given, so that a payment can read its order while it is authorized. */
const neededByPayments = ['query', 'atobarai'];

/**
 * Keeps what is still to be told to the service, and what the service told: two tables that no crash
 * empties. In Medusa's container under `atobarai`.
 */
export default class AtobaraiModuleService extends MedusaService({ AtobaraiTask, AtobaraiEvent }) {
  private readonly opened: Opened;

  constructor(container: Surroundings, given: unknown) {
    super(container, given);
    this.opened = openConnection(given);
    if (!this.opened.ok) container.logger?.error(`atobarai: ${this.opened.reason}`);
    warnOfMissingDependencies(container);
  }

  /** The settings of the shop. @throws MedusaError `not_allowed` when they are wrong */
  get options(): AtobaraiOptions {
    return connectionOf(this.opened).options;
  }

  /** Speaks to the service. @throws MedusaError `not_allowed` when the settings are wrong */
  get client(): Client {
    return connectionOf(this.opened).client;
  }

  /** Why nothing can be done, when the settings are wrong. */
  get problem(): string | undefined {
    return this.opened.ok ? undefined : this.opened.reason;
  }

  /** Puts something on the list, once for each kind and reference; answers the row, new or not. */
  async enqueue(task: NewTask): Promise<Task> {
    const known = await this.findTask(task);
    if (known) return this.rearm(known, task);
    try {
      return (await this.createAtobaraiTasks(rowOf(task))) as Task;
    } catch (error) {
      // Two events of the same thing may come at once; the unique index lets one of them in.
      const theirs = await this.findTask(task);
      if (theirs) return theirs;
      throw error;
    }
  }

  /** Keeps an event and what is to be done about it, both or neither. Answers undefined for one that came before. */
  async recordEvent(event: ReceivedEvent): Promise<Task | 'kept' | undefined> {
    if (await this.hasEvent(event.id)) return undefined;
    try {
      return await this.insertEvent(event);
    } catch (error) {
      if (await this.hasEvent(event.id)) return undefined;
      throw error;
    }
  }

  @InjectTransactionManager()
  protected async insertEvent(event: ReceivedEvent, @MedusaContext() context: Context = {}): Promise<Task | 'kept'> {
    const { id, type, sequence, resource, createdAt } = event;
    await this.createAtobaraiEvents({ id, type, sequence, resource_id: resource.id, happened_at: new Date(createdAt) }, context);
    if (!concernsUs(event)) return 'kept';
    const task = rowOf({ kind: 'settle', refId: id, orderId: resource.id, payload: { remote_id: resource.id } });
    return (await this.createAtobaraiTasks(task, context)) as Task;
  }

  private async hasEvent(id: string): Promise<boolean> {
    return (await this.listAtobaraiEvents({ id }, { take: 1 })).length > 0;
  }

  private async findTask({ kind, refId }: NewTask): Promise<Task | undefined> {
    const [found] = await this.listAtobaraiTasks({ kind, ref_id: refId }, { take: 1 });
    return found as Task | undefined;
  }

  private async rearm(known: Task, { again, payload }: NewTask): Promise<Task> {
    if (again !== true) return known;
    const change = { id: known.id, ...rearmed(Date.now()), ...(payload ? { payload } : {}) };
    return (await this.updateAtobaraiTasks(change)) as Task;
  }
}

/** Orders and parcels; of those that name their order, the ones that were registered from a payment session. */
function concernsUs({ type, resource, data }: ReceivedEvent): boolean {
  const shopOrderId: unknown = Reflect.get(data ?? {}, 'shopOrderId');
  if (typeof shopOrderId === 'string' && !shopOrderId.startsWith('payses_')) return false;
  return resource.type === 'order' && /^(order|shipment)\./.test(type);
}

function rowOf({ kind, refId, orderId, payload }: NewTask) {
  return { kind, ref_id: refId, order_id: orderId, next_at: new Date(), payload: payload ?? null };
}

function warnOfMissingDependencies({ logger, configModule }: Surroundings): void {
  const payment: unknown = configModule?.modules?.['payment'];
  if (typeof payment !== 'object' || payment === null) return;
  const given: unknown = Reflect.get(payment, 'dependencies');
  const missing = neededByPayments.filter((name) => !Array.isArray(given) || !given.includes(name));
  if (missing.length === 0) return;
  logger?.warn(
    `atobarai: the payment module lacks ${missing.join(' and ')}. Put dependencies: ['query', 'atobarai'] beside its options ` +
      'in medusa-config: without them no order is screened while the shopper waits.',
  );
}
