import type { NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint } from '@atobarai/sdk/contract';
import type { Database } from '../../src/core/database.ts';
import { createNodeSender } from '../../src/platform/webhook-sender.ts';
import { type CallOptions, type TestApp, testApp } from './app.ts';
import { orderBody } from './order.ts';
import { openReceiver, type Receiver, type Treatment } from './receiver.ts';

/** A shop with a receiver of its own on this machine, and the calls about webhooks in short. */
export type WebhookShop = {
  readonly server: TestApp;
  readonly receiver: Receiver;
  readonly treat: (treatment: Treatment) => void;
  readonly create: (body?: Record<string, unknown>) => Promise<NewWebhookEndpoint>;
  readonly read: (id: string) => Promise<WebhookEndpoint>;
  readonly deliveries: (query?: string) => Promise<WebhookDelivery[]>;
  /** Registers an order and answers its id. */
  readonly order: () => Promise<string>;
  /** Status, code and first field of a refusal. */
  readonly refused: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<unknown[]>;
  readonly close: () => Promise<void>;
};

export async function webhookShop(database: Database): Promise<WebhookShop> {
  let treatment: Treatment = { status: 204 };
  const receiver = await openReceiver(() => treatment);
  const server = await testApp(database, { webhookSender: createNodeSender({ allowLoopback: true }) });
  return {
    server,
    receiver,
    treat: (other) => void (treatment = other),
    async create(body = {}) {
      const { status, json, text } = await server.call('POST', '/v1/webhook-endpoints', { url: receiver.url, ...body });
      if (status !== 201) throw new Error(text);
      return json as NewWebhookEndpoint;
    },
    read: async (id) => (await server.call('GET', `/v1/webhook-endpoints/${id}`)).json as WebhookEndpoint,
    deliveries: async (query = '') => (await server.call('GET', `/v1/webhook-deliveries${query}`)).json['data'] as WebhookDelivery[],
    order: async () => String((await server.call('POST', '/v1/orders', orderBody())).json['id']),
    async refused(method, path, body, options) {
      const { status, json } = await server.call(method, path, body, options);
      return [status, json['code'], (json['fields'] as { path: string }[] | undefined)?.[0]?.path];
    },
    async close() {
      await server.close();
      await receiver.close();
    },
  };
}
