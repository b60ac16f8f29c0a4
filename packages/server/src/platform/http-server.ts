import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import { visitorOf } from './visitor.ts';

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

export type ListenOptions = {
  /** `visitor` is the address that the request comes from. */
  readonly fetch: (request: Request, from: { readonly visitor?: string }) => Response | Promise<Response>;
  readonly host: string;
  readonly port: number;
  /** @default 0 */
  readonly trustedProxies?: number;
};

// A file of 32 MB over a slow line takes minutes.
const requestTimeoutMs = 300_000;
const headersTimeoutMs = 10_000;

/** Serves on one port. Rejects with the system's own error when the port is taken. */
export function listen({ fetch, host, port, trustedProxies = 0 }: ListenOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const answer = (request: Request, { incoming }: HttpBindings | Http2Bindings) => fetch(request, from(incoming, trustedProxies));
    const server = serve({ fetch: answer, hostname: host, port }, (address: AddressInfo) =>
      resolve({ port: address.port, close: () => closed(server) }),
    ) as Server;
    server.requestTimeout = requestTimeoutMs;
    server.headersTimeout = headersTimeoutMs;
    server.once('error', reject);
  });
}

function from({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, trustedProxies: number): { visitor?: string } {
  const visitor = visitorOf(socket.remoteAddress, headers['x-forwarded-for'], trustedProxies);
  return visitor === undefined ? {} : { visitor };
}

/** Answers what was accepted, and takes no more. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

export function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
