import { type AnyOperation, type BodyOf, checked, type ParamsOf, type QueryOf, queryValues, type ReplyOf } from '@atobarai/sdk/contract';
import type { Hono } from 'hono';
import type { ZodMiniType } from 'zod/mini';
import type { Answer, IdempotencyClaim } from '../../core/answer.ts';
import type { Crypto } from '../../core/crypto.ts';
import type { Scope } from '../../core/database.ts';
import type { Language } from '../../core/messages.ts';
import { type Refusal, Refused } from '../../core/result.ts';
import type { Unit } from '../../core/unit.ts';
import type { Units } from '../units.ts';
import { openFile, readJson } from './body.ts';
import { authenticate, authorize, type Caller, type FindCaller } from './caller.ts';
import { claimOf, claimingScript, findAnswer, idempotencyKeyOf, keepAnswer } from './idempotency.ts';

/** A call as its handler sees it: who, what, and in which words to answer. */
export type Call<O extends AnyOperation> = {
  readonly caller: Caller;
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly language: Language;
  readonly requestId: string;
  readonly claim: IdempotencyClaim | undefined;
};

export type ApiOptions = {
  /** Seconds a call has to wait for its turn, 0 when it may go on; `visitor` is the address it comes from, where that is known. */
  readonly waitOf?: (caller: Caller, operation: AnyOperation, visitor: string | undefined) => number;
  readonly findCaller: FindCaller;
  readonly units: Pick<Units, 'inUnit' | 'inOpenedUnit'>;
  readonly crypto: Crypto;
  readonly bodyLimitBytes: number;
  readonly fileLimitBytes: number;
};

export type ChangeOptions<Reply> = {
  /** The status, where the operation has more than one good one. */
  readonly statusOf?: (reply: Reply) => number;
  /** `platform` lets a shop's sandbox key act as the outside world: the bank does not know whose invoice it is. */
  readonly scope?: 'platform';
};

export type Api = {
  /** Answers a call that only looks, in one transaction walled to the caller. */
  readonly read: <O extends AnyOperation>(operation: O, answer: (unit: Unit, call: Call<O>) => Promise<ReplyOf<O>>) => void;
  /** Answers a call that changes something: once per idempotency key, in one transaction with it. */
  readonly change: <O extends AnyOperation>(
    operation: O,
    answer: (unit: Unit, call: Call<O>) => Promise<ReplyOf<O>>,
    options?: ChangeOptions<ReplyOf<O>>,
  ) => void;
  /** Answers a call that opens its own transactions: batches, files, the clock. */
  readonly raw: <O extends AnyOperation>(operation: O, answer: (call: Call<O>, request: Request) => Promise<Response>) => void;
  /** What `change` does around its work, for a `raw` call that could say only on its way what makes a repeat the same. */
  readonly once: (
    call: { readonly caller: Caller; readonly claim: IdempotencyClaim },
    work: (unit: Unit) => Promise<Answer>,
  ) => Promise<Response>;
};

export type HonoEnvironment = {
  /** The address of whoever calls, told by the server that took the connection. */
  Bindings: { visitor?: string };
  Variables: { requestId: string; language: Language; caller?: Caller; code?: string };
};

export function createApi(app: Hono<HonoEnvironment>, options: ApiOptions): Api {
  const raw: Api['raw'] = (operation, answer) => {
    app.on(operation.method, operation.path, async (context) => {
      const caller = await authenticate(context.req.header('authorization'), options.findCaller);
      context.set('caller', caller);
      authorize(caller, operation);
      takeTurn(options.waitOf?.(caller, operation, context.env?.visitor));
      const key = ownKey(caller, idempotencyKeyOf(context.req.header('idempotency-key'), operation.idempotency));
      const input = await readInput(operation, context.req.raw, { params: context.req.param(), options });
      const claim =
        key === undefined
          ? undefined
          : claimOf(options.crypto, {
              caller,
              key,
              request: { method: operation.method, path: context.req.path, body: operation.body === 'csv' ? null : input.body },
            });
      return answer({ ...input, caller, claim, language: context.get('language'), requestId: context.get('requestId') }, context.req.raw);
    });
  };
  return {
    raw,
    once: ({ caller, claim }, work) => once(options.units, { scope: scopeOf(caller), merchantId: caller.merchantId, claim, work }),
    read: (operation, answer) =>
      raw(operation, async (call) =>
        Response.json(await options.units.inUnit(scopeOf(call.caller), (unit) => answer(unit, call)), { status: goodStatus(operation) }),
      ),
    change: (operation, answer, { statusOf, scope: wanted } = {}) =>
      raw(operation, async (call) => {
        const scope: Scope = wanted === 'platform' ? { mode: call.caller.mode, merchants: 'all' } : scopeOf(call.caller);
        const work = async (unit: Unit): Promise<Answer> => {
          const reply = await answer(unit, call);
          return { status: statusOf?.(reply) ?? goodStatus(operation), body: JSON.stringify(reply) };
        };
        if (call.claim) return once(options.units, { scope, merchantId: call.caller.merchantId, claim: call.claim, work });
        return answerResponse(await options.units.inUnit(scope, work));
      }),
  };
}

