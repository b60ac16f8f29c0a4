import {
  cancelOrder as cancelOperation,
  getOrder,
  listOrderEvents,
  listOrders as listOperation,
  type Order,
  type OrderSummary,
  returnItems as returnOperation,
} from '@atobarai/sdk/contract';
import type { Unit } from '../../../core/unit.ts';
import type { Api } from '../../../platform/http/api.ts';
import { pageOf } from '../../../platform/http/page.ts';
import { historyPage } from '../../events/index.ts';
import type { OrderRow, ParcelsOf } from '../model.ts';
import { existing, orderInDetail, orderNow, summariesOf } from '../service/read.ts';
import { cancelOrder } from '../service/commands.ts';
import { returnItems } from '../service/returns.ts';
import { listOrders } from '../store.ts';

/** What the modules to the right show of an order. */
export type OrderParts = (unit: Unit, order: OrderRow) => Promise<Pick<Order, 'shipments' | 'invoices'>>;

export function orderRoutes(api: Api, { partsOf, parcelsOf }: { partsOf: OrderParts; parcelsOf: ParcelsOf }): void {
  api.read(getOrder, async (unit, { caller, params }) => {
    const order = await existing(unit, caller.merchantId, params.id);
    return orderInDetail(unit, order, await partsOf(unit, order));
  });

  api.read(listOperation, (unit, { caller, query }) =>
    pageOf(query, {
      load: ({ limit, after }) => listOrders(unit, caller.merchantId, { ...query, before: after, limit }),
      cursor: (order) => order.id,
      view: (orders) => summariesOf(unit, caller.merchantId, orders),
    }),
  );

  api.read(listOrderEvents, async (unit, { caller, params, query }) => {
    const order = await existing(unit, caller.merchantId, params.id);
    return historyPage(unit, { merchantId: caller.merchantId, resourceId: order.id, query });
  });

  api.change(
    cancelOperation,
    async (unit, { caller: { merchantId }, params, body }) => {
      const verdict = await cancelOrder(unit, { merchantId, orderId: params.id, by: 'merchant', parcelsOf, ...body });
      return answered(await orderNow(unit, merchantId, params.id), verdict);
    },
    { statusOf },
  );

  api.change(
    returnOperation,
    async (unit, { caller: { merchantId }, params, body }) => {
      const verdict = await returnItems(unit, { merchantId, orderId: params.id, by: 'merchant', parcelsOf, ...body });
      return answered(await orderNow(unit, merchantId, params.id), verdict);
    },
    { statusOf },
  );
}

/** Where the buyer has paid, an operator must agree first (domain.md 4.2): the answer says so. */
function answered(order: OrderSummary, verdict: 'done' | 'asked'): OrderSummary {
  return verdict === 'asked' ? { ...order, awaitsOperator: true } : order;
}

function statusOf(order: OrderSummary): number {
  return order['awaitsOperator'] === true ? 202 : 200;
}
