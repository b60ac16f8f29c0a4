import type { Client } from '@atobarai/sdk';
import type { AdminOf, Clock } from '../reconcile/ports.ts';
import type { Policy } from '../reconcile/model.ts';
import { type Looked, reconcileOrder } from '../reconcile/reconcile.ts';
import { type DueTask, newRecord, type ShopifyStore } from '../store/index.ts';
import { verdictOn } from './failures.ts';

/** What everything that runs by itself works with. */
export type RunParts = {
  readonly store: ShopifyStore;
  readonly adminOf: AdminOf;
  readonly client: Client;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Told what a person who runs the adapter may want to know; never personal data. */
  readonly log: (entry: LogEntry) => void;
};

export type LogEntry = {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly shop?: string;
  readonly gid?: string;
  readonly detail?: string;
  readonly error?: unknown;
};

const fulfillmentOrderGid = /^gid:\/\/shopify\/FulfillmentOrder\//;

/** Looks at what is due. A failure is recorded and never thrown, so that it concerns no other order. */
export async function lookAt(parts: RunParts, task: DueTask): Promise<void> {
  const { store, clock } = parts;
  try {
    const lookAgainAt = fulfillmentOrderGid.test(task.gid) ? await passOn(parts, task) : (await lookAtOrder(parts, task)).lookAgainAt;
    await store.due.finish(task, { now: clock.now(), lookAgainAt });
  } catch (error) {
    await afterFailure(parts, task, error).catch((fault: unknown) =>
      // The claim lapses by itself, and the order is due again.
      parts.log({ level: 'error', event: 'look.not_recorded', shop: task.shop, gid: task.gid, error: fault }),
    );
  }
}

/** Some deliveries name a fulfilment order alone: the look is at its order. */
async function passOn({ store, adminOf, clock }: RunParts, { shop, gid }: DueTask): Promise<null> {
  const admin = await adminOf(shop);
  const order = await admin.orderOfFulfillmentOrder(gid);
  if (order !== null) await store.due.mark(shop, [order], clock.now());
  return null;
}

/** Looks at one order now. */
export async function lookAtOrder(
  parts: RunParts,
  { shop, gid, again = false }: { readonly shop: string; readonly gid: string; readonly again?: boolean },
): Promise<Looked> {
  const { store, adminOf, client, policy, clock } = parts;
  const found = await store.shops.find(shop);
  const looked = await reconcileOrder(
    { admin: await adminOf(shop), client, store, policy, clock },
    { shop, gid, takeFrom: found?.takeFrom ?? clock.now(), again },
  );
  if (looked.done.length > 0) parts.log({ level: 'info', event: 'order.done', shop, gid, detail: looked.done.join(', ') });
  return looked;
}

async function afterFailure(parts: RunParts, task: DueTask, error: unknown): Promise<void> {
  const { store, clock } = parts;
  const { shop, gid } = task;
  const now = clock.now();
  const { waitMs, problem, notice, stopsShop } = verdictOn(error, task.attempts);
  parts.log({ level: waitMs === null ? 'error' : 'warn', event: waitMs === null ? 'order.parked' : 'order.failed', shop, gid, error });
  if (notice !== null) await store.notices.tell({ shop, code: notice, detail: problem }, now);
  if (stopsShop) await store.shops.setState(shop, 'needs_reauth');
  if (waitMs !== null) return store.due.retry(task, { at: now + waitMs, problem });
  await store.due.park(task, { now, problem });
  // Where a person looks for what is wrong: in the shop's notices, and on the order itself.
  await store.notices.tell({ shop, code: 'orders_parked', detail: gid }, now);
  const record = (await store.orders.load(shop, gid)) ?? newRecord(shop, gid);
  const flags = [...record.flags.filter(({ code }) => code !== 'parked'), { code: 'parked', values: { problem } } as const];
  await store.orders.save({ ...record, flags }, { settled: false, now });
}
