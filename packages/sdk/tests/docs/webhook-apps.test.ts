import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import type { FastifyInstance } from 'fastify';
import type { Hono } from 'hono';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { listen } from '../../../server/src/platform/http-server.ts';
import { createWebhookSecret, signWebhook, type WebhookEvent, type WebhookHandler } from '../../src/webhooks/index.ts';
import { codeBlocks, root, writeBlocks } from '../support/code-blocks.ts';

const folder = join(root, 'packages/sdk/.cache/webhook-apps');
const secret = createWebhookSecret();
const shown = (file: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ join(folder, 'packages+sdk+README.md', file)) as Promise<Record<string, unknown>>;

const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  await writeBlocks(folder, codeBlocks('packages/sdk/README.md'));
  vi.stubEnv('ATOBARAI_WEBHOOK_SECRET', secret);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function served(server: Server): Promise<string> {
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function fetched(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const listening = await listen({ fetch, host: '127.0.0.1', port: 0 });
  closing.push(() => listening.close());
  return `http://127.0.0.1:${listening.port}`;
}

const apps = {
  'express-app.ts': async () => served(createServer((await shown('express-app.ts'))['app'] as Express).listen(0, '127.0.0.1')),
  'fastify-app.ts': async () => {
    const app = (await shown('fastify-app.ts'))['app'] as FastifyInstance;
    closing.push(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  'hono-app.ts': async () => fetched(((await shown('hono-app.ts'))['app'] as Hono).fetch),
  'app/webhooks/route.ts': async () => fetched((await shown('app/webhooks/route.ts'))['POST'] as WebhookHandler),
};

it.each(Object.entries(apps))(
  '%s of the README takes a delivery over a real connection, once, and refuses a forged one',
  async (file, start) => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => {});
    const event: WebhookEvent = {
      id: `evt_${file.replaceAll(/\W/g, '')}`,
      type: 'order.approved',
      createdAt: '2026-11-20T10:00:00+09:00',
      mode: 'test',
      sequence: 1,
      resource: { type: 'order', id: 'ord_0000000000000000000001' },
      data: { shopOrderId: file, status: 'approved', billedAmount: 33_000, reasons: [] },
    };
    const url = `${await start()}/webhooks`;
    const send = async (by: string) => {
      const { body, headers } = await signWebhook(event, by);
      const answer = await fetch(url, { method: 'POST', body, headers });
      return [answer.status, await answer.json()];
    };
    expect(await send(secret)).toEqual([200, { outcome: 'handled' }]);
    expect(await send(secret)).toEqual([200, { outcome: 'duplicate' }]);
    expect(await send(createWebhookSecret())).toEqual([400, expect.objectContaining({ code: 'no_matching_signature' })]);
    expect(said.mock.calls).toEqual([[file]]);
    said.mockRestore();
  },
);

it('the test of the README is one that passes', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  await shown('webhook.test.ts');
  expect(said.mock.calls).toEqual([['A-1001'], [200]]);
  said.mockRestore();
});
