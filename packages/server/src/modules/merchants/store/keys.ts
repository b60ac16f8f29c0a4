import type { Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { ApiKey } from '../model.ts';

const columns = `merchant_id as "merchantId", id, kind, last4, scopes, created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

export async function insertKey(unit: Unit, key: ApiKey & { readonly secretHash: string }): Promise<void> {
  await unit.tx.query(
    `insert into api_keys (merchant_id, mode, id, kind, secret_hash, last4, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7::text[], $8, $9)`,
    [key.merchantId, unit.mode, key.id, key.kind, key.secretHash, key.last4, key.scopes, key.createdAt, key.expiresAt],
  );
}

export async function findKeyByHash(unit: Unit, secretHash: string): Promise<ApiKey | undefined> {
  const [key] = await unit.tx.query<ApiKey>(`select ${columns} from api_keys where mode = $1 and secret_hash = $2`, [
    unit.mode,
    secretHash,
  ]);
  return key;
}

/** The first wins: a key that was revoked keeps its moment. */
export async function markRevoked(
  unit: Unit,
  merchantId: string,
  change: { readonly id: string; readonly at: Instant },
): Promise<ApiKey | undefined> {
  const [key] = await unit.tx.query<ApiKey>(
    `update api_keys set revoked_at = coalesce(revoked_at, $4::timestamptz)
     where merchant_id = $1 and mode = $2 and id = $3 returning ${columns}`,
    [merchantId, unit.mode, change.id, change.at],
  );
  return key;
}

export type KeyPage = { readonly merchantId: string; readonly beforeId?: string | undefined; readonly limit: number };

/** Newest first. */
export function loadKeys(unit: Unit, page: KeyPage): Promise<ApiKey[]> {
  return unit.tx.query<ApiKey>(
    `select ${columns} from api_keys where merchant_id = $1 and mode = $2 and ($3::text is null or id < $3) order by id desc limit $4`,
    [page.merchantId, unit.mode, page.beforeId ?? null, page.limit],
  );
}

/** Notes when keys were last used: every so often, for many at once, not on each request. */
export async function noteKeyUse(unit: Unit, ids: readonly string[], at: Instant): Promise<void> {
  await unit.tx.query(
    `update api_keys set last_used_at = $3::timestamptz
     where mode = $1 and id = any ($2::text[]) and (last_used_at is null or last_used_at < $3::timestamptz)`,
    [unit.mode, ids, at],
  );
}
