import type { AmendOrder, Order, RegisterOrder } from '@atobarai/sdk';
import type { MedusaContainer } from '@medusajs/framework/types';
import { createHash } from 'node:crypto';
import { mapOrder } from '../lib/map-order';
import { explainProblems } from '../lib/problems';
import { TaskError } from '../tasks/failure';
import { atobarai } from './container';
import { findOurOrder, remoteOf } from './settle';
import { settleAnew } from './ship';

/** Mends an order that the service holds, with what the staff have put right in Medusa. */
export async function amendOrder(container: MedusaContainer, orderId: string): Promise<void> {
  const ours = await findOurOrder(container, orderId);
  const remote = ours && (await remoteOf(container, ours.found));
  if (!ours || remote?.axes.credit !== 'on_hold') return;
  const { client, options } = atobarai(container);
  const mapped = mapOrder({ order: ours.order, session: ours.found.session, shopOrderId: remote.shopOrderId, options });
  if (!mapped.ok) throw new TaskError('refused', explainProblems(mapped.problems, options.language));
  const changes = mendingOf(remote, mapped.request);
  if (Object.keys(changes).length === 0) return;
  // Each amendment counts against a limit: the same one is only ever made once.
  const digest = createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 16);
  await client.orders.amend(remote.id, changes, { idempotencyKey: `amend_${remote.id}_${digest}` });
  await settleAnew(container, orderId);
}

type Field = keyof NonNullable<AmendOrder['buyer']>;

/** The fields that the hold asks for, as Medusa has them now. The service takes no others. */
export function mendingOf({ decision }: Pick<Order, 'decision'>, { buyer, shipTo }: Pick<RegisterOrder, 'buyer' | 'shipTo'>): AmendOrder {
  const asked = (decision?.reasons ?? []).flatMap(({ severity, field }) => (severity === 'hold' && field !== undefined ? [field] : []));
  const names = new Set(asked.flatMap((field) => (field.startsWith('buyer.') ? fieldsMendedWith(field.split('.')[1] ?? '') : [])));
  const mended = Object.fromEntries([...names].flatMap((name) => (buyer[name] === undefined ? [] : [[name, buyer[name]]])));
  const elsewhere = asked.some((field) => field.startsWith('shipTo')) && shipTo !== undefined;
  return { ...(names.size > 0 ? { buyer: mended } : {}), ...(elsewhere ? { shipTo } : {}) };
}

/** A postal code and the address it belongs to are mended together. */
function fieldsMendedWith(name: string): Field[] {
  return name === 'address' || name === 'postalCode' ? ['postalCode', 'address'] : [name as Field];
}
