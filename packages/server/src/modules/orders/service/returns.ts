import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { takeOff } from '../decide/rest.ts';
import { type Back, decideReturn, type ReturnCommand, type Returned } from '../decide/returned.ts';
import { decideReversal, legalCommands } from '../decide/reversal.ts';
import type { OrderChange, OrderParcel, OrderRow } from '../model.ts';
import { applyToOrders } from '../store.ts';
import { cancelOrder, hasPaid, lockAtVersion, named, type Reversal } from './commands.ts';

export type Return = Reversal & ReturnCommand;

/** Takes part of an order back (返品): the buyer owes less, the merchant is advanced less (SF-47). What has not left leaves no more. */
export async function returnItems(unit: Unit, command: Return): Promise<'done' | 'asked'> {
  const order = await lockAtVersion(unit, command);
  const circumstances = { parcels: await command.parcelsOf(unit, order), hasPaid: await hasPaid(unit, order) };
  const decided = decideReversal(order, { ...command, ...circumstances });
  if (decided.verdict === 'refused') throw new Refused(decided.refusal);
  if (order.fulfilment === 'none') {
    const legal = legalCommands(order, circumstances);
    throw new Refused({ code: 'illegal_transition', values: { status: order.status }, legalCommands: legal });
  }
  const returned = decideReturn(order, circumstances.parcels, command);
  if ('code' in returned) throw new Refused(returned);
  if (returned.amount === order.billed_amount - order.returned_amount) return cancelOrder(unit, { ...command, version: undefined });
  // What the buyer has paid is in no way touched by goods that never left.
  const isAsked = returned.back !== null && decided.verdict === 'ask_operator';
  await applyToOrders(unit, isAsked ? [asking(order, returned, command)] : taking(order, circumstances.parcels, { returned, command }));
  return isAsked ? 'asked' : 'done';
}

function asking(order: OrderRow, { amount, back, rest }: Returned, command: Return): OrderChange {
  // The rates are those of the goods that are back, and say nothing of those that never left.
  const data = { ...backData(command, rest ? { shipmentId: back?.shipmentId ?? null } : (back ?? {})), amount };
  return { ...named(order), events: [{ type: 'order.return_requested', data }] };
}

type Taking = { readonly returned: Returned; readonly command: Return };

function taking(order: OrderRow, parcels: readonly OrderParcel[], { returned: { back, rest }, command }: Taking): OrderChange[] {
  const why = { reason: command.reason ?? null, by: command.by };
  const reduced = rest ? [takeOff(order, parcels, { rest, why })] : [];
  const before = { returned: order.returned_amount + (rest?.amount ?? 0), sequence: order.sequence + reduced.length };
  return [...reduced, ...(back ? [takeBack(order, back, { before, command })] : [])];
}

type Before = { readonly returned: number; readonly sequence: number };

/** What it frees of the buyer's frame depends on the invoices it is credited on, and so is their module's to say. */
function takeBack(order: OrderRow, back: Back, { before, command }: { readonly before: Before; readonly command: Return }): OrderChange {
  return {
    ...named(order),
    set: { returnedAmount: before.returned + back.amount, returnedItems: back.items },
    events: [{ type: 'order.returned', data: { ...backData(command, back), amount: back.amount, turn: before.sequence + 1 } }],
  };
}

function backData({ reason, refundBy = 'provider', by }: Return, { shipmentId = null, rates }: Partial<Back>) {
  return { reason: reason ?? null, refundBy, shipmentId, by, ...(rates ? { rates } : {}) };
}
