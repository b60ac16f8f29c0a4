import { bodyOf } from './body.ts';
import { isWebhookVerificationError } from './errors.ts';
import type { WebhookEvent, WebhookEventOf, WebhookEventType } from './event.ts';
import type { SeenEvents } from './seen.ts';
import { type Verifier, verifierOf, type VerifyOptions } from './verify.ts';

/** What you do about each type of event. A type without an entry is answered with 200 and left alone. */
export type EventHandlers = { readonly [Type in WebhookEventType]?: (event: WebhookEventOf<Type>) => unknown };

/** How {@link createWebhookHandler} is set up. */
export type WebhookHandlerOptions = VerifyOptions & {
  readonly on: EventHandlers;
  /** Takes the events that `on` has no entry for. */
  readonly otherwise?: (event: WebhookEvent) => unknown;
  /** Remembers what was handled, so that it is not handled twice; {@link inMemorySeen} for one process. */
  readonly seen: SeenEvents;
  /** Told of what your own code or `seen` threw; the sender only learns that it failed. */
  readonly onError?: (error: unknown, event: WebhookEvent) => void;
  /**
   * Bytes that a body may have. Events are smaller than 20,000.
   * @default 65_536
   */
  readonly maxBodyBytes?: number;
};

/** Takes a delivery and answers it: what Workers, Next, Deno and Bun call a handler. */
export type WebhookHandler = (request: Request) => Promise<Response>;

/**
 * Makes a handler of deliveries: verifies, leaves out what was handled before, calls yours, and answers so
 * that the service sends again what you could not take.
 *
 * | answer | when |
 * | --- | --- |
 * | 200 | handled, handled before, or of a type you do not handle |
 * | 400 | not a genuine event: `code` says why |
 * | 405, 413 | no POST; larger than `maxBodyBytes` |
 * | 409 | the same event is being handled right now: sent again later |
 * | 500 | your code threw, or a parser took the body before: sent again later |
 *
 * @throws {@link WebhookVerificationError} `malformed_secret`, when it is set up
 *
 * @example
 * ```ts
 * import { createWebhookHandler, inMemorySeen } from '@atobarai/sdk/webhooks';
 *
 * export const POST = createWebhookHandler({
 *   secrets: process.env['ATOBARAI_WEBHOOK_SECRET'] ?? '',
 *   seen: inMemorySeen(),
 *   on: {
 *     'order.approved': async ({ data }) => console.log(`${data.shopOrderId} may be shipped`),
 *     'payout.sent': async ({ data }) => console.log(`${data.net} yen are on their way`),
 *   },
 *   onError: (error, event) => console.error(event.id, error),
 * });
 * ```
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const verify = verifierOf(options);
  return async (request) => {
    const delivered = await eventOf(request, { verify, maxBodyBytes: options.maxBodyBytes ?? 65_536 });
    return delivered instanceof Response ? delivered : handle(delivered, options);
  };
}

type Reading = { readonly verify: Verifier; readonly maxBodyBytes: number };

/** The event of a delivery, or the answer to what is none. */
async function eventOf(request: Request, { verify, maxBodyBytes }: Reading): Promise<WebhookEvent | Response> {
  if (request.method !== 'POST') return problem(405, 'method_not_allowed', 'Deliveries are sent by POST.');
  if (request.bodyUsed) return parsedBefore();
  const body = await bodyOf(request, maxBodyBytes).catch(() => 'broken' as const);
  if (body === 'broken') return problem(400, 'body_unreadable', 'The body broke off. Send the event again.');
  if (body === undefined) return problem(413, 'body_too_large', `The body has more than ${maxBodyBytes} bytes; no event is so large.`);
  try {
    return await verify(body, request.headers);
  } catch (error) {
    if (!isWebhookVerificationError(error)) throw error;
    return problem(400, error.code, error.message);
  }
}

async function handle(event: WebhookEvent, { on, otherwise, seen, onError }: WebhookHandlerOptions): Promise<Response> {
  const mine = Object.hasOwn(on, event.type) ? (on[event.type] as typeof otherwise) : otherwise;
  if (mine === undefined) return taken('ignored');
  let claim: Awaited<ReturnType<SeenEvents['claim']>> | undefined;
  try {
    claim = await seen.claim(event.id);
    if (claim === 'done') return taken('duplicate');
    if (claim === 'busy') return problem(409, 'delivery_in_progress', 'The same event is being handled right now. Send it again later.');
    await mine(event);
    // Only now: what is remembered is not sent again.
    await seen.done(event.id);
    return taken('handled');
  } catch (error) {
    if (claim === 'claimed') await seen.release(event.id).catch((failure: unknown) => onError?.(failure, event));
    onError?.(error, event);
    return problem(500, 'handler_failed', `The handler of ${event.type} failed. Send the event again later.`);
  }
}

function taken(outcome: 'handled' | 'duplicate' | 'ignored'): Response {
  return Response.json({ outcome });
}

/** Something read the body before the handler could; what was signed is gone. */
export function parsedBefore(): Response {
  return problem(
    500,
    'body_already_parsed',
    'A body parser ran before the webhook handler. Mount the handler before it, or let it keep the raw body (express.raw).',
  );
}

function problem(status: number, code: string, detail: string): Response {
  const headers = {
    'content-type': 'application/problem+json',
    ...(status === 405 ? { allow: 'POST' } : {}),
    ...(status === 409 ? { 'retry-after': '5' } : {}),
  };
  return new Response(JSON.stringify({ type: 'about:blank', title: code, status, code, detail }), { status, headers });
}
