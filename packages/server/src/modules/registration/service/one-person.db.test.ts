import type { RegisterOrder } from '@atobarai/sdk/contract';
import { beforeEach, expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { buyer, orderBody } from '../../../../tests/support/order.ts';
import type { PreparedOrder } from '../model.ts';
import { openShop, prepare, results, type Shop } from './batch.fixture.ts';

type Buyer = RegisterOrder['buyer'];

const unread = ({ nameKana: _, ...rest }: Buyer): Buyer => rest;
const moved = (who: Buyer): Buyer => ({ ...who, address: { ...who.address, line1: '霞が関9-9' } });
const onAnotherPhone = (who: Buyer): Buyer => ({ ...who, phone: '09099990000' });

describeBothEngines('one person, one frame (AM-13, docs/decisions/0029)', (open) => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop(open);
  });

  /** An order over 30,000 yen net: one fits into the frame, two do not. */
  const large = (who: Buyer) =>
    prepare(shop, orderBody({ buyer: who, billedAmount: 33_000, items: [{ name: '鍋', quantity: 1, unitPrice: 33_000, taxRate: 10 }] }));
  const register = async (...orders: readonly PreparedOrder[]) => results(await shop.registrar.registerAll('test', orders));
  const rootCount = async () =>
    (await adminRows<{ roots: number }>(shop.database, 'select count(distinct root)::int as roots from exposures'))[0]?.roots;
  const violations = () => adminRows(shop.database, 'select * from check_all where violations > 0');

  const someone = buyer('7401');
  it.each<[string, Buyer, Buyer]>([
    ['the reading is left out the second time', someone, unread(someone)],
    ['the reading is left out the first time', unread(someone), someone],
    ['it is left out after a move', someone, moved(unread(someone))],
    ['it is left out on another phone', someone, onAnotherPhone(unread(someone))],
    ['it is given after a move', unread(someone), moved(someone)],
    ['it is given on another phone', unread(someone), onAnotherPhone(someone)],
  ])('G6: is refused what two frames would hold when %s', async (_, first, second) => {
    expect(await register(await large(first))).toEqual(['approved']);
    expect(await register(await large(second))).toEqual(['rejected']);
    expect(await rootCount()).toBe(1);
    expect(await violations()).toEqual([]);
  });

  it('G6: the same within one batch', async () => {
    expect(await register(await large(unread(someone)), await large(someone))).toEqual(['approved', 'rejected']);
    expect(await rootCount()).toBe(1);
    expect(await violations()).toEqual([]);
  });

  it('makes two known people one when an order has the name of the one and the reading of the other', async () => {
    const inKana = { ...someone, name: someone.nameKana ?? '' };
    expect(await register(await large(inKana), await large(unread(someone)))).toEqual(['approved', 'approved']);
    expect(await rootCount()).toBe(2);
    // Both frames were in use before anybody could know: what is owed together stays, and nothing is added.
    expect(await register(await large(someone))).toEqual(['rejected']);
    expect(
      await adminRows(shop.database, 'select open_net::int as open, ceiling_net::int as ceiling from exposures where key = root'),
    ).toEqual([{ open: 60_000, ceiling: 60_000 }]);
    expect(await violations()).toEqual([]);
  });

  it('takes all keys along when three known people turn out to be one, two by two', async () => {
    const at = (home: string, phone: string) => ({ ...someone, phone, address: { ...someone.address, line1: home } });
    const homes = [at('大手町1-1', '09011110001'), at('大手町2-2', '09011110002'), at('大手町3-3', '09011110003')];
    expect(await register(...(await Promise.all(homes.map(large))))).toEqual(['approved', 'approved', 'approved']);
    expect(await rootCount()).toBe(3);
    expect(await register(await large(at('大手町3-3', '09011110002')))).toEqual(['rejected']);
    expect(await register(await large(at('大手町2-2', '09011110001')))).toEqual(['rejected']);
    expect(await rootCount()).toBe(1);
    expect(await adminRows(shop.database, 'select max(open_net)::int as open from exposures')).toEqual([{ open: 90_000 }]);
    expect(await violations()).toEqual([]);
  });

  it('is somebody else on another phone in another home, whatever the name', async () => {
    expect(await register(await large(someone), await large(onAnotherPhone(moved(someone))))).toEqual(['approved', 'approved']);
    expect(await rootCount()).toBe(2);
  });

  it('finds the people in store whose rows have only the keys of the reading, and teaches them the name', async () => {
    const earlier = await large(someone);
    expect(await register({ ...earlier, personKeys: earlier.personKeys.slice(0, 2) })).toEqual(['approved']);
    expect(await register(await large(moved(someone)))).toEqual(['rejected']);
    expect(await register(await large(unread(someone)))).toEqual(['rejected']);
    expect(await rootCount()).toBe(1);
    expect(await violations()).toEqual([]);
  });
});
