import type { IPaymentModuleService, PaymentDTO, PaymentSessionDTO } from '@medusajs/framework/types';
import { Modules } from '@medusajs/framework/utils';
import { moduleIntegrationTestRunner } from '@medusajs/test-utils';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { amountOf } from '../src/lib/amounts';
import { coreWebhook } from './core-webhook';
import { registersOnce } from './register-once';
import { taskTable } from './task-table';
import { tellsParcels } from './tell-parcels';
import { openShop, orderFor } from './support/shop';

const require = createRequire(import.meta.url);
const payment = dirname(dirname(createRequire(require.resolve('@medusajs/medusa/package.json')).resolve('@medusajs/payment')));
const provider = join(import.meta.dirname, '..', '.medusa', 'server', 'src', 'providers', 'atobarai', 'index.js');

const shop = await openShop();
afterAll(() => shop.server.close());

registersOnce(shop);
tellsParcels(shop);
taskTable();

moduleIntegrationTestRunner<IPaymentModuleService>({
  moduleName: Modules.PAYMENT,
  resolve: payment,
  cwd: join(payment, 'dist'),
  pathToMigrations: join(payment, 'dist', 'migrations'),
  moduleDependencies: ['query', 'atobarai'],
  injectedDependencies: { query: shop.query, atobarai: shop.atobarai },
  moduleOptions: { providers: [{ resolve: provider, id: 'jp', options: {} }] },
  testSuite: ({ service }) => {
    const totalOf = () => amountOf(shop.order.total);
    const begin = async (data: Record<string, unknown> = {}, amount = totalOf()) => {
      const [collection] = await service.createPaymentCollections([{ currency_code: 'jpy', amount }]);
      const wish = { provider_id: 'pp_atobarai_jp', amount, currency_code: 'jpy', data, context: {} };
      return service.createPaymentSession(collection?.id ?? '', wish);
    };
    const authorize = ({ id }: Pick<PaymentSessionDTO, 'id'>) => service.authorizePaymentSession(id, {}) as Promise<PaymentDTO | null>;
    const dataOf = async (id: string) =>
      (await service.retrievePaymentSession(id)).data as { atobarai: Record<string, unknown>; authorization_token: string | null };
    const approved = async (): Promise<PaymentDTO> => {
      const authorized = await authorize(await begin());
      if (!authorized) throw new Error('not authorized');
      return authorized;
    };
    const remoteOf = (authorized: PaymentDTO) =>
      shop.client.orders.get(String((authorized.data as { atobarai: { order_id: string } }).atobarai.order_id));
    const shipped = async (): Promise<PaymentDTO> => {
      const authorized = await approved();
      const { id } = await remoteOf(authorized);
      const slip = { carrier: 'yamato', serviceLevel: 'parcel', slipNo: '100000000004', shippedAt: new Date().toISOString() };
      await shop.client.shipments.register(id, slip);
      return authorized;
    };

    beforeEach(() => {
      shop.network = 'up';
      shop.setOptions({});
      shop.order = orderFor('approve');
      shop.calls = [];
      shop.sessions = async (id) => {
        const found = await service.retrievePaymentSession(id);
        return { ...found, payment_collection_id: found.payment_collection_id ?? 'paycol', created_at: found.created_at ?? new Date() };
      };
      shop.payments = async () => {
        const payments = await service.listPayments({}, { relations: ['captures', 'refunds', 'payment_session'] });
        return payments.map((each) => ({ ...each, payment_session_id: each.payment_session?.id }));
      };
    });

    describe('a session begins', () => {
      it('without a call to the service', async () => {
        await begin();
        expect(shop.calls).toEqual([]);
      });

      it('and forgets what a browser pretends to know of an order at the service', async () => {
        const mine = await remoteOf(await approved());
        const forged = await begin({ atobarai: { order_id: mine.id, status: 'approved', amount: 1 }, session_id: 'payses_of_somebody' });
        expect(await dataOf(forged.id)).toMatchObject({
          session_id: forged.id,
          atobarai: { order_id: null, shop_order_id: null, amount: totalOf(), status: null },
        });
      });

      it('only for yen, and says so', async () => {
        const [collection] = await service.createPaymentCollections([{ currency_code: 'usd', amount: 10 }]);
        const wish = { provider_id: 'pp_atobarai_jp', amount: 10, currency_code: 'usd', data: {} };
        await expect(service.createPaymentSession(collection?.id ?? '', wish)).rejects.toThrow(/日本円/);
      });

      it('only within the limits of the shop', async () => {
        shop.setOptions({ minAmount: 1_000, maxAmount: 5_000 });
        await expect(begin({}, 999)).rejects.toThrow('1,000円以上');
        await expect(begin({}, 5_001)).rejects.toThrow('5,000円まで');
      });

      it('takes fractions of a yen by the shop’s policy, and refuses them where the policy says so', async () => {
        expect(await dataOf((await begin({}, 2_772.055)).id)).toMatchObject({ atobarai: { amount: 2_772 } });
        shop.setOptions({ rounding: 'reject' });
        await expect(begin({}, 2_772.055)).rejects.toThrow('端数');
      });
    });

    describe('authorizing', () => {
      it('screens the order as Medusa has stored it, and authorizes what is approved', async () => {
        const authorized = await approved();
        expect(await remoteOf(authorized)).toMatchObject({ status: 'approved', billedAmount: totalOf(), platform: { name: 'medusa' } });
        expect(await service.retrievePaymentSession(authorized.payment_session?.id ?? '')).toMatchObject({
          status: 'authorized',
          data: { atobarai: { line_ids: shop.order.items?.map((item) => item?.id) } },
        });
      });

      it('refuses what is rejected with words for the shopper, and the same again the next time', async () => {
        shop.order = orderFor('reject');
        const begun = await begin();
        for (const attempt of [1, 2]) {
          await expect(authorize(begun), `attempt ${attempt}`).rejects.toMatchObject({
            type: 'payment_authorization_error',
            message: expect.stringContaining('お支払い方法'),
          });
        }
        expect((await service.retrievePaymentSession(begun.id)).status).toBe('pending');
        expect(await shop.client.orders.list({ shopOrderId: begun.id }).page()).toMatchObject({ data: [{ status: 'rejected' }] });
      });

      it.each(['review', 'hold-phone'])('lets the order be placed while the decision is out: %s', async (magicName) => {
        shop.order = orderFor(magicName);
        const begun = await begin();
        expect(await authorize(begun)).toBeNull();
        expect((await service.retrievePaymentSession(begun.id)).status).toBe('pending_authorization');
      });

      it('asks again for an order that was out, and authorizes it when it was approved', async () => {
        shop.order = orderFor('review-ok');
        const begun = await begin();
        expect(await authorize(begun)).toBeNull();
        await shop.server.clock.advance({ days: 1 });
        expect(await authorize(begun)).toMatchObject({ provider_id: 'pp_atobarai_jp' });
      });

      it.each(['down', 'answer lost'] as const)('lets the order be placed when the service does not answer: %s', async (network) => {
        const begun = await begin();
        shop.network = network;
        expect(await authorize(begun)).toBeNull();
        shop.network = 'up';
        expect(await authorize(begun)).not.toBeNull();
        expect((await shop.client.orders.list({ shopOrderId: begun.id }).page()).data).toHaveLength(1);
      });

      it('asks nothing while the shopper waits where the shop screens later', async () => {
        shop.setOptions({ screening: 'deferred' });
        expect(await authorize(await begin())).toBeNull();
        expect(shop.calls).toEqual([]);
      });

      it('tells the shopper what to enter when the order lacks it, and registers nothing', async () => {
        shop.order = { ...shop.order, shipping_address: { ...shop.order.shipping_address, phone: null }, billing_address: null };
        await expect(authorize(await begin())).rejects.toMatchObject({
          type: 'payment_authorization_error',
          message: expect.stringContaining('電話番号'),
        });
        expect(shop.calls).toEqual([]);
      });

      it('refuses an order whose total is not what the session is for', async () => {
        const begun = await begin({}, totalOf() - 100);
        await expect(authorize(begun)).rejects.toMatchObject({ type: 'payment_authorization_error' });
      });

      it('registers a rejected shopper anew when the order has changed since', async () => {
        shop.order = orderFor('reject');
        const begun = await begin();
        await expect(authorize(begun)).rejects.toThrow('お支払い方法');
        shop.order = { ...orderFor('approve'), total: shop.order.total };
        expect(await authorize(begun)).not.toBeNull();
        expect(await dataOf(begun.id)).toMatchObject({ atobarai: { shop_order_id: `${begun.id}-2` } });
      });
    });

    describe('capture, refund and cancel', () => {
      it('refuses a capture before the slip, in our words', async () => {
        const authorized = await approved();
        await expect(service.capturePayment({ payment_id: authorized.id })).rejects.toThrow('送り状番号');
      });

      it('captures what was shipped', async () => {
        const authorized = await shipped();
        expect(await service.capturePayment({ payment_id: authorized.id })).toMatchObject({ captured_at: expect.anything() });
      });

      it('takes a part refund off what the buyer owes, and cancels when nothing is left', async () => {
        const authorized = await shipped();
        await service.capturePayment({ payment_id: authorized.id });
        await service.refundPayment({ payment_id: authorized.id, amount: 500 });
        expect(await remoteOf(authorized)).toMatchObject({ returnedAmount: 500 });
        await service.refundPayment({ payment_id: authorized.id, amount: Number(authorized.amount) - 500 });
        expect(await remoteOf(authorized)).toMatchObject({ status: 'cancelled' });
      });

      it('two refunds at once never take off more than both', async () => {
        const authorized = await shipped();
        await service.capturePayment({ payment_id: authorized.id });
        await Promise.allSettled([500, 300].map((amount) => service.refundPayment({ payment_id: authorized.id, amount })));
        const { returnedAmount } = await remoteOf(authorized);
        expect([500, 300, 800]).toContain(returnedAmount);
      });

      it('lets a refund stand when the service is away: the task tells it later', async () => {
        const authorized = await shipped();
        await service.capturePayment({ payment_id: authorized.id });
        shop.network = 'down';
        await service.refundPayment({ payment_id: authorized.id, amount: 500 });
        expect(await service.listRefunds({ payment_id: authorized.id })).toHaveLength(1);
        shop.network = 'up';
        expect(await remoteOf(authorized)).toMatchObject({ returnedAmount: 0 });
      });

      it('cancels at the service, and again without harm', async () => {
        const authorized = await approved();
        await service.cancelPayment(authorized.id);
        await service.cancelPayment(authorized.id);
        expect(await remoteOf(authorized)).toMatchObject({ status: 'cancelled' });
      });

      it('keeps an approval of which a parcel is under way: Medusa takes it back for an edit, and would take the parcel along', async () => {
        const authorized = await shipped();
        shop.order = { ...shop.order, fulfillments: [{ id: 'ful_1', canceled_at: new Date() }, { id: 'ful_2' }] };
        await expect(service.cancelPayment(authorized.id)).rejects.toThrow('先に支払いを確定');
        expect(await remoteOf(authorized)).toMatchObject({ axes: { credit: 'approved' } });
      });

      it('leaves no order behind at the service when its session is replaced', async () => {
        shop.order = orderFor('review');
        const begun = await begin();
        await authorize(begun);
        const { atobarai } = await dataOf(begun.id);
        await service.deletePaymentSession(begun.id);
        expect(await shop.client.orders.get(String(atobarai['order_id']))).toMatchObject({ status: 'cancelled' });
      });
    });

    coreWebhook({ shop, service: () => service, approved });
  },
});
