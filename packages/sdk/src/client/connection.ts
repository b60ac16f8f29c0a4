import type { AnyOperation, BodyOf, FileBody, ParamsOf, QueryOf, ReplyOf } from '../contract/operation.ts';
import { queryText } from '../contract/query.ts';
import type { Call } from './call.ts';
import { download, type Download } from './download.ts';
import { AuthenticationError, RequestError } from './errors.ts';
import type { CallOptions, ClientOptions, Surroundings } from './options.ts';
import { counted, type OnSent } from './progress.ts';
import { answerOf, readReply } from './reply.ts';
import { type Settled, settled } from './settled.ts';
import { anything } from './shape.ts';
import { type Outgoing, sendUntilAnswered } from './tries.ts';

/** What a call is given, as far as the operation asks for it. */
export type Given<O extends AnyOperation> = {
  readonly params?: ParamsOf<O>;
  readonly query?: QueryOf<O>;
  readonly body?: BodyOf<O>;
};

/** What a call of any kind may be told. */
export type AnyCallOptions = CallOptions & { readonly onSent?: OnSent };

/** Speaks the contract: sends a call, repeats it when that helps, and checks what comes back. */
export type Connection = {
  readonly surroundings: Surroundings;
  /** For calls that answer in JSON. */
  readonly call: <O extends AnyOperation>(call: Call<O>, given: Given<O>, options?: AnyCallOptions) => Promise<ReplyOf<O>>;
  /** For calls that answer with a file; the rest of it is still on its way. */
  readonly download: <O extends AnyOperation>(call: Call<O>, given: Given<O>, options?: CallOptions) => Promise<Download>;
};

/**
 * Connects to a server for the resources that you name, where every byte counts: what you do not name
 * is not in your bundle. `createClient` is the same with all of them.
 *
 * @throws {@link AuthenticationError} when the key is missing, malformed, publishable or an operator's
 * @throws {@link RequestError} when an option is not as described
 *
 * @example
 * ```ts
 * import { connect, ordersOf } from '@atobarai/sdk';
 *
 * const orders = ordersOf(connect({ apiKey: process.env['ATOBARAI_KEY'] ?? '' }));
 * for await (const order of orders.list({ status: 'on_hold' })) console.log(order.shopOrderId);
 * ```
 */
export function connect(options: ClientOptions): Connection {
  return openConnection(settled(options, 'sk'));
}

export function openConnection(setup: Settled): Connection {
  const { surroundings } = setup;
  return {
    surroundings,
    call: async <O extends AnyOperation>(call: Call<O>, given: Given<O>, options: AnyCallOptions = {}) =>
      sendUntilAnswered(setup, outgoing(setup, call, { given, options }), async (reply) =>
        readReply<ReplyOf<O>>(call.reply ?? anything, await answerOf(reply, surroundings.now())),
      ),
    download: async (call, given, options = {}) => {
      const sent = outgoing(setup, call, { given, options });
      return sendUntilAnswered(setup, sent, (reply) => download(sent, reply, surroundings.timer));
    },
  };
}

function outgoing<O extends AnyOperation>(
  setup: Settled,
  call: Call<O>,
  { given, options }: { readonly given: Given<O>; readonly options: AnyCallOptions },
): Outgoing {
  checkKeyFits(setup, call);
  const query = given.query === undefined ? '' : queryText(given.query as Record<string, unknown>);
  const idempotencyKey = call.keyed ? keyOf(options.idempotencyKey) : undefined;
  const body = bodyOf(call, given.body);
  return {
    method: call.method,
    url: `${setup.baseUrl}${pathOf(call, given.params)}${query === '' ? '' : `?${query}`}`,
    headers: {
      ...setup.headers,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(call.body === null ? {} : { 'content-type': call.body === 'csv' ? 'text/csv' : 'application/json' }),
    },
    body: () => (body === undefined || options.onSent === undefined ? body : counted(body, options.onSent)),
    isRepeatable: !(body instanceof ReadableStream),
    idempotencyKey,
    timeoutMs: options.timeoutMs ?? setup.timeoutMs,
    signal: options.signal,
  };
}

/** The server would refuse it too; said here, it says which key to use instead. */
function checkKeyFits({ kind, mode }: Settled, { id, access, testModeOnly }: Call): void {
  if (!access.includes(kind)) {
    throw new AuthenticationError(
      `${id} is not for a key of the kind ${kind}_…. Use one of: ${access.map((one) => `${one}_…`).join(', ')}.`,
      {
        code: 'wrong_key_kind',
      },
    );
  }
  if (testModeOnly && mode === 'live') {
    throw new AuthenticationError(`${id} is part of the sandbox, and the key is a live one. Use a test key (${kind}_test_…).`, {
      code: 'wrong_mode',
    });
  }
}

function keyOf(given: string | undefined): string {
  if (given === undefined) return crypto.randomUUID();
  if (/^[!-~]{1,255}$/.test(given)) return given;
  throw new RequestError('An idempotencyKey is 1 to 255 printable ASCII characters without spaces, such as shopify:1001:register.', {
    code: 'invalid_option',
  });
}

function pathOf({ id, path }: Call, params: unknown): string {
  let written = '';
  for (const [index, part] of path.entries()) written += index % 2 === 0 ? part : parameterOf(id, part, params);
  return written;
}

function parameterOf(id: string, name: string, params: unknown): string {
  const value: unknown = Reflect.get(Object(params), name);
  // Anything else, such as an empty text or `..`, would make it the path of another call.
  if (typeof value === 'string' && /^[\w-]+$/.test(value)) return value;
  throw new RequestError(`${id} was given no valid ${name}. Pass one such as ord_….`, { code: 'invalid_option' });
}

function bodyOf({ body: kind }: Call, body: unknown): FileBody | undefined {
  if (kind === null) return undefined;
  return kind === 'csv' ? (body as FileBody) : JSON.stringify(body ?? {});
}
