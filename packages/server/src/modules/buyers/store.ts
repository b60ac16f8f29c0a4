import { type Yen, yen } from '../../core/money.ts';
import type { Unit } from '../../core/unit.ts';

export type ExposureMove = { readonly keys: readonly string[]; readonly net: Yen };

/** Gives back what orders no longer hold of their buyers' frames: paid, cancelled, returned, expired. */
export function releaseExposure(unit: Unit, moves: readonly ExposureMove[]): Promise<void> {
  return moveExposure(
    unit,
    moves.map(({ keys, net }) => ({ keys, net: yen(-net) })),
  );
}

/** Takes more of a buyer's frame, for an order whose amount went up. */
export function reserveExposure(unit: Unit, moves: readonly ExposureMove[]): Promise<void> {
  return moveExposure(unit, moves);
}

async function moveExposure(unit: Unit, moves: readonly ExposureMove[]): Promise<void> {
  const real = moves.filter((move) => move.net !== 0 && move.keys[0] !== undefined);
  if (real.length === 0) return;
  const keys = real.map((move) => move.keys[0]);
  await unit.tx.query('select exposure_lock($1, $2::text[])', [unit.mode, [...new Set(real.flatMap((move) => move.keys))]]);
  await unit.tx.query('select exposure_move($1, $2::text[], $3::bigint[])', [unit.mode, keys, real.map((move) => move.net)]);
}

/** Remembers for screening that a person let an invoice run long overdue, paid it after all, or never did. */
export async function noteHistory(
  unit: Unit,
  keys: readonly string[],
  change: { readonly overdue?: 1 | -1; readonly writtenOff?: 1 | -1 },
): Promise<void> {
  const [key] = keys;
  if (key === undefined) return;
  await unit.tx.query('select exposure_history($1, $2, $3, $4)', [unit.mode, key, change.overdue ?? 0, change.writtenOff ?? 0]);
}

/** Ex-tax yen each person owes now, by any of the person's keys. */
export async function openNetOf(unit: Unit, keys: readonly string[]): Promise<Map<string, Yen>> {
  const rows = await unit.tx.query<{ key: string; open_net: number }>('select key, open_net from exposure_read($1, $2::text[])', [
    unit.mode,
    keys,
  ]);
  return new Map(rows.map((row) => [row.key, yen(row.open_net)]));
}
