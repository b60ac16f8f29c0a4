import type { WebhookEvent } from './event.ts';

/** What events are about: an order, a payout or an import. */
export type Subject = WebhookEvent['resource'];

/**
 * Keeps, for each order, payout or import, the `sequence` of the newest event that was applied to it.
 *
 * @typeParam Context - what `apply` works with, such as an open transaction
 */
export type SequenceStore<Context = undefined> = {
  /**
   * Holds one subject so that nobody else can, gives `work` the number kept for it (0 for none), and
   * keeps the number that `work` answers. When `work` throws, everything stays as it was.
   */
  readonly hold: (subject: Subject, work: (last: number, context: Context) => Promise<number>) => Promise<void>;
};

/** How an event stands to what was applied before it. */
export type Place<Context> = {
  /**
   * The sequences between the last event applied and this one, when there are any: those events are
   * late, or your endpoint does not ask for their types.
   */
  readonly missing: { readonly from: number; readonly to: number } | undefined;
  readonly context: Context;
};

/**
 * Applies an event unless it, or a newer one about the same thing, was applied before. Answers `older`
 * for one that was left alone. Deliveries may come twice and in any order; `sequence` counts up by one
 * for each order, payout or import.
 *
 * Two ways lead to the right end: let `apply` take over how things stand now (read the order anew, or
 * keep only the newest status), or throw while something is `missing`: answered with 500, the event
 * comes again when the missing one has arrived.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 * import { applyInOrder, inMemorySequences, type WebhookEvent } from '@atobarai/sdk/webhooks';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const sequences = inMemorySequences();
 * const statuses = new Map<string, string>();
 *
 * export const follow = (event: WebhookEvent) =>
 *   applyInOrder(sequences, event, async ({ resource }, { missing }) => {
 *     if (missing) console.warn(`${resource.id}: ${missing.from} to ${missing.to} not seen yet`);
 *     statuses.set(resource.id, (await client.orders.get(resource.id)).status);
 *   });
 * ```
 */
export async function applyInOrder<Event extends WebhookEvent, Context>(
  store: SequenceStore<Context>,
  event: Event,
  apply: (event: Event, place: Place<Context>) => Promise<void>,
): Promise<'applied' | 'older'> {
  let outcome: 'applied' | 'older' = 'older';
  await store.hold(event.resource, async (last, context) => {
    if (event.sequence <= last) return last;
    const missing = event.sequence > last + 1 ? { from: last + 1, to: event.sequence - 1 } : undefined;
    await apply(event, { missing, context });
    outcome = 'applied';
    return event.sequence;
  });
  return outcome;
}

/** Keeps sequences in this process: for one process, and for tests. What it knows is lost with the process. */
export function inMemorySequences(): SequenceStore {
  const kept = new Map<string, number>();
  const waiting = new Map<string, Promise<void>>();
  return {
    hold({ type, id }, work) {
      const key = `${type} ${id}`;
      const turn = (waiting.get(key) ?? Promise.resolve()).then(async () => {
        kept.set(key, await work(kept.get(key) ?? 0, undefined));
      });
      // The next in line goes on when this one has failed, too.
      const over = turn.catch(() => {}).then(() => void (waiting.get(key) === over && waiting.delete(key)));
      waiting.set(key, over);
      return turn;
    },
  };
}
