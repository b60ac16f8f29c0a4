import { type Answer, type IdempotencyClaim, lockNumber } from '../../core/answer.ts';
import type { Crypto } from '../../core/crypto.ts';
import { Refused } from '../../core/result.ts';
import type { Unit } from '../../core/unit.ts';
import type { Caller } from './caller.ts';

/** Checks the form of an `Idempotency-Key`: 1–255 printable ASCII, raw or quoted as in RFC 8941. */
export function idempotencyKeyOf(header: string | undefined, need: 'required' | 'optional' | 'none'): string | undefined {
  if (need === 'none') return undefined;
  if (header === undefined) {
    if (need === 'required') throw new Refused({ code: 'idempotency_key_required' });
    return undefined;
  }
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (!/^[!-~]{1,255}$/.test(key)) throw new Refused({ code: 'idempotency_key_invalid' });
  return key;
}

type Request = { readonly method: string; readonly path: string; readonly body: unknown };

/** What makes a repeat the same request: method, path and the body as it was understood, without `platform`. */
export function claimOf(crypto: Crypto, { caller, key, request }: { caller: Caller; key: string; request: Request }): IdempotencyClaim {
  const { platform: _, ...body } = isRecord(request.body) ? request.body : { value: request.body };
  return {
    key,
    fingerprint: crypto.digest(`v1 ${request.method} ${request.path} ${canonicalJson(body)}`),
    lock: lockNumber(crypto.digest(`${caller.merchantId} ${caller.mode} ${key}`)),
  };
}

/** JSON with sorted keys, so that white space and the order of keys do not matter. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value)) ?? 'null';
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isRecord(value)) return value;
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    // Assigning to this key would be lost, and two bodies that differ would look the same.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: withSortedKeys(value[key]), enumerable: true });
    else sorted[key] = withSortedKeys(value[key]);
  }
  return sorted;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sent with `begin`: tries the lock of one idempotency key. */
export function claimingScript(claim: IdempotencyClaim): string {
  if (!/^-?\d{1,19}$/.test(claim.lock)) throw new Error('a lock is not a number');
  return `select pg_try_advisory_xact_lock(${claim.lock}) as got`;
}

/** The answer given to this key before, or undefined when the work is still to be done. */
export async function findAnswer(unit: Unit, merchantId: string, claim: IdempotencyClaim): Promise<Answer | undefined> {
  const [row] = await unit.tx.query<{ fingerprint: string; answer: string }>(
    `select fingerprint, status::text || ' ' || answer as answer from idempotency_keys where merchant_id = $1 and mode = $2 and key = $3
     union all select fingerprint, answer from orders where merchant_id = $1 and mode = $2 and idempotency_key = $3`,
    [merchantId, unit.mode, claim.key],
  );
  if (!row) return undefined;
  if (row.fingerprint !== claim.fingerprint) throw new Refused({ code: 'idempotency_key_reused' });
  return { status: Number(row.answer.slice(0, 3)), body: row.answer.slice(4) };
}

// How long an answer is kept is counted on the wall clock, also where business time was moved.
export async function keepAnswer(
  unit: Unit,
  merchantId: string,
  { claim, answer }: { claim: IdempotencyClaim; answer: Answer },
): Promise<void> {
  await unit.tx.query(
    'insert into idempotency_keys (merchant_id, mode, key, fingerprint, status, answer, created_at) values ($1, $2, $3, $4, $5, $6, now())',
    [merchantId, unit.mode, claim.key, claim.fingerprint, answer.status, answer.body],
  );
}
