import type { Authorization, AuthorizationRequest, RegisterOrder } from '@atobarai/sdk/contract';
import type { Database } from '../../src/core/database.ts';
import type { CallOptions, Reply, TestApp } from './app.ts';
import { adminRows } from './databases.ts';
import { buyer, orderBody } from './order.ts';

export const shopPage = 'https://shop.example';

let people = 6_000;

/** A person nobody has seen before. */
export function somebody(): RegisterOrder['buyer'] {
  people += 1;
  return buyer(String(people));
}

/** What the widget sends for an order: the same goods, buyer and consent. */
export function authorizationBody({ billedAmount, items, buyer: who, shipTo, consent }: RegisterOrder): AuthorizationRequest {
  return { amount: billedAmount, items, buyer: who, ...(shipTo ? { shipTo } : {}), ...(consent ? { consent } : {}) };
}

/** A cart of one thing at 10 % tax. */
export function cart(amount: number): Pick<RegisterOrder, 'billedAmount' | 'items'> {
  return { billedAmount: amount, items: [{ name: '土鍋', quantity: 1, unitPrice: amount, taxRate: 10 }] };
}

export type Page = {
  readonly call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Reply>;
  readonly authorize: (order: RegisterOrder, extra?: Partial<AuthorizationRequest>) => Promise<Authorization>;
  /** An order of somebody new, screened on the page; the token is in it. */
  readonly authorizedOrder: (patch?: Partial<RegisterOrder>) => Promise<RegisterOrder & { authorizationToken: string }>;
};

/** A page of the first sample shop, on the shop's own machine. */
export function pageOf(server: TestApp, origin = 'http://localhost:5173'): Page {
  const call: Page['call'] = (method, path, body, options = {}) =>
    server.call(method, path, body, { key: server.shop.publishableKey, ...options, headers: { origin, ...options.headers } });
  const authorize: Page['authorize'] = async (order, extra) => {
    const reply = await call('POST', '/v1/checkout/authorizations', { ...authorizationBody(order), ...extra });
    if (reply.status !== 201) throw new Error(reply.text);
    return reply.json as Authorization;
  };
  return {
    call,
    authorize,
    async authorizedOrder(patch = {}) {
      const order = orderBody({ buyer: somebody(), ...patch });
      const { authorizationToken, decision } = await authorize(order);
      if (authorizationToken === null) throw new Error(`nothing was authorized: ${decision}`);
      return { ...order, authorizationToken };
    },
  };
}

export async function violations(database: Database): Promise<unknown[]> {
  return adminRows(database, 'select * from check_all where violations > 0');
}

export async function openNet(database: Database): Promise<number> {
  const [row] = await adminRows<{ open: number }>(database, 'select coalesce(sum(open_net), 0)::int as open from exposures');
  return row?.open ?? 0;
}
