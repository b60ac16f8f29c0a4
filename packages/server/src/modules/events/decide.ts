import type { Event } from '@atobarai/sdk/contract';
import { inJapan } from '../../core/time.ts';
import type { StoredEvent } from './model.ts';

/** An event as the API answers it and as webhooks carry it. */
export function eventView(event: StoredEvent): Event {
  return {
    id: event.id,
    type: event.type,
    createdAt: inJapan(event.createdAt),
    mode: event.mode,
    sequence: event.sequence,
    resource: event.resource,
    data: { ...event.data },
  };
}
