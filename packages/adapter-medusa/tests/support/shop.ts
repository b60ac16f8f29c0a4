import { createClient, type Client } from '@atobarai/sdk';
import { embeddedServer, type EmbeddedServer } from '@atobarai/sdk/testing';
import { orderOf } from '../../fixtures/order';
import { parseOptions, type AtobaraiOptions } from '../../src/lib/options';
import type { OrderRecord, PaymentSessionRecord } from '../../src/lib/order-record';
import type AtobaraiModuleService from '../../src/modules/atobarai/service';
import type { Query } from '../../src/operations/container';

type GivenOptions = Readonly<Record<string, unknown>>;

/** What the provider gets from the rest of Medusa, of which nothing but the payment module is there. */
export type Shop = {
  readonly server: EmbeddedServer;
  readonly client: Client;
  readonly secrets: readonly string[];
  /** How the service behaves on the way there. */
  network: 'up' | 'down' | 'answer lost';
  /** Calls that reached the network, by method and path. */
  calls: string[];
  /** Each session pays for this order, as `query.graph` of the whole Medusa would answer it. */
  order: OrderRecord;
  readonly setOptions: (more: GivenOptions) => void;
  readonly atobarai: Pick<AtobaraiModuleService, 'options' | 'client' | 'problem'>;
  readonly query: Query;
  /** Where sessions and payments are read from. */
  sessions: (id: string) => Promise<PaymentSessionRecord & { payment_collection_id: string }>;
  payments: () => Promise<unknown[]>;
};

export const webhookSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';

/** The true server in memory, and a small Medusa around the payment module. It cannot show that query.graph gives what is asked. */
export async function openShop(): Promise<Shop> {
  const server = await embeddedServer();
  const shop: Shop = {
    server,
    client: createClient({ ...server.clientOptions, fetch: server.fetch }),
    secrets: [webhookSecret],
    network: 'up',
    calls: [],
    order: orderFor('approve'),
    setOptions: (more) => Object.assign(atobarai, { options: optionsOf(server, more) }),
    atobarai: undefined as never,
    query: { graph: (request) => graph(shop, request) },
    sessions: () => Promise.reject(new Error('The payment module is not there yet.')),
    payments: () => Promise.resolve([]),
  };
  const over = createClient({ ...server.clientOptions, retry: false, fetch: (request) => carry(shop, request) });
  const atobarai = { options: optionsOf(server, {}), client: over, problem: undefined };
  return Object.assign(shop, { atobarai });
}

let buyersSoFar = 0;

/** An order of somebody who never ordered before; the name before the @ tells the sandbox what to decide. */
export function orderFor(magicName: string, parts: Partial<OrderRecord> = {}): OrderRecord {
  buyersSoFar += 1;
  const order = orderOf({ email: `${magicName}@buyer${buyersSoFar}.example.jp`, created_at: new Date().toISOString(), ...parts });
  const address = { ...order.shipping_address, phone: `090-1234-${String(5_000 + buyersSoFar)}`, address_1: `千代田1-${buyersSoFar}` };
  return { ...order, shipping_address: address, billing_address: address };
}

function optionsOf(server: EmbeddedServer, more: GivenOptions): AtobaraiOptions {
  const { apiKey, baseUrl } = server.clientOptions;
  return parseOptions({ apiKey, apiUrl: baseUrl, webhookSecrets: [webhookSecret], consent: { termsVersion: 'sample-2026-04' }, ...more });
}

async function carry(shop: Shop, request: Request): Promise<Response> {
  shop.calls.push(`${request.method} ${new URL(request.url).pathname}`);
  if (shop.network === 'down') throw new TypeError('fetch failed');
  const answer = await shop.server.fetch(request);
  if (shop.network === 'answer lost' && request.method !== 'GET') throw new TypeError('socket hang up');
  return answer;
}

async function graph(shop: Shop, { entity, filters = {} }: Parameters<Query['graph']>[0]): Promise<{ data: unknown[] }> {
  if (entity === 'payment_session') return { data: [await shop.sessions(String(filters['id']))] };
  if (entity === 'order_payment_collection') return { data: [{ order_id: shop.order.id }] };
  const payments = await shop.payments();
  return { data: [{ ...shop.order, payment_collections: [{ id: 'paycol_1', payments }] }] };
}
