import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What happens to a call on its way. */
export type Fault =
  /** The connection is cut before the server hears of it. */
  | 'unreachable'
  /** The server is overloaded: 503, and it hears nothing. */
  | 'unavailable'
  /** The server does as it is told, and its answer never arrives. */
  | 'answer lost'
  /** The server does as it is told, and its answer comes after the caller has given up. */
  | 'answer late';

/** A call that came by. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly status: number | undefined;
};

export type FaultProxy = {
  readonly url: string;
  readonly calls: readonly Call[];
  /** Calls that change something, in the order they came. */
  readonly changes: () => readonly Call[];
  readonly forget: () => void;
  /** From now on this happens to every call that matches; undefined lets everything pass. */
  readonly spoil: (fault: Fault | undefined, matches?: (method: string, path: string) => boolean) => void;
  readonly close: () => Promise<void>;
};

/** Stands between Medusa and the service, as the network does. It cannot show what half-open connections do. */
export async function openFaultProxy(target: string, lateMs = 12_000): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const calls: Call[] = [];
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;
  let matches: (method: string, path: string) => boolean = () => true;

  const forward = async (incoming: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; bytes: Buffer }> =>
    new Promise((resolve, reject) => {
      const { method, url, headers } = incoming;
      const outgoing = send({ hostname, port, method, path: url, headers: { ...headers, host: `${hostname}:${port}` } }, (answer) => {
        buffer(answer).then((bytes) => resolve({ answer, bytes }), reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '' } = incoming;
    const spoiled = fault !== undefined && matches(method, path) ? fault : undefined;
    const key = incoming.headers['idempotency-key'] as string | undefined;
    const note = (status: number | undefined) => calls.push({ method, path, key, status });
    const body = await buffer(incoming);
    if (spoiled === 'unreachable') {
      note(undefined);
      return void incoming.socket.destroy();
    }
    if (spoiled === 'unavailable') {
      note(503);
      return void response.writeHead(503, { 'content-type': 'text/plain' }).end('spoiled');
    }
    const { answer, bytes } = await forward(incoming, body);
    note(answer.statusCode);
    if (spoiled === 'answer lost') return void incoming.socket.destroy();
    if (spoiled === 'answer late') await new Promise((resolve) => setTimeout(resolve, lateMs).unref());
    response.writeHead(answer.statusCode ?? 502, answer.headers).end(bytes);
  };

  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    calls,
    changes: () => calls.filter(({ method }) => method !== 'GET'),
    forget: () => void calls.splice(0),
    spoil(wanted, which = () => true) {
      fault = wanted;
      matches = which;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
