import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The fake shop behind a socket, for an adapter in another process. */
export type Loopback = { readonly origin: string; readonly close: () => Promise<void> };

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, face: (request: Request) => Promise<Response>): Promise<void> {
  const body = await bodyOf(incoming);
  const headers = new Headers(
    Object.entries(incoming.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])),
  );
  const init = { method: incoming.method ?? 'GET', headers, ...(body === '' ? {} : { body }) };
  const response = await face(new Request(`http://127.0.0.1${incoming.url ?? '/'}`, init));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
}

/** Listens on a free port of this machine alone. A response that is to be lost breaks the connection. */
export async function listenOnLoopback(face: (request: Request) => Promise<Response>, port = 0): Promise<Loopback> {
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing, face).catch(() => outgoing.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
