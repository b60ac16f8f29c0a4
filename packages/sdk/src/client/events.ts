import { listEvents, replayEvent, type Operations } from './calls.gen.ts';
import type { Event } from '../contract/events.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { ReplayedEvent, ReplayEvent } from '../contract/webhook-fields.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * Everything that happened, newest first; an order's own history is `orders.events`.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * for await (const event of client.events.list({ type: 'invoice.paid' })) console.log(event.resource.id, event.createdAt);
 * ```
 */
export type Events = {
  /** With `order: 'oldest_first'` and the last id seen as `after` the list goes on where it stopped. */
  readonly list: (query?: QueryOf<Operations['listEvents']>, options?: CallOptions) => Paged<Event>;
  /**
   * Sends an event again, with the same `webhook-id`, to one endpoint or to every enabled one that takes it.
   *
   * @throws {@link ConflictError} `illegal_transition` when the endpoint is disabled
   */
  readonly replay: (id: string, to?: ReplayEvent, options?: CallOptions) => Promise<ReplayedEvent>;
};

export function eventsOf({ call }: Connection): Events {
  return {
    list: (query = {}, options) => paged((after) => call(listEvents, { query: { ...query, after } }, options), query.after),
    replay: (id, body = {}, options) => call(replayEvent, { params: { id }, body }, options),
  };
}
