import { type DueTask, everything } from '../../core/due-task.ts';
import { yen } from '../../core/money.ts';
import { addMs } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';
import { releaseExposure } from '../buyers/index.ts';
import { keptMs } from './policy/limits.ts';
import { endAuthorizations, forgetEnded, lockExpired, nextExpiry } from './store.ts';

const mostPerRun = 200;

/** Gives the frame of unused authorizations back, on the business clock (docs/decisions/0011). */
export const checkoutTasks: readonly DueTask[] = [{ name: 'checkout.expiry', next: nextExpiry, run: expire }];

async function expire(unit: Unit, choice = everything): Promise<number> {
  const rows = await lockExpired(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(rows.map(({ merchant_id: merchantId, id }) => ({ merchantId, id })));
  await releaseExposure(
    unit,
    rows.map((row) => ({ keys: row.person_keys, net: yen(row.held_net) })),
  );
  if (rows.length > 0) await endAuthorizations(unit, rows, { status: 'expired' });
  await forgetEnded(unit, addMs(unit.now, -keptMs));
  return rows.length;
}
