import { listOperatorActions } from '@atobarai/sdk/contract';
import { inJapan } from '../../core/time.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import { listActions } from './store.ts';

/** What operators did by hand, and why. */
export function operatorActionRoutes(api: Api): void {
  api.read(listOperatorActions, (unit, { query }) =>
    pageOf(query, {
      load: ({ limit, after }) => listActions(unit, { resourceId: query.resourceId, before: after, limit: limit + 1 }),
      cursor: (action) => action.id,
      view: (actions) => actions.map((action) => ({ ...action, at: inJapan(action.at) })),
    }),
  );
}
