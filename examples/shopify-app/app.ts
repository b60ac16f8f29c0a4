import { createServer, type IncomingMessage, type Server } from 'node:http';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { type LogEntry, openFromEnvironment, type ShopifyAdapter } from '@atobarai/adapter-shopify';

/** Nothing Shopify sends is larger; the adapter refuses by itself what is over its own limit. */
const mostBodyBytes = 8 * 1024 * 1024;

/** The adapter on a port: headers and body go in as they came, since signatures are over the raw bytes. */
export function serve(adapter: Pick<ShopifyAdapter, 'fetch'>): Server {
  return createServer(async (incoming, outgoing) => {
    try {
      const request = await requestOf(incoming);
      const answer = request === undefined ? new Response(null, { status: 413 }) : await adapter.fetch(request);
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
    } catch (error) {
      log({ level: 'error', event: 'request.failed', error });
      // Shopify sends again what is answered with 5xx.
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    }
  });
}

async function requestOf(incoming: IncomingMessage): Promise<Request | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > mostBodyBytes) return undefined;
  const { method = 'GET', url = '/' } = incoming;
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, [value].flat().join(', ')]);
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(url, 'http://adapter.invalid'), {
    method,
    headers,
    ...(hasBody ? { body: new Uint8Array(await buffer(incoming)) } : {}),
  });
}

/** One line of JSON for each thing that happened. The adapter puts no personal data into it. */
export function log({ error, ...entry }: LogEntry): void {
  const { message, code } = error instanceof Error ? { message: error.message, code: Reflect.get(error, 'code') as unknown } : {};
  console.log(JSON.stringify({ at: new Date().toISOString(), ...entry, ...(message === undefined ? {} : { message, code }) }));
}

/** Runs until SIGTERM or SIGINT: what is under way then is finished first. */
export async function main(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { adapter, settings, close } = await openFromEnvironment(env, { log });
  await adapter.start();
  const server = serve(adapter).listen(settings.port, () => log({ level: 'info', event: 'listening', detail: String(settings.port) }));
  const end = (): void => {
    server.close(() => {
      void close().then(() => log({ level: 'info', event: 'stopped' }));
    });
    server.closeIdleConnections();
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

if (import.meta.main) {
  await main(process.env).catch((error: unknown) => {
    log({ level: 'error', event: 'not_started', error });
    process.exitCode = 1;
  });
}
