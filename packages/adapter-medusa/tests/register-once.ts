import type { RegisterOrder } from '@atobarai/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '../fixtures/order';
import { mapOrder } from '../src/lib/map-order';
import type { OrderRecord } from '../src/lib/order-record';
import { cancelRemote, findRemoteOfSession, isFor, registerOnce, sessionIdOf, shopOrderIdOf } from '../src/operations/remote-order';
import { orderFor, type Shop } from './support/shop';

/** How registering stands up to what happens between two machines, with the true server. */
export function registersOnce(shop: Shop): void {
  const { client } = shop.atobarai;
  let sessionsSoFar = 0;

  /** A new payment session of an order; `session.created_at` is today. */
  function begin(order: OrderRecord) {
    sessionsSoFar += 1;
    const id = `payses_01KADTEST${String(sessionsSoFar).padStart(4, '0')}`;
    const createdAt = new Date().toISOString();
    const makeOf = (pays: OrderRecord) => (shopOrderId: string) => {
      const begun = { ...session, id, created_at: createdAt };
      const mapped = mapOrder({ order: pays, session: begun, shopOrderId, options: shop.atobarai.options });
      if (!mapped.ok) throw new Error(JSON.stringify(mapped.problems));
      return mapped.request;
    };
    return { id, makeOf, make: makeOf(order) };
  }

  const register = (sessionId: string, make: (id: string) => RegisterOrder, more = {}) =>
    registerOnce(client, { sessionId, make, mayBeRepeated: false, ...more });

  const ordersOf = async (sessionId: string) => {
    const turns = [1, 2, 3].map((turn) => client.orders.list({ shopOrderId: shopOrderIdOf(sessionId, turn) }).page());
    return (await Promise.all(turns)).flatMap(({ data }) => data.map(({ shopOrderId, status }) => [shopOrderId, status]));
  };

  beforeEach(() => {
    shop.network = 'up';
  });

  describe('the service has one order of a payment session', () => {
    it('however often it is registered, and at once', async () => {
      const { id, make } = begin(orderFor('approve'));
      const answers = await Promise.all([1, 2, 3].map(() => register(id, make)));
      expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
      expect(await ordersOf(id)).toEqual([[id, 'approved']]);
    });

    it('when its answer was lost', async () => {
      const { id, make } = begin(orderFor('approve'));
      shop.network = 'answer lost';
      await expect(register(id, make)).rejects.toMatchObject({ code: 'connection_failed' });
      shop.network = 'up';
      expect(await register(id, make)).toMatchObject({ shopOrderId: id, status: 'approved' });
      expect(await ordersOf(id)).toHaveLength(1);
    });

    it('when Medusa has given it another order number: each try of a cart burns one', async () => {
      const order = orderFor('approve');
      const { id, make, makeOf } = begin(order);
      const first = await register(id, make);
      expect(await register(id, makeOf({ ...order, id: 'order_of_the_next_try', display_id: 4_711 }))).toMatchObject({ id: first.id });
    });

    it('when the token of the widget is not good for it: it is screened by itself', async () => {
      const { id, make } = begin(orderFor('approve'));
      expect(await register(id, make, { authorizationToken: 'aut_that_nobody_gave' })).toMatchObject({ status: 'approved' });
    });

    it('the rejected shopper gets the same answer to the same order', async () => {
      const { id, make } = begin(orderFor('reject'));
      const first = await register(id, make);
      expect(await register(id, make, { mayBeRepeated: true })).toMatchObject({ id: first.id, status: 'rejected' });
      expect(await ordersOf(id)).toEqual([[id, 'rejected']]);
    });
  });

  describe('other content takes the place of the earlier order', () => {
    it('after a rejection', async () => {
      const { id, make, makeOf } = begin(orderFor('reject'));
      await register(id, make);
      expect(await register(id, makeOf(orderFor('approve')))).toMatchObject({ shopOrderId: `${id}-2`, status: 'approved' });
    });

    it('after an approval whose checkout failed: the earlier one is cancelled', async () => {
      const { id, make, makeOf } = begin(orderFor('approve'));
      await register(id, make);
      const other = makeOf(orderFor('approve'));
      await register(id, other);
      await register(id, other);
      expect(await ordersOf(id)).toEqual([
        [id, 'cancelled'],
        [`${id}-2`, 'approved'],
      ]);
      expect(await findRemoteOfSession(client, id)).toMatchObject({ shopOrderId: `${id}-2` });
    });

    it('when the earlier one was cancelled since, although its answer still says approved', async () => {
      const { id, make } = begin(orderFor('approve'));
      await cancelRemote(client, await register(id, make));
      expect(await register(id, make)).toMatchObject({ shopOrderId: id, status: 'approved' });
      expect(await register(id, make, { mayBeRepeated: true })).toMatchObject({ shopOrderId: `${id}-2`, status: 'approved' });
    });
  });

  describe('a session and the order it is for', () => {
    it.each([
      ['payses_1', 'payses_1', 5_500, true],
      ['payses_1-2', 'payses_1', 5_500, true],
      ['payses_2', 'payses_1', 5_500, false],
      ['payses_1', 'payses_1', 5_501, false],
    ])('the order %s is for the session %s over %i yen: %s', (shopOrderId, sessionId, amount, expected) => {
      // The buyer’s own invoice fee (AD-23) comes on top of what Medusa knows.
      expect(isFor({ shopOrderId, billedAmount: 5_830, buyerFee: 330 }, { sessionId, amount })).toBe(expected);
    });

    it('a reference leads back to its session, at any turn, and fits the service’s 40 characters', () => {
      const id = 'payses_01KADXAMPLE0000000000000000';
      for (let turn = 1; turn <= 9; turn += 1) {
        expect(sessionIdOf(shopOrderIdOf(id, turn))).toBe(id);
        expect(shopOrderIdOf(id, turn).length).toBeLessThanOrEqual(40);
      }
    });

    it('an order that is over is cancelled as it is', async () => {
      const { id, make } = begin(orderFor('approve'));
      const registered = await register(id, make);
      await cancelRemote(client, registered);
      await cancelRemote(client, registered);
      expect(await client.orders.get(registered.id)).toMatchObject({ status: 'cancelled' });
    });
  });
}
