import { connect, type Socket } from 'node:net';
import { type Answers, type Counted, createCounter } from './driver.ts';
import { orderTexts, todayInJapan } from './orders-data.ts';

export type Target = { readonly port: number; readonly key: string };

export type Load = { readonly mark: () => void; readonly end: () => Promise<{ counted: Counted; answers: Answers }> };

/**
 * A closed loop: every connection sends an order, waits for the answer, and sends the next. Written on
 * bare sockets, because Node's HTTP clients would use a core of two where this uses a tenth of it.
 */
export async function openLoad({ port, key }: Target, connections: number): Promise<Load> {
  const counter = createCounter();
  const bodyOf = orderTexts(todayInJapan());
  const run = Date.now().toString(36);
  let sent = 0;
  let open = true;
  const nextRequest = (): Buffer | undefined => {
    if (!open) return undefined;
    const body = Buffer.from(bodyOf((sent += 1)));
    const head =
      `POST /v1/orders HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${key}\r\n` +
      `idempotency-key: ${run}-${sent}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head, 'latin1'), body]);
  };
  const sockets = await Promise.all(Array.from({ length: connections }, () => openSocket(port)));
  const loops = sockets.map((socket) => loop(socket, { nextRequest, add: counter.add }));
  return {
    mark: counter.mark,
    async end() {
      open = false;
      await Promise.all(loops);
      for (const socket of sockets) socket.destroy();
      return counter.result();
    },
  };
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => resolve(socket));
  });
}

type Loop = { readonly nextRequest: () => Buffer | undefined; readonly add: (status: string, latencyMs: number) => void };

/** Runs until there is no next request; rejects when the connection breaks. */
function loop(socket: Socket, { nextRequest, add }: Loop): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    let sentMs = 0;
    const send = () => {
      const request = nextRequest();
      if (!request) return resolve();
      sentMs = performance.now();
      socket.write(request);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (!isWhole(received)) return;
      const status = received.toString('latin1', 9, 12);
      received = Buffer.alloc(0);
      add(status, performance.now() - sentMs);
      send();
    });
    send();
  });
}

const headEnd = '\r\n\r\n';

function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf(headEnd);
  if (end < 0) return false;
  const head = answer.toString('latin1', 0, end).toLowerCase();
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return answer.length >= end + headEnd.length + Number(length);
  return answer.subarray(-5).toString('latin1') === `0${headEnd}`; // the last chunk of a chunked answer
}
