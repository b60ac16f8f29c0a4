import { once } from 'node:events';
import { Agent, createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../../../server/src/platform/http-server.ts';
import { approvedEvent, otherSecret, secret } from '../delivery.fixture.ts';
import {
  createWebhookHandler,
  fastifyWebhook,
  honoWebhook,
  inMemorySeen,
  nodeWebhook,
  signWebhook,
  type WebhookHandler,
} from '../index.ts';

let handled: string[];
let handler: WebhookHandler;
let closing: (() => Promise<unknown>)[];
beforeEach(() => {
  handled = [];
  closing = [];
  handler = createWebhookHandler({
    secrets: secret,
    seen: inMemorySeen(),
    maxBodyBytes: 1_000,
    on: { 'order.approved': async ({ data }) => void handled.push(data.shopOrderId) },
  });
});
afterEach(async () => {
  for (const close of closing) await close();
});

async function addressOf(server: Server): Promise<string> {
  if (!server.listening) await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fetched(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const listening = await listen({ fetch: async (request) => fetch(request), host: '127.0.0.1', port: 0 });
  closing.push(() => listening.close());
  return `http://127.0.0.1:${listening.port}`;
}

const expressApp = (prepare: (app: express.Express) => void = () => {}) => {
  const app = express();
  prepare(app);
  app.post('/webhooks', nodeWebhook(handler));
  app.use(express.json());
  app.post('/echo', (request, response) => void response.json(request.body));
  return addressOf(app.listen(0, '127.0.0.1'));
};

const fastifyApp = async () => {
  const app = fastify();
  await app.register(fastifyWebhook('/webhooks', handler));
  app.post('/echo', async (request) => request.body);
  closing.push(() => app.close());
  return app.listen({ port: 0, host: '127.0.0.1' });
};

const honoApp = () => {
  const app = new Hono();
  app.post('/webhooks', honoWebhook(handler));
  return fetched(app.fetch);
};

const json = { 'content-type': 'application/json' };

async function deliver(url: string, secrets = secret, text = JSON.stringify(approvedEvent())): Promise<unknown[]> {
  const { body, headers } = await signWebhook(text, secrets);
  const answer = await fetch(`${url}/webhooks`, { method: 'POST', body, headers });
  const { outcome, code } = (await answer.json()) as Record<string, unknown>;
  return [answer.status, outcome ?? code, answer.headers.get('content-type')?.split(';')[0]];
}

describe.each([
  ['Express', () => expressApp()],
  ['Fastify', fastifyApp],
  ['Hono', honoApp],
  ['node:http', () => addressOf(createServer(nodeWebhook(handler)).listen(0, '127.0.0.1'))],
  ['a Next route, a Worker', () => fetched((request) => handler(request))],
] as const)('deliveries through %s', (_, start) => {
  it('are verified on the bytes that came, with their own spacing and Japanese text, and handled once', async () => {
    const url = await start();
    const spaced = JSON.stringify({ ...approvedEvent(), data: { ...approvedEvent().data, shopOrderId: '注文1' } }, null, 3);
    expect(await deliver(url, secret, spaced)).toEqual([200, 'handled', 'application/json']);
    expect(await deliver(url, secret, spaced)).toEqual([200, 'duplicate', 'application/json']);
    expect(handled).toEqual(['注文1']);
  });

  it('are refused with 400 when the signature is not by your secret', async () => {
    expect(await deliver(await start(), otherSecret)).toEqual([400, 'no_matching_signature', 'application/problem+json']);
    expect(handled).toEqual([]);
  });

  it('are refused with 413 when they are too large, and the answer arrives', async () => {
    const url = await start();
    expect((await deliver(url, secret, JSON.stringify({ ...approvedEvent(), more: 'x'.repeat(1_000) }))).slice(0, 2)).toEqual([
      413,
      'body_too_large',
    ]);
    expect((await deliver(url))[1]).toBe('handled');
  });

  it('that break off hurt nobody: the next one is taken', async () => {
    const url = await start();
    const half = httpRequest(`${url}/webhooks`, { method: 'POST', headers: { ...json, 'content-length': '500' } });
    half.on('error', () => {});
    half.write('{"id":');
    await once(half, 'socket').then(([socket]) => socket.connecting && once(socket, 'connect'));
    half.destroy();
    expect((await deliver(url))[1]).toBe('handled');
  });
});

it.each([
  ['Express', () => expressApp()],
  ['Fastify', fastifyApp],
  ['node:http', () => addressOf(createServer(nodeWebhook(handler)).listen(0, '127.0.0.1'))],
] as const)('what %s left unread of a body too large does not stand in the way of the next request', async (_, start) => {
  expect(await overOneConnection(`${await start()}/webhooks`)).toEqual([413, 413, 400]);
});

it.each([
  ['Express', () => expressApp()],
  ['Fastify', fastifyApp],
] as const)('the other routes of %s have their bodies parsed as before', async (_, start) => {
  const answer = await fetch(`${await start()}/echo`, { method: 'POST', body: '{"price": 5500}', headers: json });
  expect(await answer.json()).toEqual({ price: 5_500 });
});

/** Two bodies too large, one whose length is told and one sent in parts, both ending after the answer, and then a third request. */
async function overOneConnection(url: string): Promise<(number | undefined)[]> {
  const part = 'x'.repeat(200_000);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (headers: Record<string, string>, parts: number) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sending = httpRequest(url, { method: 'POST', headers: { ...json, ...headers }, agent }, (answer) => {
        if (!sending.writableEnded) sending.end(part);
        answer.on('end', () => resolve(answer.statusCode));
        answer.resume();
      });
      sending.on('error', reject);
      for (let sent = 0; sent < parts; sent += 1) sending.write(part);
      if (parts === 0) sending.end('{}');
    });
  const statuses = [await ask({ 'content-length': String(part.length * 5) }, 4), await ask({}, 4), await ask({}, 0)];
  agent.destroy();
  return statuses;
}

describe('a body parser in front of the handler', () => {
  it('in Express is noticed: 500 and what to do, so that the event is sent again when it is mended', async () => {
    const url = await expressApp((app) => app.use(express.json()));
    expect(await deliver(url)).toEqual([500, 'body_already_parsed', 'application/problem+json']);
  });

  it.each([
    ['express.raw()', express.raw({ type: 'application/json' })],
    ['express.text()', express.text({ type: 'application/json' })],
    [
      'a parser that keeps the raw body',
      express.json({ verify: (request, _response, body) => void Object.assign(request, { rawBody: body }) }),
    ],
  ])('does no harm when it leaves the bytes: %s', async (_, parser) => {
    expect((await deliver(await expressApp((app) => app.use(parser))))[1]).toBe('handled');
  });

  it('in Hono is noticed', async () => {
    const app = new Hono();
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
    app.post('/webhooks', honoWebhook(handler));
    expect((await deliver(await fetched(app.fetch)))[1]).toBe('body_already_parsed');
  });
});

it('what is no POST is answered 405 through node:http', async () => {
  const url = await addressOf(createServer(nodeWebhook(handler)).listen(0, '127.0.0.1'));
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});
