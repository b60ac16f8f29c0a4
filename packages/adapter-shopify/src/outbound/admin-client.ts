import type { AdminOperation } from '../graphql/types.gen.ts';
import { AdminError, type Clock } from '../reconcile/ports.ts';
import { readAnswer } from './answer.ts';
import { failureWords } from './failure-words.ts';
import type { Throttle } from './throttle.ts';
import type { TokenProvider } from './tokens.ts';
import { decideNext, type Ending, type Next } from './try-again.ts';

/** What a client of one shop's Admin API is made of. */
export type AdminClientParts = {
  readonly shop: string;
  readonly tokens: TokenProvider;
  readonly throttle: Throttle;
  readonly clock: Clock;
  /** Looked up at each call, so that what stands in for `fetch` later is used. */
  readonly fetch: typeof globalThis.fetch;
  /** `https://<shop>/admin/api/2026-07/graphql.json` */
  readonly url: string;
  readonly timeoutMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
};

/** Carries out operations; the one place that speaks HTTP to the Admin API. */
export type AdminClient = {
  /** @throws {@link AdminError}: `lost` where a mutation may have been carried out. */
  readonly request: <Result, Variables>(operation: AdminOperation<Result, Variables>, variables: Variables) => Promise<Result>;
};

/** Nothing was sent: the connection was never made. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(problem: unknown): string {
  if (!(problem instanceof Error)) return '';
  if ('code' in problem && typeof problem.code === 'string') return problem.code;
  return codeOf(problem.cause);
}

function silence(problem: unknown): Ending {
  const code = codeOf(problem);
  const reason = code === '' ? String(problem) : code;
  return { kind: 'no_answer', reason, unsent: beforeSending.has(code) };
}

function errorOf({ failure, reason, retryAfterMs }: Extract<Next, { do: 'fail' }>): AdminError {
  return new AdminError(failure, `${failureWords[failure].en} (${reason})`, retryAfterMs === null ? {} : { retryAfterMs });
}

type Call = { readonly operation: AdminOperation<unknown, unknown>; readonly body: string };

export function createAdminClient(parts: AdminClientParts): AdminClient {
  const { shop, tokens, throttle, clock } = parts;

  async function exchange({ body }: Call, token: string): Promise<Ending> {
    try {
      const response = await parts.fetch(parts.url, {
        method: 'POST',
        redirect: 'error',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Shopify-Access-Token': token },
        body,
        signal: AbortSignal.timeout(parts.timeoutMs),
      });
      const raw = { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.text() };
      return readAnswer(raw, clock.now());
    } catch (problem) {
      return silence(problem);
    }
  }

  async function once(call: Call, token: string): Promise<Ending> {
    const place = await throttle.enter(call.operation);
    const ending = await exchange(call, token);
    place.settle('cost' in ending ? ending.cost : null);
    return ending;
  }

  async function carryOut(call: Call): Promise<unknown> {
    let tokenRenewed = false;
    let token = await tokens.token(shop);
    for (let made = 1; ; made += 1) {
      const ending = await once(call, token);
      const next = decideNext(ending, { operation: call.operation.kind, made, tokenRenewed, chance: parts.random() });
      if (next.do === 'return') return next.data;
      if (next.do === 'fail') throw errorOf(next);
      if (next.do === 'wait') await clock.sleep(next.ms);
      else {
        token = await tokens.renew(shop, token);
        tokenRenewed = true;
      }
    }
  }

  return {
    async request<Result, Variables>(operation: AdminOperation<Result, Variables>, variables: Variables): Promise<Result> {
      const body = JSON.stringify({ query: operation.text, operationName: operation.name, variables });
      // The schema of the pinned version vouches for the shape; the contract tests for the schema.
      return (await carryOut({ operation, body })) as Result;
    },
  };
}