/** Asked before anything is read: a stranger's flood must cost little (reliability.md 1.4). */
function takeTurn(waitSeconds = 0): void {
  if (waitSeconds > 0) throw new Refused({ code: 'rate_limited', values: { seconds: waitSeconds } });
}

/** A shop's pages have their keys apart from its server's: a stranger must not take one that the server will use. */
function ownKey({ kind }: Caller, key: string | undefined): string | undefined {
  return key !== undefined && kind === 'pk' ? `pk ${key}` : key; // No key sent holds a space.
}

/** Operators act for the provider and see every shop; a shop's key sees its own rows. */
export function scopeOf(caller: Caller): Scope {
  return { mode: caller.mode, merchants: caller.kind === 'op' ? 'all' : [caller.merchantId] };
}

export function answerResponse(answer: Answer, replayed = false): Response {
  return new Response(answer.body, {
    status: answer.status,
    headers: { 'content-type': 'application/json', ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  });
}

type OnceWork = {
  readonly scope: Scope;
  readonly merchantId: string;
  readonly claim: IdempotencyClaim;
  readonly work: (unit: Unit) => Promise<Answer>;
};

/** Runs work once per key: look up, run and keep in one transaction, so that a crash leaves no half of it. */
function once(units: ApiOptions['units'], { scope, merchantId, claim, work }: OnceWork): Promise<Response> {
  return units.inOpenedUnit<{ got: boolean }, Response>(scope, claimingScript(claim), async (unit, opened) => {
    // The look-up is sent behind the lock, so what it sees is younger.
    const [[lock], earlier] = await Promise.all([opened, findAnswer(unit, merchantId, claim)]);
    if (lock?.got !== true) throw new Refused({ code: 'idempotency_in_progress' });
    if (earlier) return answerResponse(earlier, true);
    const answer = await work(unit);
    await keepAnswer(unit, merchantId, { claim, answer });
    return answerResponse(answer);
  });
}

function goodStatus(operation: AnyOperation): number {
  return Math.min(...Object.keys(operation.replies).map(Number));
}

type RawInput = { readonly params: Record<string, string>; readonly options: ApiOptions };

async function readInput<O extends AnyOperation>(
  operation: O,
  request: Request,
  { params, options }: RawInput,
): Promise<Pick<Call<O>, 'params' | 'query' | 'body'>> {
  const query = operation.query === null ? {} : queryValues(operation.query, new URL(request.url).searchParams);
  const body = await readBody(operation, request, options);
  return {
    params: sound(operation.params, params, 'not_found') as ParamsOf<O>,
    query: sound(operation.query, query) as QueryOf<O>,
    body: body as BodyOf<O>,
  };
}

async function readBody(operation: AnyOperation, request: Request, options: ApiOptions): Promise<unknown> {
  if (operation.body === null) return undefined;
  if (operation.body === 'csv') return openFile(request, options.fileLimitBytes);
  const json = await readJson(request, options.bodyLimitBytes);
  // Registrations are checked field by field in the order of the rules (modules/orders/rules).
  return operation.id === 'orders.register' ? json : sound(operation.body, json);
}

/** A path that cannot name anything is a 404; anything else that has the wrong shape is a 422. */
function sound(schema: ZodMiniType | null, input: unknown, code?: Refusal['code']): unknown {
  if (schema === null) return undefined;
  const result = checked(schema, input);
  if (result.ok) return result.value;
  const [first, ...others] = result.issues;
  if (code !== undefined || !first) throw new Refused({ code: code ?? 'type' });
  throw new Refused(first, ...others);
}
