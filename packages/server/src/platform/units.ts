import type { Crypto } from '../core/crypto.ts';
import type { Database, Mode, Scope, Tx } from '../core/database.ts';
import type { IdSource } from '../core/id.ts';
import { type Clock, dayInJapan, type Instant } from '../core/time.ts';
import type { DomainEvent, EventType, Unit } from '../core/unit.ts';

/** What modules do when something has happened, in the transaction in which it happened. */
export type Reaction = (unit: Unit, events: readonly DomainEvent[]) => Promise<void>;
export type Flow = Readonly<Partial<Record<EventType, readonly Reaction[]>>>;

export type UnitOptions = {
  readonly database: Database;
  readonly ids: IdSource;
  readonly crypto: Crypto;
  readonly clockOf: (mode: Mode) => Clock;
  readonly record: (unit: Unit, events: readonly DomainEvent[]) => Promise<void>;
  readonly flow: Flow;
};

export type Units = {
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** The same at a moment of its own: due work happens when it was due, not when it was looked at. */
  readonly inUnitAt: <T>(scope: Scope, now: Instant, work: (unit: Unit) => Promise<T>) => Promise<T>;
  /** The same with a script sent together with `begin` (see Database.openedTransaction). */
  readonly inOpenedUnit: <Row, T>(scope: Scope, opening: string, work: (unit: Unit, opened: Promise<Row[]>) => Promise<T>) => Promise<T>;
};

export function createUnits(options: UnitOptions): Units {
  const { database, clockOf } = options;
  const unitOn = (tx: Tx, now: Instant): Unit => createUnit(options, tx, now);
  return {
    inUnit: (scope, work) => database.transaction(scope, (tx) => work(unitOn(tx, clockOf(scope.mode).now()))),
    inUnitAt: (scope, now, work) => database.transaction(scope, (tx) => work(unitOn(tx, now))),
    inOpenedUnit: <Row, T>(scope: Scope, opening: string, work: (unit: Unit, opened: Promise<Row[]>) => Promise<T>) =>
      database.openedTransaction<Row, T>(scope, opening, (tx, opened) => work(unitOn(tx, clockOf(scope.mode).now()), opened)),
  };
}

function createUnit({ ids, crypto, record, flow }: UnitOptions, tx: Tx, now: Instant): Unit {
  const unit: Unit = {
    tx,
    mode: tx.scope.mode,
    now,
    today: dayInJapan(now),
    ids,
    crypto,
    async tell(events) {
      if (events.length === 0) return;
      await record(unit, events);
      for (const [type, happened] of Map.groupBy(events, (event) => event.type)) {
        for (const react of flow[type] ?? []) await react(unit, happened);
      }
    },
  };
  return unit;
}
