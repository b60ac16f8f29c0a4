import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { buyer, orderBody } from '../../../../tests/support/order.ts';
import { now, openShop, prepare, results, type Shop } from './batch.fixture.ts';

describeBothEngines('registering orders', (open) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop(open);
  });

  it('writes one order, one decision and one event for each, and reserves what the buyer now owes', async () => {
    await shop.registrar.registerAll('test', [await prepare(shop)]);
    const [row] = await adminRows<Record<string, unknown>>(
      shop.database,
      'select credit, status, held_net, sequence, decision is not null as decided from orders',
    );
    expect(row).toEqual({ credit: 'approved', status: 'approved', held_net: 10_000, sequence: 1, decided: true });
    expect(await adminRows(shop.database, 'select type, sequence from events')).toEqual([{ type: 'order.approved', sequence: 1 }]);
    expect(await adminRows(shop.database, 'select sum(open_net)::int as open from exposures')).toEqual([{ open: 10_000 }]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('keeps no name, address, phone or e-mail in the clear', async () => {
    const body = orderBody();
    await shop.registrar.registerAll('test', [await prepare(shop, body)]);
    const [dump] = await adminRows<{ text: string }>(
      shop.database,
      `select string_agg(o::text, '') || (select string_agg(e::text, '') from events e) as text from orders o`,
    );
    for (const secret of [body.buyer.name, '丸の内', '090-1234', '+8190', body.buyer.email ?? '']) expect(dump?.text).not.toContain(secret);
  });

  it('AM-13: within one batch each order of a person counts what the ones before it took', async () => {
    const batch = await Promise.all(
      [1, 2, 3, 4].map(() =>
        prepare(
          shop,
          orderBody({ buyer: buyer('7001'), billedAmount: 22_000, items: [{ name: '鍋', quantity: 1, unitPrice: 22_000, taxRate: 10 }] }),
        ),
      ),
    );
    const distinct = batch.map((order, index) => ({
      ...order,
      itemsHash: `${order.itemsHash}${index}`,
      placed: { ...order.placed, at: now },
    }));
    expect(results(await shop.registrar.registerAll('test', distinct))).toEqual(['approved', 'on_hold', 'rejected', 'rejected']);
    expect(await adminRows(shop.database, 'select max(open_net)::int as open from exposures')).toEqual([{ open: 40_000 }]);
  });

  it('one person is one exposure: a shared phone, then a shared address, and the two that were apart become one', async () => {
    const someone = buyer('7101');
    const moved = { ...someone, address: { ...someone.address, line1: '霞が関9-9' } };
    const stranger = { ...moved, phone: '09099990000' };
    const items = [{ name: '鍋', quantity: 1, unitPrice: 27_500, taxRate: 10 }];
    const of = (who: typeof someone) => prepare(shop, orderBody({ buyer: who, billedAmount: 27_500, items }));
    // Home address with the old phone; then another address with another phone: two persons so far.
    const first = await of(someone);
    const second = await of({ ...stranger, address: { ...stranger.address, line1: '大手町1-1' }, phone: '08011112222' });
    expect(results(await shop.registrar.registerAll('test', [first, second]))).toEqual(['approved', 'approved']);
    // The old phone at the other's address: it was one person all along, who now owes 50,000.
    const bridge = await prepare(
      shop,
      orderBody({
        buyer: { ...someone, address: { ...someone.address, line1: '大手町1-1' } },
        billedAmount: 1_100,
        items: [{ name: '箸', quantity: 1, unitPrice: 1_100, taxRate: 10 }],
      }),
    );
    expect(results(await shop.registrar.registerAll('test', [bridge]))).toEqual(['rejected']);
    expect(await adminRows(shop.database, 'select max(open_net)::int as open, count(distinct root)::int as roots from exposures')).toEqual([
      { open: 50_000, roots: 1 },
    ]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('F14: the same key and body answers the same bytes and registers once; another body is told so', async () => {
    const claim = { key: 'k-1', fingerprint: 'aa', lock: '42' };
    const [first] = await shop.registrar.registerAll('test', [await prepare(shop, orderBody(), claim)]);
    const [again] = await shop.registrar.registerAll('test', [await prepare(shop, orderBody(), claim)]);
    const [other] = await shop.registrar.registerAll('test', [await prepare(shop, orderBody(), { ...claim, fingerprint: 'bb' })]);
    expect(first?.kind).toBe('registered');
    expect(again).toEqual({ kind: 'replayed', answer: first?.kind === 'registered' ? first.answer : undefined });
    expect(other).toMatchObject({ kind: 'refused', refusal: { code: 'idempotency_key_reused' } });
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
  });

  it('F15: twins in one batch: the key replays, the number is a duplicate of the first', async () => {
    const claim = { key: 'k-2', fingerprint: 'aa', lock: '43' };
    const body = orderBody();
    const batch = [await prepare(shop, body, claim), await prepare(shop, body, claim), await prepare(shop, body)];
    const [first, second, third] = await shop.registrar.registerAll('test', batch);
    expect(first?.kind).toBe('registered');
    expect(second?.kind).toBe('replayed');
    expect(third).toMatchObject({ kind: 'refused', refusal: { code: 'duplicate_order', values: { id: batch[0]?.id } } });
  });

  it('one bad order fails alone: the others of its batch are registered', async () => {
    const good = await prepare(shop);
    const bad = { ...(await prepare(shop)), channel: null as never };
    const both = Promise.allSettled([shop.registrar.register('test', good), shop.registrar.register('test', bad)]);
    expect((await both).map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
  });
});
