import { amendOrder as amendOperation, type OrderSummary, registerOrder, replaceOrder as replaceOperation } from '@atobarai/sdk/contract';
import type { Mode, Scope } from '../../core/database.ts';
import { Refused } from '../../core/result.ts';
import type { Unit } from '../../core/unit.ts';
import { type Api, answerResponse } from '../../platform/http/api.ts';
import { orderNow } from '../orders/index.ts';
import { amendOrder } from './service/amend.ts';
import type { Intake } from './service/intake.ts';
import type { Outcome, PreparedOrder } from './model.ts';
import { replaceOrder } from './service/replace.ts';
import type { Registrar } from './service/batch.ts';

export type RegistrationRoutes = {
  readonly intake: Intake;
  readonly registrar: Registrar;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** Waits on the wall clock, for the sandbox buyer slow@. */
  readonly pause: (ms: number) => Promise<void>;
};

const slowMs = 6_000;

export function registrationRoutes(api: Api, { intake, registrar, inUnit, pause }: RegistrationRoutes): void {
  api.raw(registerOrder, async ({ caller, body, claim }) => {
    const prepared = await intake.prepare(body, { ...caller, claim });
    await playSandbox(prepared, caller.mode);
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
    const prepared = await intake.prepare(body.order, { ...caller, replaces: params.id, unit });
    const { merchantId } = caller;
    const { id } = await replaceOrder(unit, { merchantId, orderId: params.id, version: body.version, reason: body.reason, prepared });
    return orderNow(unit, merchantId, id);
  });

  async function playSandbox(order: PreparedOrder, mode: Mode): Promise<void> {
    if (order.magic === 'slow') await pause(slowMs);
    if (order.magic === 'error' && (await isFirstTime(order, mode))) throw new Refused({ code: 'unavailable' });
  }

  /** Remembered in a transaction of its own, so that the refusal does not forget it (api.md, Magic buyers). */
  function isFirstTime({ merchantId, shopOrderId }: PreparedOrder, mode: Mode): Promise<boolean> {
    return inUnit({ mode, merchants: [merchantId] }, async (unit) => {
      const rows = await unit.tx.query(
        'insert into sandbox_marks (merchant_id, mode, mark) values ($1, $2, $3) on conflict do nothing returning mark',
        [merchantId, mode, `error ${shopOrderId}`],
      );
      return rows.length > 0;
    });
  }
}

function statusOfOrder(order: OrderSummary): number {
  return order.status === 'manual_review' ? 202 : 200;
}

function responseTo(outcome: Outcome): Response {
  if (outcome.kind === 'refused') throw new Refused(outcome.refusal);
  return answerResponse(outcome.answer, outcome.kind === 'replayed');
}
