import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Attempt, Delivery, WebhookDeliveryStatus } from '../model.ts';

const columns = `merchant_id as "merchantId", id, endpoint_id as "endpointId", event_id as "eventId", event_type as "eventType", status,
  attempts, created_at as "createdAt", next_attempt_at as "nextAttemptAt", last_attempt_at as "lastAttemptAt",
  last_status as "lastStatus", last_problem as "lastProblem"`;

export type NewDelivery = Pick<Delivery, 'merchantId' | 'id' | 'endpointId' | 'eventId' | 'eventType'>;

/** New deliveries, due at once. */
export async function insertDeliveries(unit: Unit, deliveries: readonly NewDelivery[], at: Instant): Promise<void> {
  if (deliveries.length === 0) return;
  const text = (pick: (delivery: NewDelivery) => string) => deliveries.map(pick);
  await unit.tx.query(
    `insert into webhook_deliveries (merchant_id, mode, id, endpoint_id, event_id, event_type, created_at, next_attempt_at)
     select merchant_id, $1, id, endpoint_id, event_id, event_type, $2::timestamptz, $2::timestamptz
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as d (merchant_id, id, endpoint_id, event_id, event_type)`,
    [
      unit.mode,
      at,
      text((delivery) => delivery.merchantId),
      text((delivery) => delivery.id),
      text((delivery) => delivery.endpointId),
      text((delivery) => delivery.eventId),
      text((delivery) => delivery.eventType),
    ],
  );
}

export type DeliveryFilter = {
  readonly merchantId: string;
  readonly endpointId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly status?: WebhookDeliveryStatus | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
};

/** Newest first. */
export function loadDeliveries(unit: Unit, filter: DeliveryFilter): Promise<Delivery[]> {
  return unit.tx.query<Delivery>(
    `select ${columns} from webhook_deliveries
     where merchant_id = $1 and mode = $2 and ($3::text is null or endpoint_id = $3) and ($4::text is null or event_id = $4)
       and ($5::text is null or status = $5) and ($6::text is null or id < $6)
     order by id desc limit $7`,
    [
      filter.merchantId,
      unit.mode,
      filter.endpointId ?? null,
      filter.eventId ?? null,
      filter.status ?? null,
      filter.beforeId ?? null,
      filter.limit,
    ],
  );
}

export async function findDelivery(unit: Unit, merchantId: string, id: string): Promise<Delivery | undefined> {
  const [delivery] = await unit.tx.query<Delivery>(
    `select ${columns} from webhook_deliveries where merchant_id = $1 and mode = $2 and id = $3`,
    [merchantId, unit.mode, id],
  );
  return delivery;
}

export async function lockDelivery(unit: Unit, merchantId: string, id: string): Promise<Delivery | undefined> {
  const [delivery] = await unit.tx.query<Delivery>(
    `select ${columns} from webhook_deliveries where merchant_id = $1 and mode = $2 and id = $3 for update`,
    [merchantId, unit.mode, id],
  );
  return delivery;
}

/** How it went so far; whoever had claimed it is done with it. */
export async function saveDelivery(unit: Unit, delivery: Delivery): Promise<void> {
  await unit.tx.query(
    `update webhook_deliveries set status = $4, attempts = $5, next_attempt_at = $6, last_attempt_at = $7, last_status = $8,
       last_problem = $9, claimed_until = null
     where merchant_id = $1 and mode = $2 and id = $3`,
    [
      delivery.merchantId,
      unit.mode,
      delivery.id,
      delivery.status,
      delivery.attempts,
      delivery.nextAttemptAt,
      delivery.lastAttemptAt,
      delivery.lastStatus,
      delivery.lastProblem,
    ],
  );
}

export async function insertAttempt(unit: Unit, { merchantId, id, attempts }: Delivery, attempt: Attempt): Promise<void> {
  await unit.tx.query(
    `insert into webhook_attempts (merchant_id, mode, delivery_id, attempt, attempted_at, duration_ms, succeeded, url, headers, status,
       answer, problem)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12)`,
    [
      merchantId,
      unit.mode,
      id,
      attempts,
      attempt.at,
      attempt.durationMs,
      attempt.succeeded,
      attempt.url,
      JSON.stringify(attempt.headers),
      attempt.status,
      attempt.answer,
      attempt.problem,
    ],
  );
}

/** The first one first. */
export function loadAttempts(unit: Unit, merchantId: string, deliveryId: string): Promise<Attempt[]> {
  return unit.tx.query<Attempt>(
    `select attempted_at as at, duration_ms as "durationMs", succeeded, url, headers, status, answer, problem from webhook_attempts
     where merchant_id = $1 and mode = $2 and delivery_id = $3 order by attempt`,
    [merchantId, unit.mode, deliveryId],
  );
}
