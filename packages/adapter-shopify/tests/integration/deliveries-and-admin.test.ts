import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/testing/index.ts';
import { endOf, hourMs, registered } from '../support/end-of.ts';
import { openService, openStage, slipNo } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

describe('deliveries that come twice, late, in another order or not at all (G16, G17)', () => {
  const threefold = (due: readonly Delivery[]) => [...due].reverse().flatMap((delivery) => [delivery, delivery, delivery]);

  it('end as those that come once and in order', async () => {
    const stage = await openStage(service);
    const story = async (order?: (due: readonly Delivery[]) => readonly Delivery[]) => {
      const gid = stage.order();
      stage.shop.staff.editQuantity(gid, { line: 0, quantity: 1 });
      await stage.settle(order);
      stage.shop.staff.fulfil(gid, { numbers: [slipNo(1)] });
      await stage.settle(order);
      return endOf(stage, gid);
    };
    const usual = await story();
    expect(usual).toMatchObject({ state: 'approved', flags: [], billedAmount: 4_800, slips: [slipNo(1)] });
    await service.reset();
    expect(await story(threefold)).toEqual(usual);
    expect(await registered(stage)).toHaveLength(1);
  });

  it('are made up for within a quarter of an hour: the sweep finds what changed', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    stage.shop.webhooks.lose();
    await stage.pass({ ms: 16 * 60_000 });
    expect(await stage.atService(gid)).toMatchObject({ status: 'approved' });
    stage.shop.staff.fulfil(gid, { numbers: [slipNo(2)] });
    stage.shop.webhooks.lose();
    await stage.pass({ ms: 16 * 60_000 });
    expect((await stage.atService(gid)).shipments).toMatchObject([{ slipNo: slipNo(2) }]);
  });

  it('leave no order out where every fifth is lost (G17)', async () => {
    const stage = await openStage(service);
    const someOf = (due: readonly Delivery[]) => due.filter((_, index) => index % 5 !== 0);
    const gids = Array.from({ length: 10 }, (_, index) =>
      stage.order({
        lines: [{ unitPrice: 1_000 + index }],
        shippingPrice: 0,
        address: { lastName: `見本${'一二三四五六七八九十'[index]}` },
      }),
    );
    await stage.settle(someOf);
    for (const [index, gid] of gids.entries()) stage.shop.staff.fulfil(gid, { numbers: [slipNo(100 + index)] });
    await stage.settle(someOf);
    await stage.pass({ ms: 16 * 60_000 });
    for (const gid of gids) expect(await endOf(stage, gid)).toMatchObject({ state: 'approved', flags: [], slips: [expect.any(String)] });
  });

  it('come again after the subscription was deleted: the daily sweep subscribes anew', async () => {
    const stage = await openStage(service);
    const subscribed = stage.shop.subscriptions.map(({ topic }) => topic).sort();
    expect(subscribed).toContain('ORDERS_CREATE');
    stage.shop.subscriptions.length = 0;
    await stage.pass({ ms: 25 * hourMs });
    expect(stage.shop.subscriptions.map(({ topic }) => topic).sort()).toEqual(subscribed);
  });

  it('count once for an event that two subscriptions tell', async () => {
    const stage = await openStage(service);
    const gid = stage.order();
    const [first] = stage.shop.webhooks.pending();
    expect(stage.shop.webhooks.pending().filter(({ eventId }) => eventId === first?.eventId).length).toBeGreaterThan(1);
    const answers: string[] = [];
    for (const delivery of stage.shop.webhooks.pending().filter(({ eventId }) => eventId === first?.eventId)) {
      const response = await stage.adapter.fetch(stage.shop.webhooks.requestOf(delivery));
      answers.push(((await response.json()) as { outcome: string }).outcome);
    }
    expect(answers[0]).toBe('accepted');
    expect(new Set(answers.slice(1))).toEqual(new Set(['seen_before']));
    expect(gid).toMatch(/Order/);
  });
});

describe('an Admin API in trouble', () => {
  it.each(['throttled', 'too_many_requests', 'server_error', 'no_connection'] as const)(
    'is asked again after %s, and the order ends as ever',
    async (kind) => {
      const stage = await openStage(service);
      stage.shop.faults.add({ kind, times: 4 });
      const gid = stage.order();
      await stage.settle();
      await stage.pass({ ms: 120_000 });
      expect(await endOf(stage, gid)).toMatchObject({ state: 'approved', flags: [], holds: [[]] });
    },
  );

  it.each(['AtobaraiHold', 'AtobaraiRelease', 'AtobaraiTagsReplace', 'AtobaraiTagsAdd', 'AtobaraiSetState', 'AtobaraiMarkPaid'])(
    'may lose the answer to %s: what was done is seen by looking, and not done twice',
    async (operation) => {
      const stage = await openStage(service, { policy: { markPaidOn: 'approved' } });
      stage.shop.faults.add({ kind: 'lost_response', operation });
      const gid = stage.order();
      await stage.settle();
      await stage.pass({ ms: 60_000 });
      expect(await endOf(stage, gid)).toMatchObject({
        state: 'approved',
        flags: [],
        holds: [[]],
        paid: ['SUCCESS'],
        tags: ['atobarai:ok'],
      });
    },
  );

  it('that takes the token back gets another one by the client credentials', async () => {
    const stage = await openStage(service);
    stage.shop.tokens.revokeAll();
    const gid = stage.order();
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved' });
  });

  it('that refuses the one token there is, is left in peace until a person gives another: doctor says so', async () => {
    const stage = await openStage(service, { adapter: { auth: { kind: 'static', token: 'shpat_refused' } } });
    const gid = stage.order();
    await stage.settle();
    const { shop, notices } = await stage.adapter.doctor(stage.shop.domain);
    expect(shop).toMatchObject({ state: 'needs_reauth' });
    expect(notices.map(({ code }) => code)).toContain('needs_reauth');
    expect(await stage.store.orders.load(stage.shop.domain, gid)).toBeNull();
  });
});
