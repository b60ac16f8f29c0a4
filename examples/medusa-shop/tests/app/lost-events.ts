import { describe, expect, it } from 'vitest';
import { remoteOrder } from '../support/remote.ts';
import { until } from '../support/until.ts';
import { pack, ship } from '../support/warehouse.ts';
import { type AppShop, paymentIs } from './app-shop.ts';

type Task = { readonly id: string; readonly kind: string; readonly ref_id: string; readonly status: string };

/** The adapter's list, as its module keeps it. */
type TaskList = {
  readonly listAtobaraiTasks: (filter: object) => Promise<Task[]>;
  readonly deleteAtobaraiTasks: (ids: string[]) => Promise<void>;
};

export function lostEvents(shop: () => AppShop, container: () => { resolve: (name: string) => unknown }): void {
  describe('when events of Medusa are lost', () => {
    it('G17: the sweep finds shipments, cancellations, refunds and waiting orders in Medusa’s own data', async () => {
      const { client, counter, service } = shop();
      const shipped = await counter.placeApproved();
      await ship(client, shipped, { fulfillmentId: await pack(client, shipped) });
      const captured = await paymentIs(shop(), shipped.id, 'captured');
      const payment = captured.payment_collections.flatMap(({ payments }) => payments)[0];
      await client.asStaff('POST', `/payments/${payment?.id}/refund`, { amount: 500 });
      const cancelled = await counter.placeApproved();
      await client.asStaff('POST', `/orders/${cancelled.id}/cancel`, {});
      const waiting = await counter.placeOrder({ magicName: 'review' });

      // As if nobody had ever heard of any of it: the list is all that the events leave behind.
      const list = container().resolve('atobarai') as TaskList;
      const known = await until(
        () => list.listAtobaraiTasks({ status: 'done' }),
        (tasks) => ['ship', 'cancel', 'amount'].every((kind) => tasks.some((task) => task.kind === kind)),
      );
      await list.deleteAtobaraiTasks(known.map(({ id }) => id));

      const wanted = [`ship ${captured.fulfillments[0]?.id}`, `cancel ${cancelled.id}`, `settle sync:${waiting.id}`];
      const found = await until(
        () => list.listAtobaraiTasks({ status: 'done' }),
        (tasks) => {
          const kinds = tasks.map(({ kind, ref_id: refId }) => `${kind} ${refId}`);
          return wanted.every((each) => kinds.includes(each)) && kinds.some((each) => each.startsWith('amount ref_'));
        },
      );
      expect(found.filter(({ kind }) => kind === 'ship')).toHaveLength(1);
      // Found and done again, and nothing was told twice.
      expect(await remoteOrder(service.client, captured)).toMatchObject({ returnedAmount: 500, shipments: [{}] });
    });
  });
}
