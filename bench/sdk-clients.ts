import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { createClient, type RegisterOrder, type Transport } from '@atobarai/sdk';
import { nodeTransport } from '@atobarai/sdk/node';
import { areAnchorsInstalled } from './anchors.ts';
import { load } from './anchors/load.ts';

/** A way to send one order and read the answer. */
export type SdkClient = { readonly name: string; readonly call: () => Promise<unknown>; readonly close?: () => Promise<void> };

type Sent = { readonly url: string; readonly key: string; readonly order: RegisterOrder };

const path = '/v1/orders';

/** Ours and the others', all sending the same order to the same server. */
export async function openClients(sent: Sent): Promise<SdkClient[]> {
  const others = areAnchorsInstalled() ? [await stripe(sent), await openapiFetch(sent), await medusa(sent)] : [];
  return [rawFetch(sent), await kyAlone(sent), ours(sent), overFetch(sent), overUndici(sent), ...others];
}

/** What `fetch` needs at least to do what ours does: a key for the call and the answer as JSON. */
function rawFetch({ url, key, order }: Sent): SdkClient {
  return {
    name: 'raw fetch',
    call: async () => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(order) });
      return response.json();
    },
  };
}

type Ky = { readonly default: { readonly post: (url: string, options: object) => { readonly json: () => Promise<unknown> } } };

async function kyAlone({ url, key, order }: Sent): Promise<SdkClient> {
  // The very copy that ours sends through.
  const require = createRequire(new URL('../packages/sdk/package.json', import.meta.url));
  const { default: ky } = (await import(pathToFileURL(require.resolve('ky')).href)) as Ky;
  return {
    name: 'ky alone',
    call: () =>
      ky
        .post(`${url}${path}`, {
          json: order,
          retry: 0,
          headers: { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() },
        })
        .json(),
  };
}

function ours({ url, key, order }: Sent): SdkClient {
  const { orders } = createClient({ apiKey: key, baseUrl: url });
  return { name: 'ours', call: () => orders.register(order) };
}

/** What ky costs: the same client over the platform's `fetch` without it. */
function overFetch({ url, key, order }: Sent): SdkClient {
  const transport: Transport = async ({ method, url: address, headers, body = null, end }) => {
    const response = await fetch(address, { method, headers, body, signal: end.signal });
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      text: () => response.text(),
      stream: () => response.body ?? new ReadableStream(),
    };
  };
  const { orders } = createClient({ apiKey: key, baseUrl: url, transport });
  return { name: 'ours without ky', call: () => orders.register(order) };
}

function overUndici({ url, key, order }: Sent): SdkClient {
  const transport = nodeTransport();
  const { orders } = createClient({ apiKey: key, baseUrl: url, transport });
  return { name: 'ours, nodeTransport()', call: () => orders.register(order), close: transport.close };
}

type Stripe = new (key: string, options: object) => { readonly customers: { readonly create: (customer: object) => Promise<unknown> } };

async function stripe({ url }: Sent): Promise<SdkClient> {
  const { default: Stripe } = (await load('stripe')) as { readonly default: Stripe };
  const { hostname, port } = new URL(url);
  const client = new Stripe('sk_test_x', { host: hostname, port, protocol: 'http', telemetry: false });
  return { name: 'stripe', call: () => client.customers.create({ name: '見本 花子', email: 'approve@example.jp' }) };
}

type OpenapiFetch = {
  readonly default: (options: object) => { readonly POST: (path: string, init: object) => Promise<{ readonly data?: unknown }> };
};

async function openapiFetch({ url, key, order }: Sent): Promise<SdkClient> {
  const { default: create } = (await load('openapi-fetch')) as OpenapiFetch;
  const client = create({ baseUrl: url, headers: { authorization: `Bearer ${key}` } });
  return {
    name: 'openapi-fetch',
    call: async () => (await client.POST(path, { body: order, headers: { 'idempotency-key': crypto.randomUUID() } })).data,
  };
}

type Medusa = new (options: object) => { readonly client: { readonly fetch: (path: string, init: object) => Promise<unknown> } };

async function medusa({ url, key, order }: Sent): Promise<SdkClient> {
  const found = (await load('@medusajs/js-sdk')) as { readonly default: Medusa | { readonly default: Medusa } };
  const Medusa = 'default' in found.default ? found.default.default : found.default;
  const { client } = new Medusa({ baseUrl: url, apiKey: key });
  const headers = () => ({ 'idempotency-key': crypto.randomUUID() });
  return { name: '@medusajs/js-sdk', call: () => client.fetch(path, { method: 'POST', body: order, headers: headers() }) };
}
