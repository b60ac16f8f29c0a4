import {
  approvePayout,
  getPayout,
  getStatementCsv,
  listAllPayouts,
  listPayouts as listOperation,
  type PayoutLine,
} from '@atobarai/sdk/contract';
import type { Scope } from '../../../core/database.ts';
import { localDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { type Api, scopeOf } from '../../../platform/http/api.ts';
import { pageOf } from '../../../platform/http/page.ts';
import { noteAction } from '../../operators/index.ts';
import type { Payout, StatementLine } from '../model.ts';
import { existingPayout, linesAfter, statementTotals } from '../service/read.ts';
import { approveLargePayout } from '../service/transfer.ts';
import { listPayouts } from '../store/payouts.ts';
import { csvRows, encodeCsv, type Encoding } from './statement-csv.ts';
import { lineView, operatorPayoutView, payoutView } from './view.ts';

/** Before the first line: places of lines are never negative. */
const beginning = -1;

/** A file is read page by page, each in a unit of its own. */
export type PayoutUnits = { readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T> };

export function payoutRoutes(api: Api, units: PayoutUnits): void {
  api.read(listOperation, (unit, { caller, query }) =>
    pageOf(query, {
      load: ({ limit, after }) =>
        listPayouts(unit, {
          merchantId: caller.merchantId,
          status: query.status,
          from: query.from === undefined ? undefined : localDate(query.from),
          to: query.to === undefined ? undefined : localDate(query.to),
          beforeId: after,
          limit: limit + 1,
        }),
      cursor: (payout) => payout.id,
      view: (payouts) => payouts.map(payoutView),
    }),
  );

  api.read(getPayout, async (unit, { caller, params, query }) => {
    const payout = await existingPayout(unit, caller.merchantId, params.id);
    return { ...payoutView(payout), totals: await statementTotals(unit, payout), lines: await linePage(unit, payout, query) };
  });

  api.raw(getStatementCsv, async ({ caller, params, query }) => {
    const encoding = query.encoding ?? 'utf-8';
    const read = <T>(work: (unit: Unit) => Promise<T>) => units.inUnit(scopeOf(caller), work);
    const payout = await read((unit) => existingPayout(unit, caller.merchantId, params.id));
    const file = statementFile((page) => read((unit) => linesAfter(unit, payout, page)), encoding);
    return new Response(file, {
      headers: {
        'content-type': `text/csv; charset=${encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'}`,
        'content-disposition': `attachment; filename="statement-${payout.closesOn}.csv"`,
      },
    });
  });

  operatorRoutes(api);
}

function operatorRoutes(api: Api): void {
  api.read(listAllPayouts, (unit, { query }) =>
    pageOf(query, {
      load: ({ limit, after }) => listPayouts(unit, { merchantId: 'all', status: query.status, beforeId: after, limit: limit + 1 }),
      cursor: (payout) => payout.id,
      view: (payouts) => payouts.map(operatorPayoutView),
    }),
  );

  api.change(approvePayout, async (unit, { caller: { keyId }, params }) => {
    const payout = await approveLargePayout(unit, { payoutId: params.id, keyId });
    const { merchantId, id: resourceId } = payout;
    await noteAction(unit, { merchantId, operation: approvePayout.id, resourceId, keyId, reason: null });
    return operatorPayoutView(payout);
  });
}

type PageQuery = { readonly limit?: number | undefined; readonly after?: string | undefined };

/** Lines in the order of the statement, so a page goes on after the place of the last line. */
function linePage(unit: Unit, payout: Payout, query: PageQuery): Promise<{ data: PayoutLine[]; nextCursor: string | null }> {
  return pageOf(query, {
    load: ({ limit, after }) => linesAfter(unit, payout, { after: placeOf(after), limit: limit + 1 }),
    cursor: (line) => String(line.place),
    view: (lines) => lines.map(lineView),
  });
}

function placeOf(cursor: string | undefined): number {
  const place = Number(cursor ?? beginning);
  return Number.isSafeInteger(place) ? place : beginning;
}

const linesPerChunk = 1_000;

type LoadLines = (page: { readonly after: number; readonly limit: number }) => Promise<StatementLine[]>;

/** The file as it is read: a statement of many lines never stands in memory as a whole. A closed payout's lines do not change meanwhile. */
function statementFile(load: LoadLines, encoding: Encoding): ReadableStream<Uint8Array<ArrayBuffer>> {
  let after = beginning;
  return new ReadableStream({
    async pull(controller) {
      const lines = await load({ after, limit: linesPerChunk });
      const isFirst = after === beginning;
      const text = csvRows(lines, { withHeading: isFirst });
      if (text !== '') controller.enqueue(encodeCsv(text, { encoding, isFirst }));
      if (lines.length < linesPerChunk) controller.close();
      after = lines.at(-1)?.place ?? after;
    },
  });
}
