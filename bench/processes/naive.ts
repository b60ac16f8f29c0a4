import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openPostgres } from '../../packages/server/src/platform/postgres.ts';
import { answerParent } from '../child.ts';
import { registerAlone } from '../naive.ts';
import { openPreparation, type Shop } from '../prepared-orders.ts';

// A server that registers each order in a transaction of its own, one statement after another.
async function open({ url, shop }: { url: string; shop: Shop }): Promise<{ port: number }> {
  const database = await openPostgres(url);
  const { clock, prepare } = openPreparation(database, shop);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      prepare(body, String(request.headers['idempotency-key']))
        .then((order) => registerAlone(database, order, clock.now()))
        .then(
          (answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
          () => response.writeHead(503).end(),
        );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

answerParent({ open });
