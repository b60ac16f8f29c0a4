import { createHmac } from 'node:crypto';
import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { createWebhookSecret, signWebhook } from '@atobarai/sdk/webhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopifyJson, signedWebhook } from '../../src/testing/index.ts';
import { wallClock } from '../../src/wall-clock.ts';
import { beginning, openService, openStage, type Stage } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

const origin = 'https://adapter.example.jp';

describe('events of the service', () => {
  const secret = createWebhookSecret();

  it('by its signed webhook make the adapter look at the order; forged ones do not', async () => {
    const stage = await openStage(service, { adapter: { atobaraiWebhookSecrets: [secret] } });
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    const { id } = await stage.atService(gid);
    await stage.operator.decideReview(id, { result: 'approved', reason: 'The buyer answered the phone.' });
    const { data } = await stage.client.events.list({ type: 'order.approved' }).page();
    const [event] = data;
    if (event === undefined) throw new Error('the service told nothing');
    const post = async (signedBy: string) => {
      const { body, headers } = await signWebhook(event, signedBy, { now: stage.clock.now });
      return (await stage.adapter.fetch(new Request(`${origin}/atobarai/webhooks`, { method: 'POST', body, headers }))).status;
    };
    expect(await post(createWebhookSecret())).toBe(400);
    expect(await stage.adapter.work()).toBe(0);
    expect(await post(secret)).toBe(200);
    await stage.adapter.work();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved' });
  });

  it('are caught up with by polling, from where it stopped', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'review@example.jp' });
    await stage.settle();
    await stage.operator.decideReview((await stage.atService(gid)).id, { result: 'rejected', reason: 'The phone was not answered.' });
    await stage.adapter.chores();
    expect(await stage.adapter.work()).toBe(1);
    expect(await stage.record(gid)).toMatchObject({ state: 'rejected' });
    await stage.adapter.chores();
    expect(await stage.adapter.work()).toBe(0);
  });

  it('reach the adapter by hand, too', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    const { id } = await stage.atService(gid);
    expect(await stage.adapter.onAtobaraiEvent({ resource: { type: 'order', id } })).toBe(true);
    expect(await stage.adapter.onAtobaraiEvent({ resource: { type: 'order', id: 'ord_0000' } })).toBe(false);
    expect(await stage.adapter.onAtobaraiEvent({ resource: { type: 'payout', id: 'po_0000' } })).toBe(false);
  });
});

describe('the status of an order for the page that thanks the buyer', () => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = ({ shop, clock }: Stage) => {
    const signed = `${part({ alg: 'HS256' })}.${part({ dest: `https://${shop.domain}`, aud: shop.app.clientId, exp: clock.now() / 1_000 + 60 })}`;
    return `${signed}.${createHmac('sha256', shop.app.clientSecret).update(signed).digest('base64url')}`;
  };
  const ask = async (stage: Stage, order: string, token = tokenOf(stage)) => {
    const url = `${origin}/shopify/ext/status?order=${encodeURIComponent(order)}`;
    const response = await stage.adapter.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    return [response.status, (await response.json()) as { state?: string; message?: { ja: string } }] as const;
  };

  it('tells where it stands, in words that name no reason, and 202 before it is known', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'reject@example.jp' });
    expect(await ask(stage, gid)).toMatchObject([202, { state: 'unknown' }]);
    await stage.settle();
    const [status, body] = await ask(stage, gid);
    expect([status, body.state]).toEqual([200, 'rejected']);
    expect(body.message?.ja).toBe('今回は後払いをご利用いただけません。お支払方法についてショップからご連絡します。');
    expect(JSON.stringify(body)).not.toMatch(/score|limit|reason|amount/);
  });

  it('tells nothing to a page without a valid token, or about nothing', async () => {
    const stage = await openStage(service);
    expect((await ask(stage, 'gid://shopify/Order/1', 'forged'))[0]).toBe(401);
    expect((await ask(stage, 'what?'))[0]).toBe(400);
    expect((await stage.adapter.fetch(new Request(`${origin}/shopify/ext/status`, { method: 'OPTIONS' }))).status).toBe(204);
  });
});

