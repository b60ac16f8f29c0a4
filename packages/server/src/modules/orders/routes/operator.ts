import { type AnyOperation, cancelPaidOrder, decideReview as decideOperation, listReviews, returnPaidItems } from '@atobarai/sdk/contract';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { type Api, type Call } from '../../../platform/http/api.ts';
import { pageOf } from '../../../platform/http/page.ts';
import { noteAction } from '../../operators/index.ts';
import type { OrderRow, ParcelsOf } from '../model.ts';
import { reasonsOfOperator } from '../decide/operator-reasons.ts';
import { orderSummary } from '../decide/view.ts';
import { cancelOrder, decideReview } from '../service/commands.ts';
import { returnItems } from '../service/returns.ts';
import { findOrderAnywhere, listReviewsWaiting } from '../store.ts';

/** What the provider's people do with orders that screening left to them. */
export function reviewRoutes(api: Api, parcelsOf: ParcelsOf): void {
  api.read(listReviews, (unit, { query }) =>
    pageOf(query, {
      load: ({ limit, after }) => listReviewsWaiting(unit, { before: after, limit }),
      cursor: (order) => order.id,
      view: (orders) => orders.map(reviewView),
    }),
  );

  api.change(decideOperation, async (unit, { caller, params, body }) => {
    const order = await anyOrder(unit, params.id);
    const reasons = reasonsOfOperator(body.result, body.field);
    await decideReview(unit, { merchantId: order.merchant_id, orderId: order.id, result: body.result, reasons, by: 'operator' });
    await noteAction(unit, { ...on(order, caller), operation: decideOperation.id, reason: body.reason });
    return reviewView(await anyOrder(unit, params.id));
  });

  // Where the buyer has paid, the provider gives the money back, so its people agree first (domain.md 4.2).
  api.change(cancelPaidOrder, async (unit, { caller, params, body }) => {
    const order = await anyOrder(unit, params.id);
    await cancelOrder(unit, { merchantId: order.merchant_id, orderId: order.id, by: 'operator', parcelsOf, ...body });
    await noteAction(unit, { ...on(order, caller), operation: cancelPaidOrder.id, reason: body.reason ?? null });
    return reviewView(await anyOrder(unit, params.id));
  });

  api.change(returnPaidItems, async (unit, { caller, params, body }) => {
    const order = await anyOrder(unit, params.id);
    await returnItems(unit, { merchantId: order.merchant_id, orderId: order.id, by: 'operator', parcelsOf, ...body });
    await noteAction(unit, { ...on(order, caller), operation: returnPaidItems.id, reason: body.reason });
    return reviewView(await anyOrder(unit, params.id));
  });
}

function on(order: OrderRow, { keyId }: Call<AnyOperation>['caller']): { merchantId: string; resourceId: string; keyId: string } {
  return { merchantId: order.merchant_id, resourceId: order.id, keyId };
}

async function anyOrder(unit: Unit, id: string): Promise<OrderRow> {
  const order = await findOrderAnywhere(unit, id);
  if (!order) throw new Refused({ code: 'not_found' });
  return order;
}

function reviewView(order: OrderRow): ReturnType<typeof orderSummary> & { merchantId: string } {
  return { ...orderSummary(order, null), merchantId: order.merchant_id };
}
