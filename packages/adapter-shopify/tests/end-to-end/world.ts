import { type Client, createClient, createOperatorClient, type OperatorClient } from '@atobarai/sdk';
import pg from 'pg';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createFakeShop, type FakeShop, listenOnLoopback, type Loopback } from '../../src/testing/index.ts';
import { wallClock } from '../../src/wall-clock.ts';
import { freePort, type Program, type Service, startAdapter, startService } from './programs.ts';

/** Three hosts on this machine: Shopify's, the service's and the adapter's. */
export type World = {
  readonly shop: FakeShop;
  readonly client: Client;
  readonly operator: OperatorClient;
  /** Kills the adapter as soon as its request is carried out, before it is answered: `AtobaraiHold`, `POST /v1/orders`. */
  readonly killAt: (request: string) => void;
  /** The requests at which the adapter was killed, in their order. */
  readonly killedAt: () => readonly string[];
  /** Delivers what waits to the adapter, as long as the work goes on. */
  readonly whileDelivering: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Starts the adapter again where it was killed. */
  readonly revive: () => Promise<void>;
  readonly adapterText: () => string;
  readonly close: () => Promise<void>;
};

async function freshDatabase(owner: string): Promise<string> {
  const url = await (await fetch(inject('postgresDoor'))).text();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const name = `${owner}_${process.pid}_${Date.now()}`;
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/postgres$/, `/${name}`);
}

/** A process that died two minutes ago holds no order any more. */
const afterTheLeaseMs = 150_000;

type Places = {
  readonly port: number;
  readonly databaseUrl: string;
  readonly shopify: Loopback;
  readonly service: Pick<Service, 'url' | 'secretKey'>;
  readonly webhookSecret: string;
};

function adapters(shop: FakeShop) {
  let program: Program | undefined;
  let kills = 0;
  const texts: string[] = [];
  return {
    text: () => [...texts, program?.text() ?? ''].join('— killed —\n'),
    async start({ port, databaseUrl, shopify, service, webhookSecret }: Places) {
      program = await startAdapter({
        port,
        databaseUrl,
        shop: shop.domain,
        shopifyOrigin: shopify.origin,
        clientId: shop.app.clientId,
        clientSecret: shop.app.clientSecret,
        serviceUrl: service.url,
        serviceKey: service.secretKey,
        webhookSecret,
        clockAheadMs: kills * afterTheLeaseMs,
      });
    },
    async kill() {
      if (program === undefined) return;
      kills += 1;
      texts.push(program.text());
      await program.kill();
      program = undefined;
    },
    isAlive: () => program !== undefined && !program.hasEnded(),
  };
}

type Host = (request: Request) => Promise<Response>;

/** `AtobaraiHold` for a request to Shopify, `POST /v1/orders` for one to the service. */
function nameOf(request: Request, body: string): string {
  return /"operationName":"(\w+)"/.exec(body)?.[1] ?? `${request.method} ${new URL(request.url).pathname}`;
}

/** Kills the adapter at a request that the host has carried out, before it can answer. */
function deadly(kill: () => Promise<void>) {
  const waiting: string[] = [];
  const killedAt: string[] = [];
  return {
    waiting,
    killedAt: (): readonly string[] => killedAt,
    before: (host: Host): Host => {
      return async (request) => {
        const place = waiting.indexOf(nameOf(request, await request.clone().text()));
        const response = await host(request);
        if (place < 0) return response;
        killedAt.push(...waiting.splice(place, 1));
        await kill();
        throw new Error('The adapter is gone.');
      };
    },
  };
}

/** What the adapter asks of the service goes through here. */
function passedOn(origin: string): Host {
  return async (request) => {
    const url = new URL(request.url);
    const body = await request.text();
    const headers = new Headers(request.headers);
    headers.delete('host');
    headers.delete('connection');
    const init = { method: request.method, headers, ...(body === '' ? {} : { body }) };
    const answer = await fetch(`${origin}${url.pathname}${url.search}`, init);
    const kept = new Headers(answer.headers);
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection']) kept.delete(name);
    const text = await answer.text();
    return new Response(text === '' ? null : text, { status: answer.status, headers: kept });
  };
}

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'atobarai-shopify-'));
  const shop = createFakeShop({ clock: wallClock, settings: { routingMs: 400, indexLagMs: 0, cancelJobMs: 300 } });
  const port = await freePort();
  const databaseUrl = await freshDatabase('adapter');
  const service = await startService(folder, await freshDatabase('service'));
  const client = createClient({ apiKey: service.secretKey, baseUrl: service.url });
  const endpoint = await client.webhookEndpoints.create({ url: `http://127.0.0.1:${port}/atobarai/webhooks` });
  const running = adapters(shop);
  const { waiting, killedAt, before } = deadly(running.kill);
  const [shopify, gate] = await Promise.all([listenOnLoopback(before(shop.face)), listenOnLoopback(before(passedOn(service.url)))]);
  const serviceAt = { url: gate.origin, secretKey: service.secretKey };
  const places = { port, databaseUrl, shopify, service: serviceAt, webhookSecret: endpoint.secret };
  await running.start(places);
  const take = async (request: Request) =>
    await fetch(`http://127.0.0.1:${port}/shopify/webhooks`, { method: 'POST', headers: request.headers, body: await request.text() });
  return {
    shop,
    client,
    operator: createOperatorClient({ apiKey: service.operatorKey, baseUrl: service.url }),
    killAt: (request) => void waiting.push(request),
    killedAt,
    adapterText: running.text,
    async whileDelivering(work) {
      let isOver = false;
      const result = work.finally(() => {
        isOver = true;
      });
      result.catch(() => undefined);
      while (!isOver) {
        shop.settle();
        await shop.webhooks.deliver(take);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return await result;
    },
    async revive() {
      if (!running.isAlive()) await running.start(places);
    },
    async close() {
      await running.kill();
      await Promise.all([shopify.close(), gate.close()]);
      await service.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
