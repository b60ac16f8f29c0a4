import { MedusaError } from '@medusajs/framework/utils';
import { wholeYen } from '../../lib/amounts';
import { messageOf } from '../../lib/messages';
import { problem } from '../../lib/problems';
import type AtobaraiModuleService from '../../modules/atobarai/service';

/** The whole yen a session is for. @throws MedusaError `invalid_data` for what cannot be paid this way */
export function payableAmount(
  { amount, currency }: { readonly amount: unknown; readonly currency: string },
  service: AtobaraiModuleService | undefined,
): number {
  if (!service) return wholeYen(amount, 'floor') ?? refuse(problem('amount_missing').messageJa);
  // Why it cannot be used is for the staff, and stands in the log since the start.
  if (service.problem !== undefined) return refuse(messageOf('unavailable', { language: 'ja', messages: {} }));
  const { options } = service;
  if (currency.toLowerCase() !== 'jpy') return refuse(messageOf('not_jpy', options));
  const say = ({ messageJa, messageEn }: ReturnType<typeof problem>) => refuse(options.language === 'ja' ? messageJa : messageEn);
  const yen = wholeYen(amount, options.rounding);
  if (yen === undefined) return say(problem('total_fraction', { values: { total: String(amount) } }));
  if (yen < options.minAmount) return say(problem('amount_under', { values: { least: options.minAmount } }));
  if (options.maxAmount !== undefined && yen > options.maxAmount)
    return say(problem('amount_over', { values: { most: options.maxAmount } }));
  return yen;
}

/** The amount in whole yen, whatever the limits are. */
export function roundedAmount(amount: unknown, service: AtobaraiModuleService | undefined): number | undefined {
  return wholeYen(amount, service && service.problem === undefined ? service.options.rounding : 'floor');
}

function refuse(message: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, message);
}
