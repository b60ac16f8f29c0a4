import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook, type WebhookEvent } from '@atobarai/sdk/webhooks';

/** A shop's own server: checks signatures, remembers what it took, and goes down when it is told. */
export type ShopReceiver = {
  readonly url: string;
  /** Every event it answered, in the order of arrival. */
  readonly heard: WebhookEvent[];
  /** What it answers from now on. */
  answerWith: (event: WebhookEvent) => number;
  secret: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Resolves when something was heard that fits. */
  readonly hears: (fits: (event: WebhookEvent) => boolean) => Promise<WebhookEvent>;
};

export async function shopReceiver(): Promise<ShopReceiver> {
  let server: Server | undefined;
  let port = 0;
  const waiting = new Set<() => void>();
  const receiver: ShopReceiver = {
    get url() {
      return `http://127.0.0.1:${port}/webhooks`;
    },
    heard: [],
    answerWith: () => 204,
    secret: '',
    async start() {
      server = createServer(async (request, response) => {
        response.statusCode = await take(request);
        // So that going down is seen as such, not as an answer cut off.
        response.setHeader('connection', 'close');
        response.end();
      });
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      port = (server.address() as AddressInfo).port;
    },
    async stop() {
      server?.closeAllConnections();
      server?.close();
      if (server) await once(server, 'close');
      server = undefined;
    },
    hears: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = receiver.heard.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };

  async function take(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      const event = await verifyWebhook(Buffer.concat(chunks).toString(), request.headers, receiver.secret);
      const status = receiver.answerWith(event);
      receiver.heard.push(event);
      for (const look of waiting) look();
      return status;
    } catch {
      return 401;
    }
  }

  await receiver.start();
  return receiver;
}
