import type { RegisterOrder } from '@atobarai/sdk/contract';
import type { IdempotencyClaim } from '../../../core/answer.ts';
import type { Crypto } from '../../../core/crypto.ts';
import type { Mode, Scope } from '../../../core/database.ts';
import type { IdSource } from '../../../core/id.ts';
import { Refused } from '../../../core/result.ts';
import { type Clock, dayInJapan, type LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import type { PostalLookup } from '../../buyers/model.ts';
import { calendarOf } from '../../calendar/index.ts';
import type { Calendar } from '../../calendar/model.ts';
import { type Merchant, settingsOn } from '../../merchants/index.ts';
import { checkOrder } from '../../orders/index.ts';
import type { ScreeningFacts } from '../../screening/model.ts';
import type { PreparedOrder } from '../model.ts';
import { prepareOrder } from './prepare.ts';
import { termsOf } from './terms.ts';

/**
 * Asks an outside credit bureau about an order before it is screened. Whoever plugs one in keeps to
 * the time limit; no answer in time sends the order to a person, never to an error.
 */
export type Bureau = (order: unknown, signal: AbortSignal) => Promise<'good' | 'bad'>;

export type IntakeOptions = {
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  readonly clockOf: (mode: Mode) => Clock;
  /** Milliseconds since any fixed moment, of the wall clock. */
  readonly elapsedMs: () => number;
  readonly ids: IdSource;
  readonly crypto: Crypto;
  readonly postal: PostalLookup;
  readonly bureau?: Bureau;
  readonly bureauTimeoutMs?: number;
};

export type Agreement = { readonly merchant: Merchant; readonly calendar: Calendar };

/** Who sends an order. Inside a transaction its unit must be given: another transaction would wait for it. */
export type Sender = {
  readonly mode: Mode;
  readonly merchantId: string;
  readonly claim?: IdempotencyClaim | undefined;
  readonly replaces?: string;
  readonly unit?: Unit;
  /** Nobody outside is asked: the decision stands already, or none is wanted. */
  readonly unasked?: true;
};

export type Intake = {
  /** What a merchant agreed to, as of today; remembered for five seconds. */
  readonly agreementOf: (mode: Mode, merchantId: string) => Promise<Agreement>;
  /** Checks what came by API and makes it ready for a batch, or refuses it by field. */
  readonly prepare: (input: unknown, from: Sender) => Promise<PreparedOrder>;
  readonly postal: PostalLookup;
};

const rememberedMs = 5_000;
const defaultBureauTimeoutMs = 2_000;

export function createIntake(options: IntakeOptions): Intake {
  const { inUnit, clockOf, ids, crypto, postal } = options;
  const known = new Map<string, { readonly agreement: Promise<Agreement>; readonly day: LocalDate; readonly untilMs: number }>();

  function agreementOf(mode: Mode, merchantId: string): Promise<Agreement> {
    const key = `${mode}/${merchantId}`;
    const day = dayInJapan(clockOf(mode).now());
    const nowMs = options.elapsedMs();
    const hit = known.get(key);
    if (hit && hit.day === day && hit.untilMs > nowMs) return hit.agreement;
    const agreement = inUnit({ mode, merchants: [merchantId] }, (unit) => readAgreement(unit, merchantId));
    known.set(key, { agreement, day, untilMs: nowMs + rememberedMs });
    agreement.catch(() => known.delete(key));
    return agreement;
  }

  return {
    agreementOf,
    postal,
    async prepare(input, { mode, merchantId, claim, replaces, unit, unasked }) {
      const { merchant, calendar } = await (unit ? readAgreement(unit, merchantId) : agreementOf(mode, merchantId));
      // 自動登録 is an option of the agreement (SF-11, SF-51).
      if (!merchant.settings.automaticRegistration)
        throw new Refused({ code: 'feature_not_enabled', values: { feature: 'automaticRegistration' } });
      const now = clockOf(mode).now();
      const checked = checkOrder(input, { today: dayInJapan(now), merchant: termsOf(merchant, mode), postal });
      if (!checked.ok) throw new Refused(...checked.refusals);
      // A token confirms a registration (checkout); anywhere else it says nothing.
      if (checked.order.authorizationToken !== undefined)
        throw new Refused({ code: 'authorization_token_invalid', path: 'authorizationToken' });
      const bureau = unasked ? 'not_asked' : await askBureau(options, input as RegisterOrder);
      const facts = { mode, merchant, now, calendar, ids, crypto, warnings: checked.warnings, claim, precision: 'minute', bureau } as const;
      return prepareOrder(checked.order, replaces === undefined ? facts : { ...facts, replaces });
    },
  };
}

async function readAgreement(unit: Unit, merchantId: string): Promise<Agreement> {
  return { merchant: await settingsOn(unit, merchantId), calendar: await calendarOf(unit) };
}

async function askBureau(
  { bureau, bureauTimeoutMs = defaultBureauTimeoutMs }: IntakeOptions,
  order: RegisterOrder,
): Promise<ScreeningFacts['bureau']> {
  if (!bureau) return 'not_asked';
  try {
    return await bureau(order, AbortSignal.timeout(bureauTimeoutMs));
  } catch {
    return 'no_answer';
  }
}
