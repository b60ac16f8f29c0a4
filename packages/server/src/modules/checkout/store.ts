import type { Tx } from '../../core/database.ts';
import { addMs, type Instant } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import type { Magic } from '../registration/model.ts';
import type { AuthorizationRow, AuthorizationStatus } from './model.ts';
import { triesWithinMs } from './policy/limits.ts';

const columns = `merchant_id, id, status, created_at, expires_at, buyer_kind, billed_amount, net_amount, held_net, person_keys, phone_hash,
  address_hash, bound_to, decision, consent, magic`;

export async function findAuthorization(unit: Unit, merchantId: string, id: string): Promise<AuthorizationRow | undefined> {
  const [row] = await unit.tx.query<AuthorizationRow>(
    `select ${columns} from authorizations where merchant_id = $1 and mode = $2 and id = $3`,
    [merchantId, unit.mode, id],
  );
  return row;
}

/** Waits for whoever is using it, and then sees what became of it. */
export async function lockAuthorization(unit: Unit, merchantId: string, id: string): Promise<AuthorizationRow | undefined> {
  const [row] = await unit.tx.query<AuthorizationRow>(
    `select ${columns} from authorizations where merchant_id = $1 and mode = $2 and id = $3 for update`,
    [merchantId, unit.mode, id],
  );
  return row;
}

export async function insertAuthorization(unit: Unit, row: AuthorizationRow): Promise<void> {
  await unit.tx.query(
    `insert into authorizations (${columns}, mode)
     values ($1, $2, $3, $4::timestamptz, $5::timestamptz, $6, $7, $8, $9, $10::text[], $11, $12, $13, $14::json, $15::json, $16, $17)`,
    [
      row.merchant_id,
      row.id,
      row.status,
      row.created_at,
      row.expires_at,
      row.buyer_kind,
      row.billed_amount,
      row.net_amount,
      row.held_net,
      row.person_keys,
      row.phone_hash,
      row.address_hash,
      row.bound_to,
      JSON.stringify(row.decision),
      row.consent === undefined || row.consent === null ? null : JSON.stringify(row.consent),
      row.magic,
      unit.mode,
    ],
  );
}

export type Ending = { readonly status: Exclude<AuthorizationStatus, 'reserved'>; readonly orderId?: string };

/** What is ended holds nothing any more; its frame is with an order by then, or given back. */
export async function endAuthorizations(unit: Unit, rows: readonly AuthorizationRow[], { status, orderId }: Ending): Promise<void> {
  await unit.tx.query(
    `update authorizations a set status = $2, held_net = 0, order_id = $3
     from unnest($4::text[], $5::text[]) as ended (merchant_id, id)
     where a.merchant_id = ended.merchant_id and a.mode = $1 and a.id = ended.id`,
    [unit.mode, status, orderId ?? null, rows.map((row) => row.merchant_id), rows.map((row) => row.id)],
  );
}

export type Tried = { readonly merchantId: string; readonly phoneHash: string; readonly personKeys: readonly string[] };

/**
 * How often this person or this phone number was tried at this shop of late; no more than `most` are counted. A family
 * shares its address, and whoever gives another phone each time remains the same person by it (domain.md 4.7): so it is
 * the person's keys that count, never the address alone.
 */
export async function countTries(unit: Unit, { merchantId, phoneHash, personKeys }: Tried, most: number): Promise<number> {
  const [row] = await unit.tx.query<{ count: number }>(
    `select count(*)::int as count from (
       (select 1 from authorizations where phone_hash = $1 and merchant_id = $2 and mode = $3 and created_at > $4::timestamptz)
       union all
       (select 1 from exposure_keys($3, $5::text[]) as person cross join lateral (
          select phone_hash from authorizations
          where person_keys[1] = person.key and merchant_id = $2 and mode = $3 and created_at > $4::timestamptz offset 0) tried
        where tried.phone_hash <> $1)
       limit $6) tries`,
    [phoneHash, merchantId, unit.mode, addMs(unit.now, -triesWithinMs), personKeys, most],
  );
  return row?.count ?? 0;
}

export type Mended = { readonly merchantId: string; readonly magic: Magic; readonly phoneHash: string; readonly addressHash: string };

/** Whether the sandbox's held buyer comes back with what the hold asked for: another address, or another phone. */
export async function isMended(unit: Unit, { merchantId, magic, phoneHash, addressHash }: Mended, since: Instant): Promise<boolean> {
  const rows = await unit.tx.query(
    `select 1 from authorizations where mode = $1 and created_at > $2::timestamptz and merchant_id = $3 and magic = $4
       and case when magic = 'hold-address' then phone_hash = $5 and address_hash <> $6 else address_hash = $6 and phone_hash <> $5 end
     limit 1`,
    [unit.mode, since, merchantId, magic, phoneHash, addressHash],
  );
  return rows.length > 0;
}

export async function nextExpiry(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    `select min(expires_at) as at from authorizations
     where mode = $1 and status = 'reserved' and expires_at <= $2::timestamptz and id <> all($3::text[])`,
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

/** The authorization rows come before the exposure rows, wherever both are locked. */
export function lockExpired(unit: Unit, limit: number, except: readonly string[] = []): Promise<AuthorizationRow[]> {
  return unit.tx.query<AuthorizationRow>(
    `select ${columns} from authorizations where mode = $1 and status = 'reserved' and expires_at <= $2::timestamptz and id <> all($4::text[])
     order by id limit $3 for update skip locked`,
    [unit.mode, unit.now, limit, except],
  );
}

export async function forgetEnded(unit: Unit, before: Instant): Promise<void> {
  await unit.tx.query(`delete from authorizations where mode = $1 and created_at < $2::timestamptz and status <> 'reserved'`, [
    unit.mode,
    before,
  ]);
}
