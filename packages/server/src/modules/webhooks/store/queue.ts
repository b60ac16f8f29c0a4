import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Delivery, SealedSecrets } from '../model.ts';

/** What of a delivery's endpoint its sender needs. */
export type OpenEndpoint = SealedSecrets & {
  readonly merchantId: string;
  readonly id: string;
  readonly url: string;
};

const isDue = `status = 'pending' and next_attempt_at <= $2 and (claimed_until is null or claimed_until <= $2)`;

/** Whether anything waits to be sent; takes no lock. */
export async function hasDue(unit: Unit, at: Instant): Promise<boolean> {
  const rows = await unit.tx.query(`select 1 from webhook_deliveries where mode = $1 and ${isDue} limit 1`, [unit.mode, at]);
  return rows.length > 0;
}

/** What became due for an endpoint that takes nothing any more. */
export async function cancelForDisabled(unit: Unit, at: Instant): Promise<void> {
  await unit.tx.query(
    `update webhook_deliveries d set status = 'cancelled', next_attempt_at = null, claimed_until = null
     from webhook_endpoints e
     where d.mode = $1 and d.status = 'pending' and d.next_attempt_at <= $2 and (d.claimed_until is null or d.claimed_until <= $2)
       and e.merchant_id = d.merchant_id and e.mode = d.mode and e.id = d.endpoint_id and e.disabled_at is not null`,
    [unit.mode, at],
  );
}

type Wanted = {
  readonly at: Instant;
  readonly limit: number;
  readonly perEndpoint: number;
  readonly endpoint?: { readonly merchantId: string; readonly id: string } | undefined;
};

/** Endpoints with something to send, kept from other senders until this transaction ends; whom another sender looks at is left out. */
export function lockEndpointsWithWork(unit: Unit, { at, limit, perEndpoint, endpoint }: Wanted): Promise<OpenEndpoint[]> {
  return unit.tx.query<OpenEndpoint>(
    `select e.merchant_id as "merchantId", e.id, e.url, e.secret, e.previous_secret as "previousSecret",
       e.previous_secret_until as "previousSecretUntil"
     from webhook_endpoints e
     where e.mode = $1 and e.disabled_at is null and e.removed_at is null and (e.resume_at is null or e.resume_at <= $2)
       and ($4::text is null or (e.merchant_id = $4 and e.id = $5))
       and exists (select from webhook_deliveries d
         where d.merchant_id = e.merchant_id and d.mode = e.mode and d.endpoint_id = e.id and ${isDue})
       and (select count(*) from webhook_deliveries d where d.merchant_id = e.merchant_id and d.mode = e.mode and d.endpoint_id = e.id
         and d.status = 'pending' and d.claimed_until > $2) < $6
     order by e.id limit $3 for update of e skip locked`,
    [unit.mode, at, limit, endpoint?.merchantId ?? null, endpoint?.id ?? null, perEndpoint],
  );
}

type Claim = { readonly at: Instant; readonly until: Instant; readonly perEndpoint: number };

export type ClaimedRow = Pick<Delivery, 'merchantId' | 'id' | 'endpointId' | 'eventId'>;

/**
 * Takes the next deliveries of these endpoints, as many as each has places free. A statement of its
 * own: its snapshot is younger than the locks, so it sees what the sender before has taken.
 */
export function claimOf(unit: Unit, endpoints: readonly OpenEndpoint[], { at, until, perEndpoint }: Claim): Promise<ClaimedRow[]> {
  return unit.tx.query<ClaimedRow>(
    // Materialized: joined straight to the table, the limit would begin anew with each row.
    `with next as materialized (
       select e.merchant_id, taken.id from unnest($4::text[], $5::text[]) as e (merchant_id, id)
       cross join lateral (
         select id from webhook_deliveries due
         where due.merchant_id = e.merchant_id and due.mode = $1 and due.endpoint_id = e.id and ${isDue}
         order by due.next_attempt_at, due.id
         limit greatest(0, $6 - (select count(*) from webhook_deliveries sent where sent.merchant_id = e.merchant_id and sent.mode = $1
           and sent.endpoint_id = e.id and sent.status = 'pending' and sent.claimed_until > $2))
         for update skip locked) taken)
     update webhook_deliveries d set claimed_until = $3 from next
     where d.merchant_id = next.merchant_id and d.mode = $1 and d.id = next.id
     returning d.merchant_id as "merchantId", d.id, d.endpoint_id as "endpointId", d.event_id as "eventId"`,
    [unit.mode, at, until, endpoints.map((endpoint) => endpoint.merchantId), endpoints.map((endpoint) => endpoint.id), perEndpoint],
  );
}
