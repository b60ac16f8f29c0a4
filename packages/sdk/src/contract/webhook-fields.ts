import * as z from 'zod/mini';
import { eventTypes } from './events.ts';
import { EventId, WebhookDeliveryId, WebhookEndpointId } from './ids.ts';
import { pageOf } from './pagination.ts';
import { Instant, listOf, named, oneOf, text } from './primitives.ts';

const longestUrl = 2_000;
const EventTypes = listOf(oneOf(eventTypes), eventTypes.length);

/** Why nothing is sent any more: the shop asked for it, the receiver answered 410, or it failed for 120 hours. */
export const webhookDisabledReasons = ['requested', 'gone', 'failing'] as const;

const endpoint = {
  id: WebhookEndpointId,
  url: z.string(),
  description: z.nullable(z.string()),
  /** Which events are sent. Empty: all of them. */
  events: z.array(oneOf(eventTypes)),
  enabled: z.boolean(),
  disabledAt: z.nullable(Instant),
  disabledReason: z.nullable(oneOf(webhookDisabledReasons)),
  /** Since when nothing but failures came back; null when the last attempt succeeded. */
  failingSince: z.nullable(Instant),
  /** Until when everything is signed with the secret before, too; null without a rotation in the last 24 hours. */
  previousSecretUntil: z.nullable(Instant),
  createdAt: Instant,
};

/** An address that is told what happens. Its secret is never shown again. */
export const WebhookEndpoint = named('WebhookEndpoint', z.object(endpoint));

/** The only time the secret (`whsec_…`) is shown; it is kept encrypted. */
export const NewWebhookEndpoint = named('NewWebhookEndpoint', z.object({ ...endpoint, secret: z.string() }));

export const WebhookEndpointPage = named('WebhookEndpointPage', pageOf(WebhookEndpoint));

export const CreateWebhookEndpoint = named(
  'CreateWebhookEndpoint',
  z.strictObject({ url: text(longestUrl), description: z.optional(text(200)), events: z.optional(EventTypes) }),
);

export const ChangeWebhookEndpoint = named(
  'ChangeWebhookEndpoint',
  z.strictObject({
    url: z.optional(text(longestUrl)),
    description: z.optional(z.nullable(text(200))),
    events: z.optional(EventTypes),
    /** True takes up sending again, also after the service stopped it. */
    enabled: z.optional(z.boolean()),
  }),
);

/** Why there was no answer. */
export const webhookProblems = ['timeout', 'connection_failed', 'name_not_found', 'address_forbidden', 'tls_failed'] as const;

/** One request to the receiver, and what came back. */
export const WebhookAttempt = z.object({
  at: Instant,
  durationMs: z.int(),
  succeeded: z.boolean(),
  request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
  /** Null when there was none. The body is cut off after 1,000 characters, and what looks personal or secret is blanked. */
  answer: z.nullable(z.object({ status: z.int(), body: z.string() })),
  problem: z.nullable(oneOf(webhookProblems)),
});

/** `cancelled`: its endpoint was disabled or removed before its turn came. */
export const webhookDeliveryStatuses = ['pending', 'succeeded', 'failed', 'cancelled'] as const;

const delivery = {
  id: WebhookDeliveryId,
  webhookEndpointId: WebhookEndpointId,
  /** Sent as `webhook-id`, the same over all attempts and resends. */
  eventId: EventId,
  eventType: oneOf(eventTypes),
  status: oneOf(webhookDeliveryStatuses),
  attempts: z.int(),
  createdAt: Instant,
  nextAttemptAt: z.nullable(Instant),
  lastAttemptAt: z.nullable(Instant),
  /** Status of the last answer; null when there was none. */
  lastStatus: z.nullable(z.int()),
  lastProblem: z.nullable(oneOf(webhookProblems)),
};

/** One event on its way to one endpoint. */
export const WebhookDelivery = named('WebhookDelivery', z.object(delivery));

export const WebhookDeliveryPage = named('WebhookDeliveryPage', pageOf(WebhookDelivery));

/** The same with every attempt, the first one first. */
export const WebhookDeliveryLog = named('WebhookDeliveryLog', z.object({ ...delivery, log: z.array(WebhookAttempt) }));

/** Type of the event that a test sends. It happened to nothing and is in no list of events. */
export const testEventType = 'endpoint.test';

/** What a test sends: an event in form, with the endpoint as the thing it is about. */
export const WebhookTestEvent = named(
  'WebhookTestEvent',
  z.object({
    id: EventId,
    type: z.literal(testEventType),
    createdAt: Instant,
    mode: oneOf(['test', 'live']),
    sequence: z.int(),
    resource: z.object({ type: z.literal('webhook_endpoint'), id: WebhookEndpointId }),
    data: z.record(z.string(), z.unknown()),
  }),
);

/** What the receiver made of a test. */
export const WebhookTest = named('WebhookTest', z.object({ eventId: EventId, attempt: WebhookAttempt }));

/** Events from a moment on, up to and without another one, by their `createdAt`. */
export const ResendEvents = named('ResendEvents', z.strictObject({ from: Instant, to: Instant }));

export const Resent = named('Resent', z.object({ webhookEndpointId: WebhookEndpointId, deliveries: z.int() }));

/** To one endpoint, or to every enabled one that takes events of this type. */
export const ReplayEvent = named('ReplayEvent', z.strictObject({ webhookEndpointId: z.optional(WebhookEndpointId) }));

export const ReplayedEvent = named('ReplayedEvent', z.object({ eventId: EventId, deliveries: z.array(WebhookDelivery) }));

export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>;
export type CreateWebhookEndpoint = z.infer<typeof CreateWebhookEndpoint>;
export type ChangeWebhookEndpoint = z.infer<typeof ChangeWebhookEndpoint>;
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;
export type WebhookDeliveryLog = z.infer<typeof WebhookDeliveryLog>;
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number];
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;
export type WebhookProblem = (typeof webhookProblems)[number];
export type WebhookTest = z.infer<typeof WebhookTest>;
export type WebhookTestEvent = z.infer<typeof WebhookTestEvent>;
export type ResendEvents = z.infer<typeof ResendEvents>;
export type Resent = z.infer<typeof Resent>;
export type ReplayEvent = z.infer<typeof ReplayEvent>;
export type ReplayedEvent = z.infer<typeof ReplayedEvent>;
