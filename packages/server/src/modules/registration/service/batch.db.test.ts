import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines, describePostgres, type OpenDatabase } from '../../../../tests/support/databases.ts';
import { orderBody, buyer } from '../../../../tests/support/order.ts';
import { testCrypto, testUnit } from '../../../../tests/support/unit.ts';
import type { Database } from '../../../core/database.ts';
import { idSource } from '../../../core/id.ts';
import { epochMs, instant } from '../../../core/time.ts';
import { sampleMerchants, type SampleMerchant } from '../../merchants/index.ts';
import { createIntake, type Intake } from './intake.ts';
import type { Outcome } from '../model.ts';
import { createRegistrar, type Registrar } from './batch.ts';

const now = instant('2026-10-01T03:00:00Z');
const clockOf = () => ({ now: () => now });

type Shop = { database: Database; registrar: Registrar; intake: Intake; merchant: SampleMerchant; other: SampleMerchant };

async function openShop(open: OpenDatabase, onQuery?: (sql: string) => void): Promise<Shop> {
  const database = await open(onQuery ? { onQuery } : {});
  const units = testUnit(database, { now });
  const samples = await units.run(sampleMerchants);
  const [merchant, other] = samples?.merchants ?? [];
  if (!merchant || !other) throw new Error('the sample shops were not made');
  const crypto = testCrypto();
  const intake = createIntake({
    inUnit: (_scope, work) => units.run(work),
    clockOf,
    elapsedMs: () => 0,
    ids: idSource(() => epochMs(now), crypto.randomBytes),
    crypto,
    postal: () => ({ prefecture: '東京都', city: '千代田区', town: '丸の内' }),
  });
  return { database, registrar: createRegistrar(database, clockOf), intake, merchant, other };
}

const prepare = ({ intake, merchant }: Shop, body = orderBody(), claim?: { key: string; fingerprint: string; lock: string }) =>
  intake.prepare(body, { mode: 'test', merchantId: merchant.merchantId, claim });

const results = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'registered' ? outcome.result : outcome.kind));

describeBothEngines('registering orders', (open) => {
  let shop: Shop;
  const seen: string[] = [];
  beforeEach(async () => {
    shop = await openShop(open, (sql) => seen.push(sql));
    seen.length = 0;
  });

  it('costs four round trips for a batch, however many orders are in it', async () => {
    const batch = await Promise.all(Array.from({ length: 40 }, () => prepare(shop)));
    seen.length = 0;
    const outcomes = await shop.registrar.registerAll('test', batch);
    expect(results(outcomes)).toEqual(Array.from({ length: 40 }, () => 'approved'));
    expect(seen.map((sql) => sql.trim().split(/[\s;]/)[0])).toEqual(['begin', 'with', 'with', 'commit']);
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

describePostgres('registering from many sides at once', (open) => {
  it('G6: two shops and three servers together never pass the cap of a person', async () => {
    const shop = await openShop(open);
    const servers = [1, 2, 3].map(() => createRegistrar(shop.database, clockOf));
    const items = [{ name: '鍋', quantity: 1, unitPrice: 22_000, taxRate: 10 }];
    const people = Array.from({ length: 12 }, (_, index) => buyer(String(7200 + index)));
    const orders = await Promise.all(
      people.flatMap((person) =>
        [0, 1, 2, 3, 4, 5].map((index) =>
          prepare(index % 2 === 0 ? shop : { ...shop, merchant: shop.other }, orderBody({ buyer: person, billedAmount: 22_000, items })),
        ),
      ),
    );
    const mixed = orders
      .map((order, index) => ({ ...order, magic: 'approve' as const, at: index }))
      .toSorted((a, b) => ((a.at * 7) % 72) - ((b.at * 7) % 72));
    await Promise.all(mixed.map((order, index) => servers[index % 3]?.register('test', order)));
    // The second shop's orders carry an invoice fee besides (AD-23): 20,000 or 20,190 net each, so two fit and never three.
    const [exposure] = await adminRows<{ most: number }>(shop.database, 'select max(open_net)::int as most from exposures');
    expect(exposure?.most).toBeLessThanOrEqual(40_380);
    expect(await adminRows(shop.database, `select count(*)::int as approved from orders where credit = 'approved'`)).toEqual([
      { approved: 24 },
    ]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('AM-13: looks again when another server registered for the same person between look-up and save', async () => {
    const shop = await openShop(open);
    const [lookedUp, mayGoOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let lookUps = 0;
    const waiting: Database = {
      ...shop.database,
      openedTransaction: (scope, opening, work) =>
        shop.database.openedTransaction(scope, opening, (tx, opened: never[]) =>
          work(
            {
              ...tx,
              async query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]> {
                const rows = await tx.query<Row>(sql, params);
                if (sql.includes('screening_sightings') && (lookUps += 1) === 1) {
                  lookedUp.resolve();
                  await mayGoOn.promise;
                }
                return rows;
              },
            },
            opened,
          ),
        ),
    };
    const items = [{ name: '鍋', quantity: 1, unitPrice: 33_000, taxRate: 10 }];
    const body = () => orderBody({ buyer: buyer('7301'), billedAmount: 33_000, items });
    const slow = createRegistrar(waiting, clockOf).register('test', await prepare(shop, body()));
    await lookedUp.promise;
    const quick = await shop.registrar.register('test', await prepare(shop, body()));
    mayGoOn.resolve();
    // 30,000 and 30,000 net: whoever saves second finds the frame too small, and says so as a decision.
    expect(results([quick, await slow])).toEqual(['approved', 'rejected']);
    expect(lookUps).toBe(2);
    expect(await adminRows(shop.database, 'select max(open_net)::int as open from exposures')).toEqual([{ open: 30_000 }]);
    expect(await adminRows(shop.database, 'select * from check_all where violations > 0')).toEqual([]);
  });

  it('fifty parallel calls with one key on three servers register one order', async () => {
    const shop = await openShop(open);
    const servers = [1, 2, 3].map(() => createRegistrar(shop.database, clockOf));
    const claim = { key: 'k-3', fingerprint: 'aa', lock: '44' };
    const body = orderBody();
    const calls = await Promise.all(Array.from({ length: 50 }, () => prepare(shop, body, claim)));
    const outcomes = await Promise.all(calls.map((order, index) => servers[index % 3]?.register('test', order)));
    const kinds = outcomes.map((outcome) => (outcome?.kind === 'refused' ? outcome.refusal.code : outcome?.kind));
    expect(kinds.filter((kind) => kind === 'registered')).toHaveLength(1);
    expect(new Set(kinds)).not.toContain('duplicate_order');
    expect(await adminRows(shop.database, 'select count(*)::int as orders from orders')).toEqual([{ orders: 1 }]);
  });
});
