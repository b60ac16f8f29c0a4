import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly path: string; readonly headers: Record<string, string>; readonly body: string };

/** How a receiver treats a request: a status, or what goes wrong on networks. */
export type Treatment =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** Takes the request and never answers. */
  | 'hang'
  /** Closes the connection without an answer. */
  | 'close'
  /** Answers 200 and never ends its body. */
  | 'endless'
  /** Answers 200 and closes in the middle of its body. */
  | 'break';

export type Receiver = {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** Resolves when so many requests have come in. */
  readonly count: (count: number) => Promise<void>;
  /** Lets go of what hangs, with a 200. */
  readonly release: () => void;
  readonly close: () => Promise<void>;
};

/** A server on this machine that misbehaves on request. */
export async function openReceiver(treat: (received: Received, index: number) => Treatment = () => ({ status: 204 })): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const hanging: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void read(request).then((each) => {
      received.push(each);
      for (const wait of waiting) if (received.length >= wait.count) wait.resolve();
      const treatment = treat(each, received.length - 1);
      if (treatment === 'hang') hanging.push(response);
      else answer(response, treatment);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    port,
    received,
    count: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve();
        waiting.push({ count, resolve });
      }),
    release() {
      for (const response of hanging.splice(0)) response.writeHead(200).end();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { path: request.url ?? '', headers, body: Buffer.concat(chunks).toString('utf8') };
}

function answer(response: ServerResponse, treatment: Exclude<Treatment, 'hang'>): void {
  if (treatment === 'close') response.socket?.destroy();
  else if (treatment === 'endless') response.writeHead(200).write('so far');
  else if (treatment === 'break') response.writeHead(200, { 'content-length': '1000' }).write('so far', () => response.socket?.destroy());
  else response.writeHead(treatment.status, treatment.headers).end(treatment.body ?? '');
}
