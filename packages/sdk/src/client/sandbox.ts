import {
  advanceClock,
  depositAtBank,
  getClock,
  listRequestLogs,
  payAtKonbini,
  reportDelivery,
  setClock,
  type Operations,
} from './calls.gen.ts';
import type { QueryOf } from '../contract/operation.ts';
import type { Receipt } from '../contract/receipts.ts';
import type { RequestLog } from '../contract/request-logs.ts';
import type { AdvanceClock, BusinessClock, ClockAdvance, DepositAtBank, PayAtKonbini, ReportDelivery } from '../contract/sandbox.ts';
import type { Shipment } from '../contract/shipments.ts';
import type { CallOptions } from './options.ts';
import { paged, type Paged } from './page.ts';
import type { Connection } from './connection.ts';

/**
 * The sandbox: moves time, and plays carrier, convenience store and bank. Test keys only.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { days } = await client.sandbox.advance({ days: 14 });
 * for (const { day, ran } of days) console.log(day, ran.map(({ task, count }) => `${task} ${count}`).join(', '));
 * ```
 */
export type Sandbox = {
  readonly clock: (options?: CallOptions) => Promise<BusinessClock>;
  /**
   * Sets the clock, also back, while there are no orders.
   *
   * @throws {@link ConflictError} `illegal_transition` when there are orders
   */
  readonly setClock: (to: string, options?: CallOptions) => Promise<BusinessClock>;
  /** Moves the clock on and runs everything that is due on the way; waits up to 10 minutes for it. */
  readonly advance: (goal: AdvanceClock, options?: CallOptions) => Promise<ClockAdvance>;
  /** Reports what the carrier did with a parcel. */
  readonly deliver: (delivery: ReportDelivery, options?: CallOptions) => Promise<Shipment>;
  /** Pays an invoice at a convenience store: 速報 (`sokuho`), then 確報 (`kakuho`). */
  readonly payAtKonbini: (payment: PayAtKonbini, options?: CallOptions) => Promise<Receipt>;
  /** Transfers yen to the provider's bank account. */
  readonly depositAtBank: (deposit: DepositAtBank, options?: CallOptions) => Promise<Receipt>;
  /** The shop's latest calls, oldest first; with `after` those that came later than the one with that id. */
  readonly requestLogs: (query?: QueryOf<Operations['listRequestLogs']>, options?: CallOptions) => Paged<RequestLog>;
};

const advanceTimeoutMs = 600_000;

export function sandboxOf({ call }: Connection): Sandbox {
  return {
    clock: (options) => call(getClock, {}, options),
    setClock: (to, options) => call(setClock, { body: { to } }, options),
    advance: (body, options) => call(advanceClock, { body }, { timeoutMs: advanceTimeoutMs, ...options }),
    deliver: (body, options) => call(reportDelivery, { body }, options),
    payAtKonbini: (body, options) => call(payAtKonbini, { body }, options),
    depositAtBank: (body, options) => call(depositAtBank, { body }, options),
    requestLogs: (query = {}, options) => paged((after) => call(listRequestLogs, { query: { ...query, after } }, options), query.after),
  };
}
