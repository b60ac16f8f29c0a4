import type { Order, OrderSummary } from '@atobarai/sdk/contract';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { openNetOf } from '../../buyers/index.ts';
import { settingsOn } from '../../merchants/index.ts';
import type { OrderRow, PersonalPart } from '../model.ts';
import { findOrder } from '../store.ts';
import { orderDetail, orderSummary } from '../decide/view.ts';

/** An order as it stands now, in the words of the API. */
export async function orderNow(unit: Unit, merchantId: string, id: string): Promise<OrderSummary> {
  const [summary] = await summariesOf(unit, merchantId, [await existing(unit, merchantId, id)]);
  if (!summary) throw new Error('an order that exists has a summary');
  return summary;
}

export async function summariesOf(unit: Unit, merchantId: string, orders: readonly OrderRow[]): Promise<OrderSummary[]> {
  const frames = await framesLeft(unit, merchantId, orders);
  return orders.map((order) => orderSummary(order, frames.get(order.id) ?? null));
}

/** Everything about one order; the modules to the right add what is theirs. */
export async function orderInDetail(unit: Unit, order: OrderRow, parts: Pick<Order, 'shipments' | 'invoices'>): Promise<Order> {
  const personal = JSON.parse(unit.crypto.open(order.personal)) as PersonalPart;
  const frames = await framesLeft(unit, order.merchant_id, [order]);
  return orderDetail(order, { ...parts, personal, openFrameLeft: frames.get(order.id) ?? null });
}

export async function existing(unit: Unit, merchantId: string, id: string): Promise<OrderRow> {
  const order = await findOrder(unit, merchantId, id);
  if (!order) throw new Refused({ code: 'not_found' });
  return order;
}

/** What is left of each consumer's frame, ex-tax, in all shops together; only the merchant's server sees it. */
async function framesLeft(unit: Unit, merchantId: string, orders: readonly OrderRow[]): Promise<Map<string, number>> {
  const consumers = orders.filter((order) => order.buyer_kind === 'consumer');
  if (consumers.length === 0) return new Map();
  const { program } = await settingsOn(unit, merchantId);
  const open = await openNetOf(unit, [...new Set(consumers.map((order) => order.person_keys[0] ?? ''))]);
  return new Map(
    consumers.map((order) => [order.id, Math.max(0, program.thresholds.capNet - (open.get(order.person_keys[0] ?? '') ?? 0))]),
  );
}
