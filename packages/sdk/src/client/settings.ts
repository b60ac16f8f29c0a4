import { changeSettings, type ChangeSettings, getSettings, type Settings } from '../contract/settings.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/**
 * Plan and settings of the shop.
 *
 * @example
 * ```ts
 * import { createClient } from '@atobarai/sdk';
 *
 * const client = createClient({ apiKey: process.env['ATOBARAI_KEY'] ?? '' });
 * const { scheduled } = await client.settings.change({ cycle: 'once_a_month' });
 * console.log(scheduled.map((change) => change.effectiveOn));
 * ```
 */
export type MerchantSettings = {
  readonly get: (options?: CallOptions) => Promise<Settings>;
  /** Asks for changes; the answer's `scheduled` tells from which day they hold. */
  readonly change: (changes: ChangeSettings, options?: CallOptions) => Promise<Settings>;
};

export function settingsOf({ call }: Transport): MerchantSettings {
  return {
    get: (options) => call(getSettings, {}, options),
    change: (body, options) => call(changeSettings, { body }, options),
  };
}
