import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryLog, WebhookEndpoint } from '@atobarai/sdk/contract';
import { inJapan, type Instant } from '../../../core/time.ts';
import type { Attempt, Delivery, Endpoint } from '../model.ts';

const shown = (at: Instant | null) => (at === null ? null : inJapan(at));

export function endpointView(endpoint: Endpoint, now: Instant): WebhookEndpoint {
  const { previousSecretUntil } = endpoint;
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    events: [...endpoint.events],
    enabled: endpoint.disabledAt === null,
    disabledAt: shown(endpoint.disabledAt),
    disabledReason: endpoint.disabledReason,
    failingSince: shown(endpoint.failingSince),
    previousSecretUntil: previousSecretUntil !== null && previousSecretUntil > now ? inJapan(previousSecretUntil) : null,
    createdAt: inJapan(endpoint.createdAt),
  };
}

export function deliveryView(delivery: Delivery): WebhookDelivery {
  return {
    id: delivery.id,
    webhookEndpointId: delivery.endpointId,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    status: delivery.status,
    attempts: delivery.attempts,
    createdAt: inJapan(delivery.createdAt),
    nextAttemptAt: shown(delivery.nextAttemptAt),
    lastAttemptAt: shown(delivery.lastAttemptAt),
    lastStatus: delivery.lastStatus,
    lastProblem: delivery.lastProblem,
  };
}

export function attemptView(attempt: Attempt, body: string): WebhookAttempt {
  return {
    at: inJapan(attempt.at),
    durationMs: attempt.durationMs,
    succeeded: attempt.succeeded,
    request: { url: attempt.url, headers: { ...attempt.headers }, body },
    answer: attempt.status === null ? null : { status: attempt.status, body: attempt.answer ?? '' },
    problem: attempt.problem,
  };
}

/** Every attempt sent the same body: an event does not change. */
export function deliveryLogView(delivery: Delivery, attempts: readonly Attempt[], body: string): WebhookDeliveryLog {
  return { ...deliveryView(delivery), log: attempts.map((attempt) => attemptView(attempt, body)) };
}
