import type { Access, AnyOperation, ApiScope } from '@atobarai/sdk/contract';
import type { Mode } from '../../core/database.ts';
import { Refused } from '../../core/result.ts';

export type KeyKind = 'sk' | 'pk' | 'op';

/** Who is calling: a shop's server, a shop's page, or the provider's operators. */
export type Caller = {
  readonly keyId: string;
  readonly kind: KeyKind;
  readonly merchantId: string;
  readonly mode: Mode;
  readonly scopes: readonly ApiScope[];
};

/** Looks a key up; undefined when it is unknown, revoked or expired. */
export type FindCaller = (key: string) => Promise<Caller | undefined>;

const keyShape = /^(sk|pk|op)_(test|live)_[0-9A-Za-z]{12}_[0-9A-Za-z_-]{43}$/;

export async function authenticate(authorization: string | undefined, find: FindCaller): Promise<Caller> {
  const key = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  const caller = key !== undefined && keyShape.test(key) ? await find(key) : undefined;
  if (!caller) throw new Refused({ code: 'unauthorized' });
  return caller;
}

/** Whether this caller may make this call: the kind of the key, then its mode, then its scopes. */
export function authorize(caller: Caller, operation: AnyOperation): void {
  if (!operation.access.includes(caller.kind satisfies Access)) {
    throw new Refused({ code: 'wrong_key_kind', values: { expected: operation.access.join(', '), given: caller.kind } });
  }
  if (operation.testModeOnly && caller.mode !== 'test') throw new Refused({ code: 'wrong_mode', values: { expected: 'test' } });
  if (operation.scope !== null && caller.scopes.length > 0 && !caller.scopes.includes(operation.scope)) {
    throw new Refused({ code: 'insufficient_scope', values: { scope: operation.scope } });
  }
}

/** Remembers keys for 5 seconds at most, so that a revocation is felt within that (architecture.md, 2). */
export function rememberCallers(find: FindCaller, nowMs: () => number, keepMs = 5_000): FindCaller {
  const known = new Map<string, { readonly caller: Caller | undefined; readonly until: number }>();
  return async (key) => {
    const hit = known.get(key);
    if (hit && hit.until > nowMs()) return hit.caller;
    if (known.size > 10_000) known.clear();
    const caller = await find(key);
    known.set(key, { caller, until: nowMs() + keepMs });
    return caller;
  };
}
