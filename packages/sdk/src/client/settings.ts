import { changeSettings, getSettings } from './calls.gen.ts';
import type { ChangeSettings, Settings } from '../contract/settings.ts';
import type { CallOptions } from './options.ts';
import type { Connection } from './connection.ts';

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

export function settingsOf({ call }: Connection): MerchantSettings {
  return {
    get: (options) => call(getSettings, {}, options),
    change: (body, options) => call(changeSettings, { body }, options),
  };
}
