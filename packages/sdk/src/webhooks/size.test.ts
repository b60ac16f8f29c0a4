import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bundle } from '../../tests/support/bundle.ts';
import { approvedEvent, secret } from './delivery.fixture.ts';
import type * as webhooks from './index.ts';

const kilobytes = 1_000;

it('all of it is at most 4 KB, needs nothing of Node, and brings no schemas along', async () => {
  const { code, gzipBytes, files } = await bundle(`export * from './src/webhooks/index.ts';`);
  expect(gzipBytes).toBeLessThanOrEqual(4 * kilobytes);
  expect(code).toContain('no_matching_signature');
  expect(files.filter((file) => !file.startsWith('src/webhooks/') && file !== '<stdin>')).toEqual([]);
  for (const word of [/node:/, /\bprocess\b/, /\bBuffer\b/, /require\(/]) expect(code).not.toMatch(word);
});

it('whoever only verifies takes only that', async () => {
  const { code, gzipBytes } = await bundle(`export { verifyWebhook } from './src/webhooks/index.ts';`);
  expect(gzipBytes).toBeLessThanOrEqual(2 * kilobytes);
  expect(code).not.toContain('delivery_in_progress');
});

it('takes deliveries in a worker, with nothing but what the web has, and bytes that came from outside', async () => {
  const { code } = await bundle(`export * from './src/webhooks/index.ts';`, { format: 'iife' });
  const web = { atob, btoa, crypto, Headers, ReadableStream, Request, Response, TextDecoder, TextEncoder };
  const { createWebhookHandler, inMemorySeen, signWebhook, verifyWebhook } = runInContext(
    `${code}; bundled`,
    createContext(web),
  ) as typeof webhooks;
  const { body, headers } = await signWebhook(approvedEvent(), secret);
  const bytes = new TextEncoder().encode(body);
  for (const raw of [body, bytes, bytes.buffer]) expect((await verifyWebhook(raw, headers, secret)).id).toBe(approvedEvent().id);
  const handled: string[] = [];
  const handle = createWebhookHandler({
    secrets: secret,
    seen: inMemorySeen(),
    on: { 'order.approved': ({ data }) => void handled.push(data.shopOrderId) },
  });
  expect((await handle(new Request('https://worker.example/', { method: 'POST', body, headers }))).status).toBe(200);
  expect(handled).toEqual(['A-1001']);
});
