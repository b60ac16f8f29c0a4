import { platformTenant } from '../../../core/database.ts';
import { localDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { sampleSettings } from '../policy.ts';
import { createApiKey, createMerchant } from './merchants.ts';
import { countMerchants } from '../store/merchants.ts';

/** Early enough for any day the sandbox's clock may be set to. */
const since = localDate('2020-01-01');

type Profile = keyof typeof sampleSettings;

const names: Readonly<Record<Profile, string>> = {
  general: 'サンプル雑貨店',
  buyerBearsFee: 'サンプル食品通販',
  withoutApi: 'サンプル文具店',
};

export type SampleMerchant = {
  readonly profile: Profile;
  readonly merchantId: string;
  readonly name: string;
  /** Shown here and never again: only hashes are kept. */
  readonly secretKey: string;
  readonly publishableKey: string;
};

export type SampleMerchants = { readonly merchants: readonly SampleMerchant[]; readonly operatorKey: string };

/** Makes the sample shops of the sandbox with their keys, and the operators' key; undefined when there are merchants. */
export async function sampleMerchants(unit: Unit): Promise<SampleMerchants | undefined> {
  if (unit.mode !== 'test') throw new Error('sample merchants live in test mode only');
  if ((await countMerchants(unit)) > 0) return undefined;
  const merchants: SampleMerchant[] = [];
  for (const profile of Object.keys(names) as Profile[]) {
    const { id: merchantId, name } = await createMerchant(unit, { name: names[profile], settings: sampleSettings[profile], since });
    const secretKey = await createApiKey(unit, { merchantId, kind: 'sk' });
    const publishableKey = await createApiKey(unit, { merchantId, kind: 'pk' });
    merchants.push({ profile, merchantId, name, secretKey: secretKey.secret, publishableKey: publishableKey.secret });
  }
  const operatorKey = await createApiKey(unit, { merchantId: platformTenant, kind: 'op' });
  return { merchants, operatorKey: operatorKey.secret };
}
