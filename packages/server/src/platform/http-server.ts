import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

export type ListenOptions = {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly host: string;
  readonly port: number;
};

// A file of 32 MB over a slow line takes minutes.
const requestTimeoutMs = 300_000;
const headersTimeoutMs = 10_000;

/** Serves on one port. Rejects with the system's own error when the port is taken. */
export function listen({ fetch, host, port }: ListenOptions): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }, (address: AddressInfo) =>
      resolve({ port: address.port, close: () => closed(server) }),
    ) as Server;
    server.requestTimeout = requestTimeoutMs;
    server.headersTimeout = headersTimeoutMs;
    server.once('error', reject);
  });
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
