import { parsedBefore, type WebhookHandler } from '../handler.ts';

/** What is used of a request of Node's http server, of Express, or of Next's API routes. */
export type NodeRequest = {
  readonly method?: string | undefined;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  /** What a body parser made of the body, if one ran. */
  readonly body?: unknown;
  /** The body as it came, where the platform keeps it beside the parsed one. */
  readonly rawBody?: unknown;
  readonly readableEnded: boolean;
  readonly pause: () => unknown;
  readonly resume: () => unknown;
  readonly on: (name: string, listener: (value?: unknown) => void) => unknown;
};

export type NodeResponse = {
  statusCode: number;
  readonly setHeader: (name: string, value: string) => unknown;
  readonly end: (body: string) => unknown;
};

/**
 * Lets a handler take requests of Express, of `node:http`, and of everything that hands on Node's own
 * request and response.
 *
 * A body parser must not run before it: mount it above `express.json()`, or give its path
 * `express.raw({ type: 'application/json' })`. What was parsed already is answered with 500 and
 * `body_already_parsed`.
 *
 * @example
 * ```ts
 * import express from 'express';
 * import { createWebhookHandler, inMemorySeen, nodeWebhook } from '@atobarai/sdk/webhooks';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env['ATOBARAI_WEBHOOK_SECRET'] ?? '',
 *   seen: inMemorySeen(),
 *   on: { 'order.approved': async ({ data }) => console.log(data.shopOrderId) },
 *   onError: (error, event) => console.error(event.id, error),
 * });
 *
 * export const app = express();
 * app.post('/webhooks', nodeWebhook(handler));
 * app.use(express.json());
 * ```
 */
export function nodeWebhook(handler: WebhookHandler): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (request, response) => {
    const { asked, leave } = open(request);
    await answer(response, asked === undefined ? parsedBefore() : await handler(asked));
    leave();
  };
}

const passedOn = ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-length'];

type Opened = {
  /** Undefined when the body was parsed before. */
  readonly asked: Request | undefined;
  /** Lets the rest of the body go by, or the connection could not be used for another request. */
  readonly leave: () => void;
};

function open(request: NodeRequest): Opened {
  const { method = 'GET', headers } = request;
  const passed = passedOn.flatMap((name) => [headers[name] ?? []].flat().map((value): [string, string] => [name, value]));
  const asking = (body: BodyInit) => new Request(anywhere, { method, headers: passed, body, duplex: 'half' } as RequestInit);
  const nothing = () => {};
  if (method !== 'POST') return { asked: new Request(anywhere), leave: nothing };
  const raw = [request.rawBody, request.body].find(isRaw);
  if (raw !== undefined) return { asked: asking(raw), leave: nothing };
  if (request.readableEnded) return { asked: undefined, leave: nothing };
  const { stream, leave } = streamOf(request);
  return { asked: asking(stream), leave };
}

/** The handler does not look at the address. */
const anywhere = 'http://localhost/';

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || ArrayBuffer.isView(body);
}

/** Reads on as it is asked to. It is never destroyed: that would take the answer with it. */
function streamOf(request: NodeRequest): { readonly stream: ReadableStream<Uint8Array>; readonly leave: () => void } {
  let wanted = true;
  const leave = () => {
    wanted = false;
    request.resume();
  };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const whileWanted = (step: () => void) => void (wanted && step());
      request.on('data', (part) =>
        whileWanted(() => {
          controller.enqueue(part as Uint8Array);
          request.pause();
        }),
      );
      request.on('end', () => whileWanted(() => controller.close()));
      request.on('error', (error) => whileWanted(() => controller.error(error)));
      request.pause();
    },
    pull: () => void request.resume(),
    cancel: leave,
  });
  return { stream, leave };
}

async function answer(response: NodeResponse, answered: Response): Promise<void> {
  response.statusCode = answered.status;
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  response.end(await answered.text());
}
