/**
 * Remembers which events were handled, so that a delivery that comes twice has its effect once. Keep it
 * where all your processes see it; the events are sent again for 75 hours.
 *
 * @example
 * ```ts
 * import type { SeenEvents } from '@atobarai/sdk/webhooks';
 *
 * type Query = (sql: string, values: unknown[]) => Promise<{ rowCount: number | null; rows: { done: boolean }[] }>;
 *
 * // create table seen_events (id text primary key, done boolean not null, claimed_at timestamptz not null)
 * export const seenInPostgres = (query: Query): SeenEvents => ({
 *   async claim(eventId) {
 *     // A claim older than a minute was left behind by a process that died.
 *     const { rowCount } = await query(
 *       `insert into seen_events values ($1, false, now()) on conflict (id) do update set claimed_at = now()
 *        where not seen_events.done and seen_events.claimed_at < now() - interval '1 minute'`,
 *       [eventId],
 *     );
 *     if (rowCount === 1) return 'claimed';
 *     const { rows } = await query('select done from seen_events where id = $1', [eventId]);
 *     return rows[0]?.done ? 'done' : 'busy';
 *   },
 *   done: async (eventId) => void (await query('update seen_events set done = true where id = $1', [eventId])),
 *   release: async (eventId) => void (await query('delete from seen_events where id = $1 and not done', [eventId])),
 * });
 * ```
 */
export type SeenEvents = {
  /**
   * Takes an event to handle it: `claimed` when it is yours now, `busy` when somebody else is handling it,
   * `done` when it was handled. A claim that its owner cannot give back (a crash) must lapse by itself.
   */
  readonly claim: (eventId: string) => Promise<'claimed' | 'busy' | 'done'>;
  /** It was handled: remember it. */
  readonly done: (eventId: string) => Promise<void>;
  /** Handling failed: the next delivery may try. */
  readonly release: (eventId: string) => Promise<void>;
};

/**
 * Remembers events in this process, the newest 10,000 unless told: for one process, and for tests. What
 * it knows is lost with the process.
 *
 * @example
 * ```ts
 * import { inMemorySeen } from '@atobarai/sdk/webhooks';
 *
 * const seen = inMemorySeen();
 * console.log(await seen.claim('evt_1'), await seen.claim('evt_1'));
 * ```
 */
export function inMemorySeen({ most = 10_000 }: { readonly most?: number } = {}): SeenEvents {
  const handled = new Set<string>();
  const busy = new Set<string>();
  return {
    async claim(eventId) {
      if (handled.has(eventId)) return 'done';
      if (busy.has(eventId)) return 'busy';
      busy.add(eventId);
      return 'claimed';
    },
    async done(eventId) {
      busy.delete(eventId);
      handled.add(eventId);
      for (const oldest of handled) {
        if (handled.size <= most) break;
        handled.delete(oldest);
      }
    },
    async release(eventId) {
      busy.delete(eventId);
    },
  };
}
