import { type Yen, yen } from '../../core/money.ts';
import type { DomainEvent, Unit } from '../../core/unit.ts';

export type ExposureMove = { readonly keys: readonly string[]; readonly net: Yen };

/** Gives back what orders no longer hold of their buyers' frames: paid, cancelled, returned, expired. */
export function releaseExposure(unit: Unit, moves: readonly ExposureMove[]): Promise<void> {
  return moveExposure(
    unit,
    moves.map(({ keys, net }) => ({ keys, net: yen(-net) })),
  );
}

/** Takes more of a buyer's frame, for an order whose amount went up; a sum below zero gives back. */
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

const isLate = (event: DomainEvent) => event.data['late'] === true;

/** Remembers for screening whether a person pays in time, and whether a shop's buyers do. */
export async function notePaid(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  await unit.tx.query('select exposure_paid($1, $2::text[], $3::text[], $4::text[])', [
    unit.mode,
    events.map((event) => event.merchantId),
    events.map((event) => event.resource.id),
    events.map((event) => (isLate(event) ? 'late' : 'in_time')),
  ]);
  const inTime = events.filter((event) => !isLate(event));
  if (inTime.length > 0) await noteOfShops(unit, inTime, 'paid_in_time');
}

/** An invoice that nobody paid in time counts against the shop, too, whatever becomes of it. */
export async function noteOverdue(unit: Unit, events: readonly DomainEvent[]): Promise<void> {
  await noteOfShops(unit, events, 'overdue');
}

async function noteOfShops(unit: Unit, events: readonly DomainEvent[], what: 'paid_in_time' | 'overdue'): Promise<void> {
  const ones = events.map(() => 1);
  const none = events.map(() => 0);
  await unit.tx.query('select shop_history_note($1, $2::text[], $3::int[], $4::int[])', [
    unit.mode,
    events.map((event) => event.merchantId),
    what === 'paid_in_time' ? ones : none,
    what === 'overdue' ? ones : none,
  ]);
}

/** Ex-tax yen each person owes now, by any of the person's keys. */
export async function openNetOf(unit: Unit, keys: readonly string[]): Promise<Map<string, Yen>> {
  const rows = await unit.tx.query<{ key: string; open_net: number }>('select key, open_net from exposure_read($1, $2::text[])', [
    unit.mode,
    keys,
  ]);
  return new Map(rows.map((row) => [row.key, yen(row.open_net)]));
}
