import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOf, holdsOn, hourMs, registered } from '../support/end-of.ts';
import { openService, openStage } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

describe('a service in trouble', () => {
  const post = (request: Request, path: RegExp) => request.method === 'POST' && path.test(new URL(request.url).pathname);

  it('may lose its answer to a registration: the repeat is the same one', async () => {
    let losses = 0;
    const stage = await openStage(service, {
      serviceThrough: (fetch) => async (request) => {
        const response = await fetch(request);
        if (post(request, /\/v1\/orders$/) && losses++ < 1) throw new TypeError('the connection broke');
        return response;
      },
    });
    const gid = stage.order();
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect(await endOf(stage, gid)).toMatchObject({ state: 'approved', holds: [[]] });
    expect(await registered(stage)).toHaveLength(1);
  });

  it('may lose its answer while the order is edited: what was registered is taken over and corrected', async () => {
    let losses = 0;
    const stage = await openStage(service, {
      serviceThrough: (fetch) => async (request) => {
        const response = await fetch(request);
        if (post(request, /\/v1\/orders$/) && losses++ < 1) throw new TypeError('the connection broke');
        return response;
      },
    });
    const gid = stage.order();
    await stage.shop.webhooks.deliver((request) => stage.adapter.fetch(request));
    await stage.clock.advance(2_000);
    await stage.adapter.work();
    stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect(await endOf(stage, gid)).toMatchObject({ state: 'approved', billedAmount: 4_800 });
    expect(await registered(stage)).toHaveLength(1);
  });

  it('that is away for a while leaves the goods held, and the order goes on when it is back', async () => {
    let isAway = true;
    const stage = await openStage(service, {
      serviceThrough: (fetch) => (request) => (isAway ? Promise.reject(new TypeError('no route to host')) : fetch(request)),
    });
    const gid = stage.order();
    await stage.settle();
    await stage.pass({ ms: 30 * 60_000 });
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening']]);
    isAway = false;
    await stage.pass({ ms: 10 * 60_000 });
    expect(await endOf(stage, gid)).toMatchObject({ state: 'approved', holds: [[]] });
  });
});

describe('this side in trouble', () => {
  it('answers 500 while the database is away, so that Shopify sends again, and nothing is lost', async () => {
    let isAway = true;
    const away = () => Promise.reject(new Error('connect ECONNREFUSED'));
    const stage = await openStage(service, {
      storeThrough: (store) => ({
        ...store,
        inbox: { ...store.inbox, accept: (...given) => (isAway ? away() : store.inbox.accept(...given)) },
      }),
    });
    const gid = stage.order();
    const statuses: number[] = [];
    await stage.shop.webhooks.deliver(async (request) => {
      const response = await stage.adapter.fetch(request);
      statuses.push(response.status);
      return response;
    });
    expect(new Set(statuses)).toEqual(new Set([500]));
    isAway = false;
    await stage.pass({ ms: 10_000 });
    expect(await stage.record(gid)).toMatchObject({ state: 'approved' });
  });

  it('takes deliveries signed by the old and the new secret during a rotation, and none by another', async () => {
    const app = { clientId: 'client-id', clientSecrets: ['the-new-secret', 'client-secret'], origin: 'https://adapter.example.jp' };
    const stage = await openStage(service, { adapter: { app, auth: { kind: 'static', token: 'shpat_x' } } });
    const statusOf = async () => {
      stage.order({ late: true });
      const [delivery] = stage.shop.webhooks.pending();
      if (delivery === undefined) throw new Error('nothing was sent');
      const { status } = await stage.adapter.fetch(stage.shop.webhooks.requestOf(delivery));
      stage.shop.webhooks.lose();
      return status;
    };
    expect(await statusOf()).toBe(200);
    stage.shop.rotateSecret('the-new-secret');
    expect(await statusOf()).toBe(200);
    stage.shop.rotateSecret('a-forgers-secret');
    expect(await statusOf()).toBe(401);
  });

  it('stops where the app is uninstalled, and goes on from there when it is installed again', async () => {
    const stage = await openStage(service);
    stage.shop.uninstall();
    await stage.settle();
    expect(await stage.store.shops.find(stage.shop.domain)).toMatchObject({ state: 'uninstalled' });
    expect(await stage.store.sessions.load(stage.shop.domain)).toBeNull();
    await stage.clock.advance(48 * hourMs);
    await service.clock.advance({ days: 2 });
    const gid = stage.order();
    stage.shop.webhooks.lose();
    await stage.adapter.install(stage.shop.domain);
    await stage.settle();
    await stage.pass({ ms: 60_000 });
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved' });
  });

  it('registers no order from before the app was installed, unless a backfill asks for it', async () => {
    const stage = await openStage(service);
    const { shop, adapter, clock, store } = stage;
    await store.privacy.forgetShop(shop.domain);
    const gid = stage.order();
    await clock.advance(hourMs);
    await adapter.install(shop.domain);
    await stage.settle();
    expect(await store.orders.load(shop.domain, gid)).toBeNull();
    expect(await adapter.backfill(shop.domain, { since: clock.now() - 24 * hourMs })).toBe(1);
    await stage.settle();
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved' });
  });

  it('releases the goods of a rejected order that the buyer has paid in another way, and cancels nothing', async () => {
    const stage = await openStage(service, { policy: { onRejected: 'cancel', cancelAfterHours: 24 } });
    const gid = stage.order({ email: 'reject@example.jp' });
    await stage.settle();
    expect(holdsOn(stage, gid)).toEqual([['atobarai-screening']]);
    stage.shop.staff.markPaid(gid);
    await stage.settle();
    await stage.pass({ ms: 30 * hourMs });
    expect(holdsOn(stage, gid)).toEqual([[]]);
    expect(await stage.flags(gid)).toEqual([]);
    expect(stage.inShopify(gid).cancelledAt).toBeNull();
  });
});
