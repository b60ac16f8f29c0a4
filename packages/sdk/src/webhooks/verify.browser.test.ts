import { expect, it } from 'vitest';
import { approvedEvent, otherSecret, requestWith, secret } from './delivery.fixture.ts';
import { createWebhookHandler, inMemorySeen, signWebhook, verifyWebhook } from './index.ts';

it('signs and verifies in a page, whose service worker may take deliveries', async () => {
  const { body, headers } = await signWebhook(approvedEvent(), secret);
  expect(await verifyWebhook(new TextEncoder().encode(body), new Headers(headers), [otherSecret, secret])).toEqual(approvedEvent());
  await expect(verifyWebhook(body, headers, otherSecret)).rejects.toMatchObject({ code: 'no_matching_signature' });
  const handle = createWebhookHandler({ secrets: secret, seen: inMemorySeen(), on: { 'order.approved': () => {} } });
  expect(await (await handle(await requestWith())).json()).toEqual({ outcome: 'handled' });
});
