import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exampleEvent, exampleOf } from '../../src/testing/index.ts';
import { getClock, registerOrder, RegisterOrder } from '../../src/contract/index.ts';
import { createWebhookSecret, signWebhook } from '../../src/webhooks/index.ts';

/** What the programs of the sample projects are given. */
export type Sample = {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly order: RegisterOrder;
  readonly secret: string;
  readonly delivery: { readonly body: string; readonly headers: Readonly<Record<string, string>> };
};

/** Approves every order, knows none of them, and shows the time. */
const replies: Readonly<Record<string, readonly [number, unknown]>> = {
  'POST /v1/orders': [201, { ...exampleOf(registerOrder), status: 'approved' }],
  'GET /v1/sandbox/clock': [200, exampleOf(getClock)],
};

const unknownOrder = {
  type: 'about:blank',
  title: 'Not found',
  status: 404,
  detail: 'No such order.',
  code: 'not_found',
  requestId: 'req_1',
};

/** A server on this machine that answers what the sample projects ask, and a webhook that it would send. */
export async function sampleServer(): Promise<{ readonly sample: Sample; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const [status, body] = replies[`${request.method} ${request.url}`] ?? [404, unknownOrder];
    const type = status === 404 ? 'application/problem+json' : 'application/json';
    request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const secret = createWebhookSecret();
  return {
    sample: {
      apiKey: `sk_test_0123456789ab_${'x'.repeat(43)}`,
      baseUrl: `http://127.0.0.1:${port}`,
      order: exampleOf(RegisterOrder),
      secret,
      delivery: await signWebhook(exampleEvent('order.approved'), secret),
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
