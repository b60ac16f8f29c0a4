/** Stable names of why a delivery was not taken for an event: branch on these, not on the message. */
export type WebhookErrorCode =
  | 'missing_header'
  | 'bad_timestamp'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'no_matching_signature'
  | 'malformed_secret'
  | 'malformed_payload'
  | 'body_already_parsed';

// The same registered name as the client's errors have, so that isAtobaraiError() knows this one, too.
const kindOfError = Symbol.for('atobarai.error');

/**
 * What {@link verifyWebhook} throws when a request is not a genuine event of the service. Its message
 * says what to do.
 *
 * @example
 * ```ts
 * import { isWebhookVerificationError, verifyWebhook } from '@atobarai/sdk/webhooks';
 *
 * export async function isGenuine(request: Request, secret: string): Promise<boolean> {
 *   try {
 *     await verifyWebhook(await request.text(), request.headers, secret);
 *     return true;
 *   } catch (error) {
 *     if (!isWebhookVerificationError(error)) throw error;
 *     console.warn(error.code, error.message);
 *     return false;
 *   }
 * }
 * ```
 */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly [kindOfError] = 'WebhookVerificationError';
  readonly code: WebhookErrorCode;
  // What every error of this library has.
  readonly status = undefined;
  readonly requestId = undefined;
  readonly idempotencyKey = undefined;
  readonly problem = undefined;
  readonly retryable = false;
  readonly fields = [];

  constructor(code: WebhookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Tells a {@link WebhookVerificationError} from other errors, whichever copy of this library made it. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return typeof error === 'object' && error !== null && Reflect.get(error, kindOfError) === 'WebhookVerificationError';
}
