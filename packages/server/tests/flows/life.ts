import type { Invoice, Order, Payout, Shipment } from '@atobarai/sdk/contract';
import { afterEach, expect } from 'vitest';
import { appForEach, type CallOptions, type Reply, type TestApp, type TestAppOptions } from '../support/app.ts';
import { adminRows, type OpenDatabase } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

export type Life = ReturnType<typeof lifeOn>;

let slips = 0;

/** Twelve digits with the check digit of Yamato, Sagawa and Japan Post. */
export function nextSlip(): string {
  slips += 1;
  const body = 51_254_751_000 + slips;
  return `${body}${body % 7}`;
}

/** An application of its own for every test, and the steps of an order's life on it; the books must be right after each. */
export function lifeForEach(open: OpenDatabase, options?: TestAppOptions): { readonly server: TestApp; readonly life: Life } {
  const server = appForEach(open, options);
  const life = lifeOn(server);
  afterEach(async () => {
    expect.soft(await life.books()).toEqual({ violations: [], sum: 0 });
  });
  return { server, life };
}

/** The steps of an order's life, one line each, for stories that read like the service. */
export function lifeOn(server: TestApp) {
  async function ok<T>(reply: Promise<Reply>): Promise<T> {
    const { status, json, text } = await reply;
    if (status >= 300) throw new Error(`${status} ${text}`);
    return json as T;
  }
  const post = <T>(path: string, body: unknown, options?: CallOptions) => ok<T>(server.call('POST', path, body, options));
  const get = <T>(path: string, options?: CallOptions) => ok<T>(server.call('GET', path, undefined, options));

  const life = {
    post,
    get,
    order: (patch = {}, options?: CallOptions) => post<Order>('/v1/orders', orderBody(patch), options),
    ship: (id: string, patch = {}, options?: CallOptions) =>
      post<Shipment>(
        `/v1/orders/${id}/shipments`,
        { carrier: 'yamato', serviceLevel: 'parcel', slipNo: nextSlip(), shippedAt: '2026-10-01T10:00:00+09:00', ...patch },
        options,
      ),
    deliver: (shipmentId: string, outcome = 'delivered') => post<Shipment>('/v1/sandbox/deliveries', { shipmentId, outcome }),
    payAtKonbini: (invoiceId: string, stage: string, patch = {}) =>
      post<{ status: string; id: string }>('/v1/sandbox/konbini-payments', { invoiceId, stage, ...patch }),
    deposit: (amount: number, payerName: string, on: string) =>
      post<{ status: string; id: string; allocated: number }>('/v1/sandbox/bank-deposits', { amount, payerName, on }),
    read: (id: string) => get<Order>(`/v1/orders/${id}`),
    invoiceOf: async (id: string): Promise<Invoice> => {
      const { invoices } = await life.read(id);
      const [invoice] = invoices;
      if (!invoice || invoices.length > 1) throw new Error(`order ${id} has ${invoices.length} invoices`);
      return invoice;
    },
    historyOf: async (id: string): Promise<string[]> =>
      (await get<{ data: { type: string }[] }>(`/v1/orders/${id}/events?limit=100`)).data.map((event) => event.type),
    payouts: async (): Promise<Payout[]> => (await get<{ data: Payout[] }>('/v1/payouts')).data,
    balances: async (): Promise<Record<string, number>> => {
      const rows = await adminRows<{ account: string; balance: number }>(
        server.database,
        `select account, sum(amount)::bigint as balance from (
           select debit as account, amount from ledger_entries union all select credit, -amount from ledger_entries) sides
         group by account having sum(amount) <> 0`,
      );
      return Object.fromEntries(rows.map(({ account, balance }) => [account, Number(balance)]));
    },
    /** Every invariant of the books, and the sum over all accounts. */
    books: async (): Promise<{ violations: unknown[]; sum: number }> => ({
      violations: await adminRows(server.database, 'select name, violations from check_all where violations > 0'),
      sum: Object.values(await life.balances()).reduce((total, balance) => total + balance, 0),
    }),
    exposure: async (): Promise<number> =>
      Number(
        (await adminRows<{ open: number }>(server.database, 'select coalesce(sum(open_net), 0)::int as open from exposures'))[0]?.open,
      ),
  };
  return life;
}
