import type { Answer } from '../../../core/answer.ts';
import { noYen, type Yen, yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { openNetOf } from '../../buyers/index.ts';
import { findShopOrder } from '../../orders/index.ts';
import type { Decision } from '../../screening/model.ts';
import { screenAgain } from '../decide/batch.ts';
import type { PreparedOrder } from '../model.ts';
import { loadFacts } from '../store/facts.ts';
import { lockPersons, mergePersons } from '../store/persons.ts';
import { saveBatch } from '../store/saving.ts';
import { decidedAnswer } from './answer.ts';

/** What screening said of an order that is not registered yet, and what it would hold. */
export type Screened = { readonly decision: Decision; readonly heldNet: Yen };

/** Screens without registering. The buyer's rows stay locked until the end of the transaction. */
export async function screenOnly(unit: Unit, prepared: PreparedOrder): Promise<Screened> {
  await lockPersons(unit.tx, [prepared]);
  const facts = { ...(await loadFacts(unit.tx, [prepared])), answerTo: decidedAnswer };
  const { decision, heldNet, merges } = screenAgain(prepared, facts, { orderId: prepared.id, heldNet: noYen, now: unit.now });
  await mergePersons(unit.tx, merges);
  return { decision, heldNet };
}

/** Registers an order that was screened before, and whose frame is taken already. */
export async function registerScreened(unit: Unit, order: PreparedOrder, { decision, heldNet }: Screened): Promise<Answer> {
  const frame = await frameLeft(unit, order);
  const answer = decidedAnswer({ order, decision, openFrameLeft: frame, now: unit.now });
  const saving = { order, decision, heldNet, openFrameLeft: frame, answer };
  const taken = { outcomes: [], savings: [saving], merges: [], taking: { fresh: [], roots: [] } };
  if (await saveBatch(unit.tx, taken, unit.now)) return answer;
  await refuseDuplicate(unit, order);
  throw new Error('an order was not saved, and none has its number');
}

/** The number may be taken, and then the answer names the order that has it. */
export async function refuseDuplicate(unit: Unit, { merchantId, shopOrderId }: PreparedOrder): Promise<void> {
  const id = await findShopOrder(unit, merchantId, shopOrderId);
  if (id !== undefined) throw new Refused({ code: 'duplicate_order', path: 'shopOrderId', values: { id } });
}

async function frameLeft(unit: Unit, { personKeys, thresholds }: PreparedOrder): Promise<Yen> {
  const [key = ''] = personKeys;
  return yen(Math.max(0, thresholds.capNet - ((await openNetOf(unit, [key])).get(key) ?? 0)));
}
