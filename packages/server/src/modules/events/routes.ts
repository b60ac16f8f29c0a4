import { type Event, listEvents } from '@atobarai/sdk/contract';
import { inJapan, localDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import type { StoredEvent } from './model.ts';
import { loadEvents, loadHistory } from './store.ts';

export function eventRoutes(api: Api): void {
  api.read(listEvents, (unit, { caller, query }) =>
    pageOf(query, {
      load: ({ limit, after }) =>
        loadEvents(unit.tx, {
          merchantId: caller.merchantId,
          type: query.type,
          resourceId: query.resourceId,
          from: query.from === undefined ? undefined : localDate(query.from),
          to: query.to === undefined ? undefined : localDate(query.to),
          beforeId: after,
          limit: limit + 1,
        }),
      cursor: (event) => event.id,
      view: (events) => events.map(eventView),
    }),
  );
}

/** What happened to one thing, in sequence, as the API answers it. */
export function historyPage(
  unit: Unit,
  {
    merchantId,
    resourceId,
    query,
  }: { merchantId: string; resourceId: string; query: { limit?: number | undefined; after?: string | undefined } },
): Promise<{ data: Event[]; nextCursor: string | null }> {
  return pageOf(query, {
    load: ({ limit, after }) => loadHistory(unit.tx, { merchantId, resourceId, afterSequence: Number(after ?? 0) || 0, limit: limit + 1 }),
    cursor: (event) => String(event.sequence),
    view: (events) => events.map(eventView),
  });
}

function eventView(event: StoredEvent): Event {
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
