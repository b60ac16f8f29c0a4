import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Client, type ClientOptions, createClient, type OrderSummary } from '../../src/index.ts';
import { exampleSummary } from '../support/examples.ts';

/** A request as it arrived. */
export type Arrived = { readonly method: string; readonly path: string; readonly key: string | undefined; readonly body: string };

/** What the server does with one request. */
export type Fault = (arrived: Arrived, response: ServerResponse, server: Books) => void | Promise<void>;

/** The orders the server has taken, by idempotency key, and when the timers of the client ring. */
type Books = { readonly take: (arrived: Arrived) => OrderSummary; readonly timeIsUp: (when: 'now' | 'after the head') => void };

export const answers =
  (status: number, body: unknown, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

export const refuses = (status: number, code: string, headers: Record<string, string> = {}): Fault =>
  answers(status, { type: 'about:blank', title: code, status, detail: `refused: ${code}`, code, requestId: 'req_1' }, headers);

/** Takes the order, or gives the one that has the key already. */
export const takesOrder: Fault = (arrived, response, books) => answers(201, books.take(arrived))(arrived, response, books);

/** Takes the order, and then the connection breaks before a word of the answer. */
export const takesOrderAndResets: Fault = (arrived, response, books) => {
  books.take(arrived);
  response.socket?.resetAndDestroy();
};

export const resets: Fault = (_, response) => void response.socket?.resetAndDestroy();

/** Begins an answer of 1,000 bytes and breaks off after some of them. */
export const resetsAfter =
  (status: number, begun: string): Fault =>
  async (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
    await new Promise<void>((sent) => response.write(begun, () => sent()));
    response.socket?.resetAndDestroy();
  };

/** Says nothing for as long as the client waits. */
export const hangs: Fault = (_, _response, { timeIsUp }) => timeIsUp('now');

/** Begins an answer and then says nothing more. */
export const hangsAfter =
  (begun: string): Fault =>
  (_, response, { timeIsUp }) => {
    timeIsUp('after the head');
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write(begun);
  };

/** A real server on this machine that plays its faults in order, the last one again and again. Nothing waits. */
export async function misbehavingServer(...faults: readonly [Fault, ...Fault[]]) {
  const arrived: Arrived[] = [];
  const orders = new Map<string, OrderSummary>();
  const waits: number[] = [];
  const rings = new Set<() => void>();
  const ringAll = () => [...rings].forEach((ring) => ring());
  let ringsAfterHead = false;
  let hasHead = false;
  let nowMs = Date.parse('2026-11-20T00:00:00Z');
  const books: Books = {
    take: ({ key = '' }) => {
      const order = orders.get(key) ?? { ...exampleSummary, id: `ord_${String(orders.size + 1).padStart(22, '0')}` };
      orders.set(key, order);
      return order;
    },
    timeIsUp: (when) => {
      if (when === 'now') ringAll();
      else ringsAfterHead = true;
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fault = faults[Math.min(arrived.length, faults.length - 1)] ?? faults[0];
    const { method = '', url = '', headers } = request;
    const place = arrived.push({ method, path: url, key: headers['idempotency-key']?.toString(), body: '' }) - 1;
    const found = { method, path: url, key: headers['idempotency-key']?.toString(), body: await text(request) };
    arrived[place] = found;
    await fault(found, response, books);
  };
  // A client that goes away while it sends is none of the server's business.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const surroundings = {
    sleep: (ms: number, signal?: AbortSignal): Promise<void> => {
      signal?.throwIfAborted();
      waits.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
    now: () => nowMs,
    timer: (_ms: number, ring: () => void) => {
      rings.add(ring);
      // Whatever has arrived is read first; then nothing more will come.
      if (hasHead) setImmediate(ringAll);
      return () => void rings.delete(ring);
    },
  };
  const onResponse = () => {
    hasHead = ringsAfterHead;
    if (hasHead) setImmediate(ringAll);
  };
  return {
    arrived,
    orders,
    waits,
    server,
    client: (options: Partial<ClientOptions> = {}): Client =>
      createClient({
        apiKey: `sk_test_0123456789ab_${'x'.repeat(43)}`,
        baseUrl: `http://127.0.0.1:${port}`,
        surroundings,
        onResponse,
        ...options,
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
