import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { type Dispatcher, Pool } from 'undici';
import type { Transport, TransportReply } from '../client/transport.ts';
import type { FileBody } from '../contract/operation.ts';

/** How connections are kept. */
export type NodeTransportOptions = {
  /**
   * Connections to one server at most; more calls at a time wait for one.
   * @default 64
   */
  readonly connections?: number;
  /**
   * Milliseconds that a connection is kept without a call, unless the server says less.
   * @default 4_000
   */
  readonly keepAliveMs?: number;
};

/** A transport whose connections stay open; a process ends by itself while none is in use. */
export type NodeTransport = Transport & {
  /** Ends the connections once the calls on them are answered. */
  readonly close: () => Promise<void>;
};

/**
 * Sends by undici over connections that are kept, in about half the time that `fetch` takes in Node.
 * Needs `undici` 8 to be installed. One transport can serve many clients.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 * import { nodeTransport } from '@atobarai/sdk/node';
 *
 * const transport = nodeTransport({ connections: 16 });
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '', transport });
 * for await (const order of client.orders.list({ status: 'shipped' })) console.log(order.shopOrderId);
 * await transport.close();
 * ```
 */
export function nodeTransport({ connections = 64, keepAliveMs = 4_000 }: NodeTransportOptions = {}): NodeTransport {
  const pools = new Map<string, Pool>();
  const poolOf = (origin: string): Pool => {
    const pool = pools.get(origin) ?? new Pool(origin, { connections, keepAliveTimeout: keepAliveMs, headersTimeout: 0, bodyTimeout: 0 });
    pools.set(origin, pool);
    return pool;
  };
  const transport: Transport = async ({ method, url, headers, body, end }) => {
    // undici also takes an emitter, and that costs a call a tenth of what an AbortSignal costs.
    const signal = new EventEmitter();
    end.onEnd(() => signal.emit('abort'));
    // After `https://`, the first slash ends the origin: the client has checked the address.
    const pathAt = url.indexOf('/', 8);
    const reply = await poolOf(url.slice(0, pathAt)).request({
      path: url.slice(pathAt),
      method: method as Dispatcher.HttpMethod,
      headers,
      body: bodyOf(body),
      signal,
    });
    return replyOf(reply);
  };
  const close = async () => {
    const open = [...pools.values()];
    pools.clear();
    await Promise.all(open.map((pool) => pool.close()));
  };
  return Object.assign(transport, { close });
}

function bodyOf(body: FileBody | undefined): string | Uint8Array | Readable | null {
  if (body === undefined) return null;
  return body instanceof ReadableStream ? Readable.fromWeb(body as NodeStream<Uint8Array>) : body;
}

function replyOf({ statusCode, headers, body }: Dispatcher.ResponseData): TransportReply {
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name];
      return value === undefined ? null : String(value);
    },
    text: () => body.text(),
    stream: () => Readable.toWeb(body) as ReadableStream<Uint8Array>,
  };
}
