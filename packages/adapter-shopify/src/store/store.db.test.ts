import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPostgresDatabase } from '../../../server/tests/support/databases.ts';
import { type Database, newRecord, openPglite, openPostgres, openStore, type ShopifyStore } from './index.ts';

const shop = 'teien.myshopify.com';
const keys = [Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(32, 2).toString('base64')];
const start = Date.parse('2026-11-20T01:00:00.123Z');

type Opened = { readonly database: Database; readonly close: () => Promise<void> };

async function postgres(): Promise<Opened> {
  const { connectionString, drop } = await createPostgresDatabase({ migrated: false });
  const database = await openPostgres({ connectionString });
  return { database, close: () => database.close().then(drop) };
}

async function pglite(): Promise<Opened> {
  const database = await openPglite();
  return { database, close: () => database.close() };
}

describe.each([
  { engine: 'PGlite', open: pglite },
  { engine: 'PostgreSQL', open: postgres },
])('the store on $engine', ({ open }) => {
  let opened: Opened;
  let store: ShopifyStore;
  beforeAll(async () => {
    opened = await open();
    store = await openStore({ database: opened.database, sealingKeys: keys });
  });
  afterEach(async () => {
    for (const known of await store.shops.all()) await store.privacy.forgetShop(known.shop);
  });
  afterAll(() => opened.close());

  const install = (name = shop) => store.shops.install(name, { now: start, backMs: 86_400_000 });
  const claim = (now: number, most = 10) => store.due.claim({ now, leaseMs: 60_000, most });
  const arrive = (deliveryId: string, gid: string, more: { readonly eventId?: string; readonly at?: number } = {}) =>
    store.inbox.accept(
      { shop, deliveryId, topic: 'orders/create', eventId: more.eventId ?? null, resource: gid, receivedAt: more.at ?? start },
      (more.at ?? start) + 2_000,
    );

  it('makes its tables once, also when several processes start at the same time', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ database: opened.database, sealingKeys: keys })));
    expect(stores).toHaveLength(3);
  });

  it('takes a delivery once: by its own id, and by its event where two subscriptions tell it', async () => {
    await install();
    expect(await arrive('a', 'order-1', { eventId: 'event-1' })).toBe(true);
    expect(await arrive('a', 'order-1', { eventId: 'event-1' })).toBe(false);
    expect(await arrive('b', 'order-1', { eventId: 'event-1' })).toBe(false);
    expect(await arrive('c', 'order-1', { eventId: 'event-2' })).toBe(true);
  });

  it('makes one look of many deliveries, no sooner than asked and no later than the first asked', async () => {
    await install();
    for (const [index, id] of ['a', 'b', 'c'].entries()) await arrive(id, 'order-1', { at: start + index * 1_000 });
    expect(await claim(start + 1_999)).toEqual([]);
    expect(await claim(start + 2_000)).toMatchObject([{ shop, gid: 'order-1', attempts: 0 }]);
    expect(await store.due.nextAt()).toBe(start + 62_000);
  });

  it('gives an order to one worker alone, and to another when the first has died', async () => {
    await install();
    await store.due.mark(shop, ['order-1'], start);
    expect(await claim(start)).toHaveLength(1);
    // Asked for meanwhile: still one worker at a time.
    await store.due.mark(shop, ['order-1'], start + 10);
    expect(await claim(start + 59_999)).toEqual([]);
    expect(await claim(start + 60_000)).toHaveLength(1);
  });

  it('shares the due orders out: no two claims at once get the same', async () => {
    await install();
    const gids = Array.from({ length: 40 }, (_, index) => `order-${index}`);
    await store.due.mark(shop, gids, start);
    const claimed = (await Promise.all([1, 2, 3, 4].map(() => claim(start, 10)))).flat().map(({ gid }) => gid);
    expect(claimed.toSorted()).toEqual(gids.toSorted());
  });

  it('forgets an order that was looked at, unless it was asked for meanwhile or is to be looked at again', async () => {
    await install();
    await store.due.mark(shop, ['once', 'asked', 'later'], start);
    const tasks = new Map((await claim(start)).map((task) => [task.gid, task]));
    await store.due.mark(shop, ['asked'], start + 500);
    for (const [gid, task] of tasks)
      await store.due.finish(task, { now: start + 100, lookAgainAt: gid === 'later' ? start + 9_000 : null });
    expect((await claim(start + 500)).map(({ gid }) => gid)).toEqual(['asked']);
    expect((await claim(start + 9_000)).map(({ gid }) => gid)).toEqual(['later']);
  });

  it('tries again after a failure, counts the failures, and leaves what is parked until it is asked for', async () => {
    await install();
    await store.due.mark(shop, ['order-1'], start);
    const [first] = await claim(start);
    if (first === undefined) throw new Error('nothing is due');
    await store.due.retry(first, { at: start + 5_000, problem: 'away' });
    expect(await claim(start + 4_999)).toEqual([]);
    const [second] = await claim(start + 5_000);
    expect(second).toMatchObject({ attempts: 1 });
    await store.due.park(first, { now: start + 6_000, problem: 'a bug' });
    expect(await claim(start + 999_999)).toEqual([]);
    expect(await store.due.parked(shop)).toEqual([{ shop, gid: 'order-1', problem: 'a bug', parkedAt: start + 6_000 }]);
    await store.due.mark(shop, ['order-1'], start + 7_000);
    expect(await claim(start + 7_000)).toMatchObject([{ attempts: 0 }]);
  });

  it('leaves the orders of a shop alone that is gone or refuses the token', async () => {
    await install();
    await store.due.mark(shop, ['order-1'], start);
    await store.shops.setState(shop, 'needs_reauth');
    expect(await claim(start)).toEqual([]);
    expect(await store.due.nextAt()).toBeNull();
    await install();
    expect(await claim(start)).toHaveLength(1);
  });

  it('goes on after a new installation from where the app was removed, but not further back than it may look', async () => {
    expect(await install()).toBe('new');
    await store.shops.sweptTo(shop, start + 5_000);
    await store.shops.uninstall(shop, start + 9_000);
    const soon = { now: start + 50_000, backMs: 86_400_000 };
    expect(await store.shops.install(shop, soon)).toBe('uninstalled');
    expect(await store.shops.find(shop)).toMatchObject({
      state: 'active',
      sweptTo: start + 5_000,
      takeFrom: start,
      installedAt: start + 50_000,
    });
    await store.shops.uninstall(shop, start + 60_000);
    const late = start + 100 * 86_400_000;
    await store.shops.install(shop, { now: late, backMs: 86_400_000 });
    expect(await store.shops.find(shop)).toMatchObject({ sweptTo: late - 86_400_000 });
  });

  it('lets one process run a sweep, and again when its time has come or it is asked for', async () => {
    await install();
    const times = { now: start, before: start - 900_000 };
    const claims = await Promise.all([1, 2, 3].map(() => store.shops.claimSweep(shop, 'updated', times)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.shops.claimSweep(shop, 'updated', { now: start + 900_000, before: start })).toBe(true);
    await store.shops.sweepAgain(shop, 'updated');
    expect(await store.shops.claimSweep(shop, 'updated', times)).toBe(true);
  });

  const session = {
    shop,
    accessToken: 'shpat_secret',
    scopes: ['write_orders'],
    expiresAt: start,
    refreshToken: 'shprt_secret',
    refreshExpiresAt: null,
  };

  it('keeps tokens sealed: no copy of the database shows them', async () => {
    await store.sessions.save(session, start);
    expect(await store.sessions.load(shop)).toEqual(session);
    const rows = await opened.database.query('select * from atobarai_shopify.sessions');
    expect(JSON.stringify(rows)).not.toMatch(/shpat_secret|shprt_secret|write_orders/);
  });

  it('opens after a rotation what the old key sealed, and says what to do when it is not given any more', async () => {
    const old = await openStore({ database: opened.database, sealingKeys: keys.slice(1) });
    await old.sessions.save(session, start);
    expect(await store.sessions.load(shop)).toEqual(session);
    await store.sessions.save(session, start);
    await expect(old.sessions.load(shop)).rejects.toThrow('Add the old key after the new one');
  });

  it('lets one process refresh a token at a time, until it is done or has died', async () => {
    const refresh = (now: number) => store.sessions.claimRefresh(shop, { now, leaseMs: 10_000 });
    expect((await Promise.all([refresh(start), refresh(start), refresh(start)])).filter(Boolean)).toHaveLength(1);
    expect(await refresh(start + 9_999)).toBe(false);
    expect(await refresh(start + 10_000)).toBe(true);
    await store.sessions.save(session, start);
    expect(await refresh(start + 10_001)).toBe(true);
  });

  it('finds orders by their transaction, lists those a person must look at, and those that are not over', async () => {
    const record = newRecord(shop, 'order-1');
    await store.orders.save({ ...record, atobaraiId: 'ord_1', state: 'approved' }, { settled: false, now: start });
    await store.orders.save(
      { ...record, gid: 'order-2', state: 'unregistered', flags: [{ code: 'phone_missing' }] },
      { settled: true, now: start + 1 },
    );
    expect(await store.orders.findByTransaction('ord_1')).toEqual({ shop, gid: 'order-1' });
    expect(await store.orders.openGids(shop)).toEqual(['order-1']);
    expect((await store.orders.list({ attention: true })).map((order) => order.record.gid)).toEqual(['order-2']);
    expect(await store.orders.list({ shop, state: 'approved' })).toMatchObject([{ settled: false, changedAt: start }]);
    expect(await store.orders.count(shop)).toEqual({ approved: 1, unregistered: 1 });
    await store.privacy.forgetShop(shop);
    expect(await store.orders.list({ shop })).toEqual([]);
  });

  it('keeps a privacy request sealed until it is answered, and forgets its body then', async () => {
    await install();
    const request = {
      shop,
      deliveryId: 'p-1',
      topic: 'customers/redact',
      body: '{"customer":{"email":"taro@example.test"}}',
      receivedAt: start,
    };
    expect(await store.privacy.keep(request)).toBe(true);
    expect(await store.privacy.keep(request)).toBe(false);
    expect(JSON.stringify(await opened.database.query('select * from atobarai_shopify.privacy_requests'))).not.toMatch(/taro/);
    expect(await store.privacy.open()).toEqual([request]);
    await store.privacy.answered(request, start + 1);
    expect(await store.privacy.open()).toEqual([]);
  });

  it('counts how often a notice was told, and forgets it when it is no longer so', async () => {
    await install();
    for (const at of [start, start + 5]) await store.notices.tell({ shop, code: 'scopes_missing', detail: 'write_orders' }, at);
    expect(await store.notices.list(shop)).toMatchObject([{ code: 'scopes_missing', times: 2, firstAt: start, lastAt: start + 5 }]);
    await store.notices.clear(shop, 'scopes_missing');
    expect(await store.notices.list(shop)).toEqual([]);
  });

  it('forgets deliveries after the days they may be kept', async () => {
    await install();
    await arrive('old', 'order-1');
    expect(await store.inbox.purge(start)).toBe(0);
    expect(await store.inbox.purge(start + 1)).toBe(1);
  });
});
