import { WebhookVerificationError } from './errors.ts';
import { eventIn, type WebhookEvent } from './event.ts';
import { bytesOf, keysOf } from './secrets.ts';
import { hmacOf, type SignedContent } from './sign.ts';

/** The body as it came, before anything read it: text or bytes. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** Headers of a request: the platform's own, or a plain object with names in any case (Node, Express, Fastify). */
export type WebhookHeaders =
  | { readonly get: (name: string) => string | null }
  | { readonly [name: string]: string | readonly string[] | undefined };

/** How {@link verifyWebhook} looks at a delivery. */
export type VerifyOptions = {
  /** The secret of the endpoint, `whsec_…`; during a rotation the old one and the new one. */
  readonly secrets: string | readonly string[];
  /**
   * Seconds that the sender's clock and yours may differ, either way.
   * @default 300
   */
  readonly toleranceSeconds?: number;
  /**
   * Your clock, in milliseconds since 1970.
   * @default Date.now
   */
  readonly now?: () => number;
};

/**
 * Checks that a delivery comes from the service and is no older or newer than 300 seconds, and answers
 * the event in it (Standard Webhooks 1.0.0). Any signature by any of your secrets will do.
 *
 * It does not know whether the event came before: see {@link createWebhookHandler} and its `seen`.
 *
 * @throws {@link WebhookVerificationError} with a `code` and what to do
 *
 * @example
 * ```ts
 * import { verifyWebhook } from '@atobarai/sdk/webhooks';
 *
 * export async function onDelivery(request: Request): Promise<void> {
 *   const event = await verifyWebhook(await request.text(), request.headers, process.env['ATOBARAI_WEBHOOK_SECRET'] ?? '');
 *   if (event.type === 'invoice.paid') console.log(event.resource.id, event.data.amount, event.data.paidOn);
 * }
 * ```
 */
export async function verifyWebhook(
  rawBody: RawBody,
  headers: WebhookHeaders,
  secrets: string | readonly string[] | VerifyOptions,
): Promise<WebhookEvent> {
  const options = typeof secrets === 'object' && 'secrets' in secrets ? secrets : { secrets };
  return verifierOf(options)(rawBody, headers);
}

export type Verifier = (rawBody: RawBody, headers: WebhookHeaders) => Promise<WebhookEvent>;

/** The same, set up once; a malformed secret is thrown here. */
export function verifierOf({ secrets, toleranceSeconds = 300, now = Date.now }: VerifyOptions): Verifier {
  const keys = keysOf(secrets);
  return async (rawBody, headers) => {
    const body = bytesIn(rawBody);
    const id = headerIn(headers, 'webhook-id');
    const timestamp = headerIn(headers, 'webhook-timestamp');
    const signatures = headerIn(headers, 'webhook-signature');
    checkTimestamp(timestamp, { nowSeconds: Math.floor(now() / 1_000), toleranceSeconds });
    if (!(await isSigned({ id, timestamp, body }, { signatures, keys }))) {
      throw new WebhookVerificationError(
        'no_matching_signature',
        'No signature is by your secret. Pass the body as it came, before any JSON parser, and the secret of this very endpoint.',
      );
    }
    return eventIn(body);
  };
}

function bytesIn(rawBody: unknown): Uint8Array {
  if (typeof rawBody === 'string') return new TextEncoder().encode(rawBody);
  // Not by instanceof: test runners and workers have bytes of another realm.
  if (ArrayBuffer.isView(rawBody)) return new Uint8Array(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength);
  if (Object.prototype.toString.call(rawBody) === '[object ArrayBuffer]') return new Uint8Array(rawBody as ArrayBuffer);
  throw new WebhookVerificationError(
    'body_already_parsed',
    'The body is no text and no bytes: it was parsed before, and what was signed is gone. Pass the raw text.',
  );
}

function headerIn(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : valueOf(headers, name);
  if (value) return value;
  throw new WebhookVerificationError(
    'missing_header',
    `The header ${name} is missing. Pass all headers of the request; does a proxy take some away?`,
  );
}

function isHeaders(headers: WebhookHeaders): headers is { readonly get: (name: string) => string | null } {
  return typeof headers['get'] === 'function';
}

function valueOf(headers: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const found = Object.keys(headers).find((key) => key.toLowerCase() === name);
  const value = found === undefined ? undefined : headers[found];
  return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : undefined;
}

function checkTimestamp(timestamp: string, clock: { readonly nowSeconds: number; readonly toleranceSeconds: number }): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookVerificationError('bad_timestamp', 'The header webhook-timestamp is no Unix time in seconds.');
  }
  const age = clock.nowSeconds - Number(timestamp);
  if (Math.abs(age) <= clock.toleranceSeconds) return;
  throw age > 0
    ? new WebhookVerificationError(
        'timestamp_too_old',
        `It was signed ${age} seconds ago: a replay, or your clock is fast. Set the clock by NTP, and have the event sent again.`,
      )
    : new WebhookVerificationError('timestamp_too_new', `It was signed ${-age} seconds from now: your clock is slow. Set it by NTP.`);
}

/** Each secret signs once, however many signatures there are to compare. */
async function isSigned(
  content: SignedContent,
  { signatures, keys }: { readonly signatures: string; readonly keys: readonly Uint8Array<ArrayBuffer>[] },
): Promise<boolean> {
  const candidates = signatures.split(/\s+/).flatMap((signature) => {
    const [version, base64 = ''] = signature.split(',');
    return version === 'v1' ? (bytesOf(base64) ?? []) : [];
  });
  const expected = await Promise.all(keys.map((key) => hmacOf(key, content)));
  return expected.some((mine) => candidates.some((theirs) => areSame(mine, theirs)));
}

/** Takes as long whichever byte differs, so that a forger learns nothing from the time. */
function areSame(mine: Uint8Array, theirs: Uint8Array): boolean {
  if (mine.length !== theirs.length) return false;
  let difference = 0;
  for (const [index, byte] of mine.entries()) difference |= byte ^ (theirs[index] ?? 0);
  return difference === 0;
}
