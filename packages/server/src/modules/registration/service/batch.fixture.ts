import type { OpenDatabase } from '../../../../tests/support/databases.ts';
import { orderBody } from '../../../../tests/support/order.ts';
import { testCrypto, testUnit } from '../../../../tests/support/unit.ts';
import type { Database } from '../../../core/database.ts';
import { idSource } from '../../../core/id.ts';
import { epochMs, instant } from '../../../core/time.ts';
import { sampleMerchants, type SampleMerchant } from '../../merchants/index.ts';
import type { Outcome } from '../model.ts';
import { createRegistrar, type Registrar } from './batch.ts';
import { createIntake, type Intake } from './intake.ts';

export const now = instant('2026-10-01T03:00:00Z');
export const clockOf = () => ({ now: () => now });

export type Shop = { database: Database; registrar: Registrar; intake: Intake; merchant: SampleMerchant; other: SampleMerchant };

/** Two sample shops on a database, with what registers their orders. */
export async function openShop(open: OpenDatabase, onQuery?: (sql: string) => void): Promise<Shop> {
  const database = await open(onQuery ? { onQuery } : {});
  const units = testUnit(database, { now });
  const samples = await units.run(sampleMerchants);
  const [merchant, other] = samples?.merchants ?? [];
  if (!merchant || !other) throw new Error('the sample shops were not made');
  const crypto = testCrypto();
  const intake = createIntake({
    inUnit: (_scope, work) => units.run(work),
    clockOf,
    elapsedMs: () => 0,
    ids: idSource(() => epochMs(now), crypto.randomBytes),
    crypto,
    postal: () => ({ prefecture: '東京都', city: '千代田区', town: '丸の内' }),
  });
  return { database, registrar: createRegistrar(database, clockOf), intake, merchant, other };
}

export const prepare = ({ intake, merchant }: Shop, body = orderBody(), claim?: { key: string; fingerprint: string; lock: string }) =>
  intake.prepare(body, { mode: 'test', merchantId: merchant.merchantId, claim });

export const results = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'registered' ? outcome.result : outcome.kind));
