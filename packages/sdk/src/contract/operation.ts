import type * as z from 'zod/mini';
import type { Code } from './codes.ts';
import type { ApiScope } from './scopes.ts';

/** Who may call: a shop's server (`sk`), the provider's operators (`op`), a shop's pages (`pk`), anyone. */
export type Access = 'sk' | 'op' | 'pk' | 'public';

/** The same sentence in both languages of the API. */
export type Bilingual = { readonly ja: string; readonly en: string };

/** An answer in JSON. */
export type JsonReply = { readonly schema: z.ZodMiniType; readonly description: Bilingual };

/** An answer that is a file, streamed as it is made. */
export type FileReply = { readonly media: 'text/csv'; readonly description: Bilingual };

export type Replies = Readonly<Record<number, JsonReply | FileReply>>;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One call the API answers: declared once, spoken by the client, served by the server. */
export type Operation<
  Params extends z.ZodMiniType | null = z.ZodMiniType | null,
  Query extends z.ZodMiniType | null = z.ZodMiniType | null,
  Body extends z.ZodMiniType | 'csv' | null = z.ZodMiniType | 'csv' | null,
  R extends Replies = Replies,
> = {
  readonly id: string;
  readonly method: Method;
  /** Path parameters are written `:name`. */
  readonly path: `/v1/${string}`;
  readonly summary: Bilingual;
  readonly access: readonly Access[];
  /** What a key must be allowed to do; a key without scopes may do everything its kind may. */
  readonly scope: ApiScope | null;
  readonly testModeOnly: boolean;
  /** Whether the call takes an `Idempotency-Key`, and whether it must have one. */
  readonly idempotency: 'required' | 'optional' | 'none';
  readonly params: Params;
  readonly query: Query;
  /** `'csv'` is a file sent as it is; `null` is no body at all. */
  readonly body: Body;
  readonly replies: R;
  /** Refusals of this call besides those that every call may get (`commonCodes`). */
  readonly codes: readonly Code[];
};

type Declared<P, Q, B, R> = {
  readonly id: string;
  readonly method: Method;
  readonly path: `/v1/${string}`;
  readonly summary: Bilingual;
  readonly access: readonly Access[];
  readonly scope?: ApiScope;
  readonly testModeOnly?: true;
  readonly idempotency?: 'required' | 'optional';
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly replies: R;
  readonly codes?: readonly Code[];
};

/** Declares a call. What is left out is: no parameters, no query, no body, no key, no special codes. */
export function operation<
  const R extends Replies,
  P extends z.ZodMiniType | null = null,
  Q extends z.ZodMiniType | null = null,
  const B extends z.ZodMiniType | 'csv' | null = null,
>(declared: Declared<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    scope: null,
    testModeOnly: false,
    idempotency: 'none',
    params: null as P,
    query: null as Q,
    body: null as B,
    codes: [],
    ...declared,
  };
}

export type AnyOperation = Operation;

type Inferred<S> = S extends z.ZodMiniType ? z.output<S> : undefined;

export type ParamsOf<O extends AnyOperation> = Inferred<O['params']>;
export type QueryOf<O extends AnyOperation> = Inferred<O['query']>;

/** A file as it is sent: text, bytes, or a stream of bytes. */
export type FileBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

export type BodyOf<O extends AnyOperation> = O['body'] extends 'csv' ? FileBody : Inferred<O['body']>;

type InferredReply<R> = R extends { readonly schema: infer S extends z.ZodMiniType } ? z.output<S> : ReadableStream<Uint8Array>;

/** What the call answers, whichever of its good statuses it has. */
export type ReplyOf<O extends AnyOperation> = InferredReply<O['replies'][keyof O['replies'] & number]>;
