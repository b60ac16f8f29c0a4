import type { WebhookEndpoint } from '@atobarai/sdk/contract';
import type { Doctor } from '../run/doctor.ts';

/** The same text for people in both languages. */
export type Bilingual = { readonly ja: string; readonly en: string };

/** `ok`, `warning` (works, but look at it), `failed` (does not work), `skipped` (could not be told). */
export type CheckStatus = 'ok' | 'warning' | 'failed' | 'skipped';

export type Check = { readonly name: string; readonly status: CheckStatus; readonly detail: Bilingual };

export type ProbedOrder = Extract<Doctor['probe'], { readonly ok: true }>['answer'][number];

/** What our service said of the shop behind the API key. */
export type ServiceSight = {
  readonly shopName: string;
  readonly mode: 'test' | 'live';
  /** Channels the shop may register orders of. */
  readonly channels: readonly string[];
  readonly endpoints: readonly WebhookEndpoint[];
};

/** Why our service gave no answer: the code of the SDK's error. */
export type ServiceAnswer = { readonly ok: true; readonly answer: ServiceSight } | { readonly ok: false; readonly code: string };

/** Everything that was found out about one shop. */
export type DoctorFacts = Pick<Doctor, 'self' | 'probe' | 'missingScopes' | 'subscriptions' | 'parked' | 'orders'> & {
  readonly shop: string;
  readonly gatewayNames: readonly string[];
  /** Where Shopify sends webhooks. */
  readonly webhookUri: string;
  /** Where our service sends events. */
  readonly eventsUri: string;
  /** Without a secret our service's events are fetched alone. */
  readonly hasEventsSecret: boolean;
  readonly holdUntilScreened: boolean;
  readonly markPaidOn: string;
  /** Milliseconds by which our clock is ahead of Shopify's; undefined when it did not say. */
  readonly shopifySkewMs: number | undefined;
  readonly service: ServiceAnswer;
  /** The same of our service's clock. */
  readonly serviceSkewMs: number | undefined;
};