describe('privacy requests', () => {
  const request = ({ shop, clock }: Stage, topic: string) => {
    const body = shopifyJson({ shop_domain: shop.domain, customer: { id: 1, email: 'taro@example.test' } });
    return signedWebhook({
      shop: shop.domain,
      topic,
      webhookId: topic,
      body,
      secret: shop.app.clientSecret,
      triggeredAt: new Date(clock.now()).toISOString(),
    });
  };

  it('are kept, handed to the shop’s own hook until it has answered, and then forgotten', async () => {
    const asked: string[] = [];
    let isBroken = true;
    const onPrivacyRequest = async ({ topic, body }: { readonly topic: string; readonly body: string }) => {
      if (isBroken) throw new Error('the mail server is away');
      asked.push(`${topic} ${(JSON.parse(body) as { customer: { email: string } }).customer.email}`);
    };
    const stage = await openStage(service, { adapter: { onPrivacyRequest } });
    for (const topic of ['customers/data_request', 'customers/redact'])
      expect((await stage.adapter.fetch(request(stage, topic))).status).toBe(200);
    await stage.adapter.chores();
    expect((await stage.adapter.doctor(stage.shop.domain)).notices.map(({ code }) => code)).toEqual(['privacy_hook_failed']);
    isBroken = false;
    await stage.adapter.chores();
    expect(asked).toEqual(['customers/data_request taro@example.test', 'customers/redact taro@example.test']);
    expect(await stage.store.privacy.open()).toEqual([]);
  });

  it('without a hook leave a request for data open to be seen, and answer an erasure: nothing is kept about buyers', async () => {
    const stage = await openStage(service);
    for (const topic of ['customers/data_request', 'customers/redact']) await stage.adapter.fetch(request(stage, topic));
    await stage.adapter.chores();
    expect((await stage.store.privacy.open()).map(({ topic }) => topic)).toEqual(['customers/data_request']);
  });

  it('forget a shop whole, 48 hours after it took the app away', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    await stage.settle();
    await stage.adapter.fetch(request(stage, 'shop/redact'));
    await stage.adapter.chores();
    expect(await stage.store.orders.load(stage.shop.domain, gid)).toBeNull();
    expect(await stage.store.shops.find(stage.shop.domain)).toBeNull();
  });

  it('find no personal data in anything that is kept about orders', async () => {
    const stage = await openStage(service);
    stage.order();
    stage.order({ address: { phone: null } });
    await stage.settle();
    const kept = JSON.stringify([await stage.adapter.orders(), await stage.store.notices.list(), stage.log]);
    expect(kept).not.toMatch(/髙﨑|太郎|神宮前|9012345678|approve@/);
  });
});

describe('working by itself', () => {
  it('start() makes the shops known, works off what comes in and ends in order', async () => {
    const startedAt = Date.now();
    const clock = { ...wallClock, now: () => Date.parse(beginning) + Date.now() - startedAt };
    const stage = await openStage(service, { adapter: { limits: { debounceMs: 0, pollMs: 5 }, clock } });
    await stage.adapter.start();
    await stage.adapter.start();
    // The adapter's clock runs here and the shop's does not: an order from before the adapter came would be left alone.
    await stage.clock.advance(600_000);
    const gid = stage.order();
    const stateOf = async () => (await stage.store.orders.load(stage.shop.domain, gid))?.state;
    await stage.shop.webhooks.deliver((request) => stage.adapter.fetch(request));
    for (const deadline = Date.now() + 30_000; (await stateOf()) !== 'approved' && Date.now() < deadline;) await wallClock.sleep(20);
    await stage.adapter.stop();
    await stage.adapter.stop();
    expect(await stateOf()).toBe('approved');
    expect(stage.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('says at /healthz whether the database answers and the work keeps up', async () => {
    let isAway = false;
    const stage = await openStage(service, {
      storeThrough: (store) => ({
        ...store,
        due: { ...store.due, backlog: (now) => (isAway ? Promise.reject(new Error('away')) : store.due.backlog(now)) },
      }),
    });
    const health = async () => {
      const response = await stage.adapter.fetch(new Request(`${origin}/healthz`));
      return [response.status, await response.json()];
    };
    expect(await health()).toEqual([200, { ok: true, waiting: 0, behindMs: 0 }]);
    isAway = true;
    expect(await health()).toEqual([503, { ok: false }]);
  });
});
