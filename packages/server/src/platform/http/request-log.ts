import type { RequestLog as Entry } from '@atobarai/sdk/contract';
import { inJapan, type Instant } from '../../core/time.ts';
import type { Answered } from './application.ts';

export type RequestLog = {
  readonly note: (answered: Answered) => void;
  /** In the order they were answered: those after an entry, or the latest. `'all'` is what operators see. */
  readonly read: (page: { readonly merchantId: string | 'all'; readonly after: string | undefined; readonly limit: number }) => Entry[];
};

export type RequestLogOptions = { readonly now: () => Instant; readonly newId: () => string; readonly most?: number };

type Kept = { readonly merchantId: string; readonly entry: Entry };

/** The latest calls of the sandbox, in the memory of this process alone: for whoever builds against it, not for an audit. */
export function createRequestLog({ now, newId, most = 1_000 }: RequestLogOptions): RequestLog {
  let kept: Kept[] = [];
  return {
    note({ merchantId, mode, method, path, status, ms, requestId, code, route }) {
      // Who is unknown has no log, and the log's own readers would fill it.
      if (merchantId === undefined || mode !== 'test' || route === '/v1/sandbox/request-logs') return;
      kept.push({ merchantId, entry: { id: newId(), at: inJapan(now()), method, path, status, ms, requestId, code: code ?? null } });
      // Cut now and then rather than shifted at each call.
      if (kept.length >= 2 * most) kept = kept.slice(-most);
    },
    read({ merchantId, after, limit }) {
      const mine = kept.slice(-most).filter((each) => merchantId === 'all' || each.merchantId === merchantId);
      const entries = mine.map((each) => each.entry);
      return after === undefined ? entries.slice(-limit) : entries.filter((entry) => entry.id > after).slice(0, limit);
    },
  };
}
