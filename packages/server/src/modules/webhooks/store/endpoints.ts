import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { Endpoint, SealedSecrets } from '../model.ts';

const columns = `merchant_id as "merchantId", id, url, description, events, created_at as "createdAt", disabled_at as "disabledAt",
  disabled_reason as "disabledReason", failing_since as "failingSince", resume_at as "resumeAt",
  previous_secret_until as "previousSecretUntil"`;

export type EndpointWithSecrets = Endpoint & SealedSecrets;

export async function insertEndpoint(unit: Unit, endpoint: Endpoint, secret: Uint8Array): Promise<void> {
  await unit.tx.query(
    `insert into webhook_endpoints (merchant_id, mode, id, url, description, events, secret, created_at)
     values ($1, $2, $3, $4, $5, $6::text[], $7, $8)`,
    [endpoint.merchantId, unit.mode, endpoint.id, endpoint.url, endpoint.description, endpoint.events, secret, endpoint.createdAt],
  );
}

export async function countEndpoints(unit: Unit, merchantId: string): Promise<number> {
  const [row] = await unit.tx.query<{ count: number }>(
    'select count(*)::int as count from webhook_endpoints where merchant_id = $1 and mode = $2 and removed_at is null',
    [merchantId, unit.mode],
  );
  return row?.count ?? 0;
}

export type EndpointPage = { readonly merchantId: string; readonly beforeId?: string | undefined; readonly limit: number };

/** Newest first. */
export function loadEndpoints(unit: Unit, page: EndpointPage): Promise<Endpoint[]> {
  return unit.tx.query<Endpoint>(
    `select ${columns} from webhook_endpoints
     where merchant_id = $1 and mode = $2 and removed_at is null and ($3::text is null or id < $3) order by id desc limit $4`,
    [page.merchantId, unit.mode, page.beforeId ?? null, page.limit],
  );
}

/** Those of these shops that want to be told. */
export function loadListening(unit: Unit, merchantIds: readonly string[]): Promise<Endpoint[]> {
  return unit.tx.query<Endpoint>(
    `select ${columns} from webhook_endpoints
     where merchant_id = any ($1::text[]) and mode = $2 and disabled_at is null and removed_at is null order by id`,
    [merchantIds, unit.mode],
  );
}

export async function isAnyoneListening(unit: Unit): Promise<boolean> {
  const rows = await unit.tx.query(
    'select 1 from webhook_endpoints where mode = $1 and disabled_at is null and removed_at is null limit 1',
    [unit.mode],
  );
  return rows.length > 0;
}

export async function findEndpoint(unit: Unit, merchantId: string, id: string): Promise<EndpointWithSecrets | undefined> {
  const [endpoint] = await unit.tx.query<EndpointWithSecrets>(
    `select ${columns}, secret, previous_secret as "previousSecret" from webhook_endpoints
     where merchant_id = $1 and mode = $2 and id = $3 and removed_at is null`,
    [merchantId, unit.mode, id],
  );
  return endpoint;
}

/** The same, kept from others until this transaction ends. */
export async function lockEndpoint(unit: Unit, merchantId: string, id: string): Promise<EndpointWithSecrets | undefined> {
  const [endpoint] = await unit.tx.query<EndpointWithSecrets>(
    `select ${columns}, secret, previous_secret as "previousSecret" from webhook_endpoints
     where merchant_id = $1 and mode = $2 and id = $3 and removed_at is null for update`,
    [merchantId, unit.mode, id],
  );
  return endpoint;
}

/** Everything but the secrets. */
export async function saveEndpoint(unit: Unit, endpoint: Endpoint): Promise<void> {
  await unit.tx.query(
    `update webhook_endpoints set url = $4, description = $5, events = $6::text[], disabled_at = $7, disabled_reason = $8,
       failing_since = $9, resume_at = $10
     where merchant_id = $1 and mode = $2 and id = $3`,
    [
      endpoint.merchantId,
      unit.mode,
      endpoint.id,
      endpoint.url,
      endpoint.description,
      endpoint.events,
      endpoint.disabledAt,
      endpoint.disabledReason,
      endpoint.failingSince,
      endpoint.resumeAt,
    ],
  );
}

type SecretsToSave = SealedSecrets & Pick<Endpoint, 'merchantId' | 'id'>;

export async function saveSecrets(unit: Unit, secrets: SecretsToSave): Promise<void> {
  const { merchantId, id, secret, previousSecret, previousSecretUntil } = secrets;
  await unit.tx.query(
    `update webhook_endpoints set secret = $4, previous_secret = $5, previous_secret_until = $6
     where merchant_id = $1 and mode = $2 and id = $3`,
    [merchantId, unit.mode, id, secret, previousSecret, previousSecretUntil],
  );
}

type Removal = { readonly merchantId: string; readonly id: string; readonly at: Instant };

/** The first wins: an endpoint that was removed keeps its moment. Undefined when this shop never had it. */
export async function removeEndpoint(unit: Unit, { merchantId, id, at }: Removal): Promise<Endpoint | undefined> {
  const [removed] = await unit.tx.query<Endpoint>(
    `update webhook_endpoints set removed_at = coalesce(removed_at, $4), secret = null, previous_secret = null, previous_secret_until = null,
       disabled_at = coalesce(disabled_at, $4), disabled_reason = coalesce(disabled_reason, 'requested')
     where merchant_id = $1 and mode = $2 and id = $3 returning ${columns}`,
    [merchantId, unit.mode, id, at],
  );
  return removed;
}
