import { amendOrder as amendOperation, type OrderSummary, registerOrder, replaceOrder as replaceOperation } from '@atobarai/sdk/contract';
import type { Scope } from '../../core/database.ts';
import { inWordsOf, Refused } from '../../core/result.ts';
import type { Unit } from '../../core/unit.ts';
import { type Api, answerResponse, type Call } from '../../platform/http/api.ts';
import { orderNow } from '../orders/index.ts';
import { amendOrder } from './service/amend.ts';
import type { Intake } from './service/intake.ts';
import type { Outcome, PreparedOrder } from './model.ts';
import { pathInReplacement, replaceOrder } from './service/replace.ts';
import { playSandbox } from './service/sandbox.ts';
import type { Registrar } from './service/batch.ts';

export type RegistrationRoutes = {
  readonly intake: Intake;
  readonly registrar: Registrar;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Waits on the wall clock, for the sandbox buyer slow@. */
  readonly pause: (ms: number) => Promise<void>;
  /** Registers what the checkout widget has had screened already. */
  readonly confirm: (call: Call<typeof registerOrder>) => Promise<Response>;
};

export function registrationRoutes(api: Api, { intake, registrar, inUnit, pause, confirm }: RegistrationRoutes): void {
  api.raw(registerOrder, async (call) => {
    const { caller, body, claim } = call;
    if (namesToken(body)) return confirm(call);
    let prepared: PreparedOrder;
    try {
      prepared = await intake.prepare(body, { ...caller, claim });
    } catch (refused) {
      if (claim === undefined) throw refused;
      // What was lawful when the order was sent first need not be any more: a repeat is answered as then.
      return api.once({ caller, claim }, () => Promise.reject(refused));
    }
    const { merchantId, shopOrderId, magic } = prepared;
    await playSandbox({ inUnit, pause }, { ...(magic ? { magic } : {}), merchantId, mode: caller.mode, mark: shopOrderId });
    return responseTo(await registrar.register(caller.mode, prepared));
  });

  api.change(
    amendOperation,
    async (unit, { caller: { merchantId }, params, body }) => {
      const amountChange = await amendOrder(unit, { merchantId, orderId: params.id, patch: body, postal: intake.postal });
      const order = await orderNow(unit, merchantId, params.id);
      return amountChange ? { ...order, amountChange } : order;
    },
    { statusOf: statusOfOrder },
  );

  api.change(replaceOperation, async (unit, { caller, params, body }) => {
    const prepared = await inWordsOf(pathInReplacement, () => intake.prepare(body.order, { ...caller, replaces: params.id, unit }));
    const { merchantId } = caller;
    const { id } = await replaceOrder(unit, { merchantId, orderId: params.id, version: body.version, reason: body.reason, prepared });
    return orderNow(unit, merchantId, id);
  });
}

/** The body of a registration is not yet checked here; a token that is no text is refused with the other fields. */
function namesToken(body: unknown): boolean {
  return typeof body === 'object' && body !== null && typeof Reflect.get(body, 'authorizationToken') === 'string';
}

function statusOfOrder(order: OrderSummary): number {
  return order.status === 'manual_review' ? 202 : 200;
}

function responseTo(outcome: Outcome): Response {
  if (outcome.kind === 'refused') throw new Refused(outcome.refusal);
  return answerResponse(outcome.answer, outcome.kind === 'replayed');
}
