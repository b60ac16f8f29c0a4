import { type Event, listEvents } from '@atobarai/sdk/contract';
import { Refused } from '../../core/result.ts';
import { localDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import { eventView } from './decide.ts';
import { findEvents, loadEvents, loadEventsInOrder, loadHistory } from './store.ts';

export function eventRoutes(api: Api): void {
  api.read(listEvents, (unit, { caller, query }) =>
    pageOf(query, {
      load: async ({ limit, after }) => {
        const filter = {
          merchantId: caller.merchantId,
          type: query.type,
          resourceId: query.resourceId,
          from: query.from === undefined ? undefined : localDate(query.from),
          to: query.to === undefined ? undefined : localDate(query.to),
          limit: limit + 1,
        };
        if (query.order !== 'oldest_first') return loadEvents(unit.tx, { ...filter, beforeId: after });
        if (after !== undefined) await refuseUnknown(unit, caller.merchantId, after);
        return loadEventsInOrder(unit.tx, { ...filter, afterId: after });
      },
      cursor: (event) => event.id,
      view: (events) => events.map(eventView),
    }),
  );
}

/** Whoever follows must hear that their place is gone, or they would wait for ever. */
async function refuseUnknown(unit: Unit, merchantId: string, id: string): Promise<void> {
  const found = await findEvents(unit.tx, [{ merchantId, id }]);
  if (found.length === 0) throw new Refused({ code: 'not_found', path: 'after' });
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
    load: ({ limit, after }) => loadHistory(unit.tx, { merchantId, resourceId, afterSequence: sequenceOf(after), limit: limit + 1 }),
    cursor: (event) => String(event.sequence),
    view: (events) => events.map(eventView),
  });
}

/** A cursor that is none of ours begins the list anew. */
function sequenceOf(cursor = ''): number {
  return /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
}
