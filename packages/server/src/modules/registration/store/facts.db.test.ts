import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { buyer, orderBody } from '../../../../tests/support/order.ts';
import { openShop, prepare, results, type Shop } from '../service/batch.fixture.ts';

describeBothEngines('what screening knows of orders before', (open) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop(open);
  });

  /** Registered now, placed six weeks ago: a shop may send an order up to 60 days late. */
  const late = (patch = {}) => prepare(shop, orderBody({ orderDate: '2026-08-20', ...patch }));
  const register = async (order: Awaited<ReturnType<typeof late>>) => {
    const [outcome] = await shop.registrar.registerAll('test', [order]);
    return outcome?.kind === 'registered' ? outcome.decision : outcome;
  };

  it('is the one of a moment ago, however old its date: the same order sent twice is held', async () => {
    const who = { buyer: buyer('7501') };
    expect(await register(await late(who))).toMatchObject({ result: 'approved' });
    expect(await register(await late(who))).toMatchObject({
      result: 'on_hold',
      reasons: [{ code: 'duplicate_recent' }],
      warnings: ['possible_duplicate'],
    });
  });

  it('counts orders by when they came: the fourth of a person in a day is held, although all are dated weeks ago', async () => {
    const decisions = [];
    for (const unitPrice of [1_100, 2_200, 3_300, 4_400]) {
      const items = [{ name: '箸', quantity: 1, unitPrice, taxRate: 10 }] as const;
      decisions.push(await register(await late({ buyer: buyer('7502'), billedAmount: unitPrice, items })));
    }
    expect(decisions.map((decision) => decision && 'result' in decision && decision.result)).toEqual([
      'approved',
      'approved',
      'approved',
      'on_hold',
    ]);
    expect(decisions.at(-1)).toMatchObject({ reasons: [{ code: 'velocity_buyer' }] });
  });

  it('forgets what came more than 30 days ago', async () => {
    const who = { buyer: buyer('7503') };
    await register(await late(who));
    await shop.database.admin(`update orders set registered_at = registered_at - interval '31 days'`);
    expect(await register(await late(who))).toMatchObject({ result: 'approved', warnings: [] });
  });

  it('knows the device an order came from by a keyed hash, across people and shops', async () => {
    const client = { deviceId: 'device-1' };
    for (const number of ['7504', '7505']) await register(await prepare(shop, orderBody({ buyer: buyer(number), client })));
    const third = await register(await prepare({ ...shop, merchant: shop.other }, orderBody({ buyer: buyer('7506'), client })));
    const velocity = (value: number) => ({ scoreParts: expect.arrayContaining([{ rule: 'velocity', weight: 15, value }]) });
    expect(third).toMatchObject({ result: 'approved', ...velocity(9) });
    expect(await register(await prepare(shop, orderBody({ buyer: buyer('7507') })))).toMatchObject(velocity(15));
    const [row] = await adminRows<{ devices: number; text: string }>(
      shop.database,
      `select count(distinct device_hash)::int as devices, string_agg(o::text, '') as text from orders o`,
    );
    expect(row?.devices).toBe(1);
    expect(row?.text).not.toContain('device-1');
  });

  it('is in one look-up for several shops: only the orders of a shop whose buyers do not pay are left to a person', async () => {
    const { merchantId } = shop.other;
    await shop.database.admin(`insert into shop_histories (merchant_id, mode, overdue) values ('${merchantId}', 'test', 20)`);
    const orders = [await prepare(shop), await prepare({ ...shop, merchant: shop.other })];
    expect(results(await shop.registrar.registerAll('test', orders))).toEqual(['approved', 'manual_review']);
  });
});
