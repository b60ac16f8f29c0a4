import { type Event, listEvents } from '../contract/events.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Transport } from './transport.ts';

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
export type Events = { readonly list: (query?: QueryOf<typeof listEvents>, options?: CallOptions) => Paged<Event> };

export function eventsOf({ call }: Transport): Events {
  return { list: (query = {}, options) => paged((after) => call(listEvents, { query: { ...query, after } }, options), query.after) };
}
