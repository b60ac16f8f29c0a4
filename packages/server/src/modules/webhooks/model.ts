import type { EventType, WebhookDeliveryStatus, WebhookProblem } from '@atobarai/sdk/contract';
import type { Mode } from '../../core/database.ts';
import type { Instant } from '../../core/time.ts';

export type { WebhookDeliveryStatus, WebhookProblem };

export type DisabledReason = 'requested' | 'gone' | 'failing';

export type Endpoint = {
  readonly merchantId: string;
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  /** Empty: all. */
  readonly events: readonly EventType[];
  readonly createdAt: Instant;
  readonly disabledAt: Instant | null;
  readonly disabledReason: DisabledReason | null;
  readonly failingSince: Instant | null;
  /** A receiver that asked for a pause gets it until then. */
  readonly resumeAt: Instant | null;
  readonly previousSecretUntil: Instant | null;
};

export type Delivery = {
  readonly merchantId: string;
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: EventType;
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly nextAttemptAt: Instant | null;
  readonly lastAttemptAt: Instant | null;
  readonly lastStatus: number | null;
  readonly lastProblem: WebhookProblem | null;
};

/** One request as it went out, and what came of it. */
export type Attempt = {
  readonly at: Instant;
  readonly durationMs: number;
  readonly succeeded: boolean;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | null;
  readonly answer: string | null;
  readonly problem: WebhookProblem | null;
};

/** An endpoint's secrets as they lie in the database: the present one, and those before it that may still sign. */
export type SealedSecrets = {
  readonly secret: Uint8Array;
  readonly previousSecret: Uint8Array | null;
  /** When the last of those before it ends. */
  readonly previousSecretUntil: Instant | null;
};

/** Where something is sent, and with what it is signed. */
export type Target = { readonly url: string; readonly sealedSecrets: SealedSecrets };

/** A piece of work that was taken: sent outside any transaction, then recorded. */
export type Claimed = Target & {
  readonly mode: Mode;
  readonly merchantId: string;
  readonly endpointId: string;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly body: string;
};

export type WebhookRequest = {
  readonly mode: Mode;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly mostAnswerBytes: number;
  /** Gives up without an answer: the process ends. */
  readonly signal?: AbortSignal | undefined;
};

export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  | { readonly kind: 'unanswered'; readonly problem: WebhookProblem };

/** Brings a request to a receiver on the internet. Never follows a redirect. Throws only when the signal said so. */
export type WebhookSender = {
  /** Whether the address can be seen, without asking anybody, to lie where nobody may send. */
  readonly isForbidden: (url: URL, mode: Mode) => boolean;
  readonly send: (request: WebhookRequest) => Promise<WebhookAnswer>;
};

/** HMAC-SHA256 in base64. */
export type WebhookSigner = (key: Uint8Array<ArrayBuffer>, content: string) => Promise<string>;

/** One attempt, for the log and the metrics: never addresses or bodies. */
export type WebhookNotice = {
  readonly merchantId: string;
  readonly eventId: string;
  readonly status: number | null;
  readonly problem: WebhookProblem | null;
  readonly succeeded: boolean;
  readonly ms: number;
};

const livePorts: readonly string[] = ['', '8443']; // '' is 443, the port of https

/** The address of an endpoint: https on a usual port in live mode, http too in test mode; never with a password in it. */
export function endpointUrl(text: string, mode: Mode): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || `${url.username}${url.password}${url.hash}` !== '') return undefined;
  if (url.protocol === 'https:') return mode === 'test' || livePorts.includes(url.port) ? url : undefined;
  return mode === 'test' && url.protocol === 'http:' ? url : undefined;
}
