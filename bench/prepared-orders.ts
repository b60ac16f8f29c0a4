import type { Clock } from '../packages/server/src/core/time.ts';
import type { Database } from '../packages/server/src/core/database.ts';
import { idSource } from '../packages/server/src/core/id.ts';
import { epochMs } from '../packages/server/src/core/time.ts';
import { createIntake, type PreparedOrder } from '../packages/server/src/modules/registration/index.ts';
import { createCrypto } from '../packages/server/src/platform/crypto.ts';
import { claimOf } from '../packages/server/src/platform/http/idempotency.ts';
import { wallClock } from '../packages/server/src/platform/node-clock.ts';
import { openPostalTable } from '../packages/server/src/platform/postal.ts';
import { createUnits } from '../packages/server/src/platform/units.ts';

/** The shop that the orders belong to, and the key that its personal data is sealed with. */
export type Shop = { readonly merchantId: string; readonly masterKey: string };

export type Preparation = {
  readonly clock: Clock;
  /** The server's own way from a body to an order that only has to be registered. */
  readonly prepare: (body: unknown, idempotencyKey: string) => Promise<PreparedOrder>;
};

/** What the server does with an order before the database sees it, for the runs that leave its batches out. */
export function openPreparation(database: Database, { merchantId, masterKey }: Shop): Preparation {
  const crypto = createCrypto({ masterKeys: [Buffer.from(masterKey, 'base64')] });
  const ids = idSource(() => epochMs(wallClock.now()), crypto.randomBytes);
  const clockOf = () => wallClock;
  const { inUnit } = createUnits({ database, ids, crypto, clockOf, record: async () => {}, flow: {} });
  const intake = createIntake({ inUnit, clockOf, elapsedMs: () => performance.now(), ids, crypto, postal: openPostalTable() });
  const caller = { keyId: '', kind: 'sk', merchantId, mode: 'test', scopes: [] } as const;
  return {
    clock: wallClock,
    prepare: (body, key) =>
      intake.prepare(body, {
        mode: 'test',
        merchantId,
        claim: claimOf(crypto, { caller, key, request: { method: 'POST', path: '/v1/orders', body } }),
      }),
  };
}
