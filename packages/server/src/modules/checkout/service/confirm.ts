import type { RegisterOrder } from '@atobarai/sdk/contract';
import type { Answer } from '../../../core/answer.ts';
import type { Crypto } from '../../../core/crypto.ts';
import type { Mode, Scope } from '../../../core/database.ts';
import { yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import type { Unit } from '../../../core/unit.ts';
import { type Intake, type PreparedOrder, refuseDuplicate, registerScreened } from '../../registration/index.ts';
import { refusalOfUse } from '../decide/authorization.ts';
import { authorizationIdIn } from '../decide/token.ts';
import { endAuthorizations, findAuthorization, lockAuthorization } from '../store.ts';
import { boundOf } from './authorize.ts';

export type ConfirmationOptions = {
  readonly intake: Intake;
  readonly crypto: Crypto;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
};

/** An order that names an authorization, ready to be confirmed. */
export type Confirmation = { readonly id: string; readonly prepared: PreparedOrder };

const invalid = () => new Refused({ code: 'authorization_token_invalid', path: 'authorizationToken' });

/** Holds the order against all rules of an order, before any transaction. */
export async function prepareConfirmation(
  { intake, crypto, inUnit }: ConfirmationOptions,
  { authorizationToken = '', ...order }: RegisterOrder,
  { mode, merchantId }: { readonly mode: Mode; readonly merchantId: string },
): Promise<Confirmation> {
  const id = authorizationIdIn(crypto, { merchantId, mode }, authorizationToken);
  if (id === undefined) throw invalid();
  const found = await inUnit({ mode, merchants: [merchantId] }, (unit) => findAuthorization(unit, merchantId, id));
  if (!found) throw invalid();
  // The buyer agreed when the widget asked; the shop's server need not say it again.
  const consented = order.consent === undefined && found.consent !== null ? { ...order, consent: found.consent } : order;
  return { id, prepared: await intake.prepare(consented, { mode, merchantId, unasked: true }) };
}

/** Registers an order that the checkout screened: no second screening, and the reservation becomes what the order holds. */
export async function confirm(unit: Unit, { id, prepared }: Confirmation): Promise<Answer> {
  const row = await lockAuthorization(unit, prepared.merchantId, id);
  // An order number that is taken says more than a used token, and names the order.
  await refuseDuplicate(unit, prepared);
  const refusal = refusalOfUse(row, { bound: boundOf(unit, prepared), now: unit.now });
  if (refusal) throw new Refused({ code: refusal, path: 'authorizationToken' });
  if (!row) throw invalid();
  const answer = await registerScreened(unit, prepared, { decision: row.decision, heldNet: yen(row.held_net) });
  await endAuthorizations(unit, [row], { status: 'used', orderId: prepared.id });
  return answer;
}
