import { getTrialBalance, listAccounts, listEntries } from '@atobarai/sdk/contract';
import { localDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Api } from '../../../platform/http/api.ts';
import { pageOf } from '../../../platform/http/page.ts';
import { turnoverInChart, type Turnover } from '../decide.ts';
import { loadEntries, loadTurnovers } from '../store.ts';
import { accountView, entryView, trialBalanceView } from './view.ts';

/** A shop sees its own part of the books, entry by entry (F76). */
export function ledgerRoutes(api: Api): void {
  api.read(listAccounts, async (unit, { caller }) => ({ data: (await turnoversOfShop(unit, caller.merchantId)).map(accountView) }));

  api.read(listEntries, (unit, { caller, query }) =>
    pageOf(query, {
      load: ({ limit, after }) =>
        loadEntries(unit.tx, {
          merchantId: caller.merchantId,
          account: query.account,
          kind: query.kind,
          sourceId: query.sourceId,
          from: query.from === undefined ? undefined : localDate(query.from),
          to: query.to === undefined ? undefined : localDate(query.to),
          beforeId: entryId(after),
          limit: limit + 1,
        }),
      cursor: (entry) => String(entry.id),
      view: (entries) => entries.map(entryView),
    }),
  );

  api.read(getTrialBalance, async (unit, { caller }) => trialBalanceView(await turnoversOfShop(unit, caller.merchantId), unit.now));
}

async function turnoversOfShop(unit: Unit, merchantId: string): Promise<Turnover[]> {
  return turnoverInChart(await loadTurnovers(unit.tx, { mode: unit.mode, merchantId }));
}

/** A cursor that is none of ours begins the list anew, as an unknown id does elsewhere. */
function entryId(cursor: string | undefined): number | undefined {
  return cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined;
}
