import type { Crypto } from '../../src/core/crypto.ts';
import type { Database, Mode, Scope } from '../../src/core/database.ts';
import { idSource } from '../../src/core/id.ts';
import type { IdSource } from '../../src/core/id.ts';
import { addMs, dayInJapan, epochMs, instant } from '../../src/core/time.ts';
import type { Instant } from '../../src/core/time.ts';
import type { DomainEvent, Unit } from '../../src/core/unit.ts';
import { createCrypto } from '../../src/platform/crypto.ts';

export type TestUnitOptions = {
  readonly mode?: Mode;
  /** Where the clock stands; it stays there unless it is moved. */
  readonly now?: Instant | string;
  readonly merchants?: Scope['merchants'];
  /** What happens when work tells something. Nothing, unless a test lets reactions run here. */
  readonly tell?: (unit: Unit, events: readonly DomainEvent[]) => Promise<void>;
  readonly crypto?: Crypto;
};

export type TestUnits = {
  readonly run: <T>(work: (unit: Unit) => Promise<T>, at?: Instant) => Promise<T>;
  /** What was told by units that were committed, oldest first. */
  readonly told: DomainEvent[];
  readonly toldTypes: () => string[];
  readonly now: () => Instant;
  readonly moveTo: (now: Instant | string) => void;
  readonly moveBy: (ms: number) => void;
};

/** Runs work in units with a clock that stands still, ids and keys that are the same in every run. */
export function testUnit(database: Database, options: TestUnitOptions = {}): TestUnits {
  const { mode = 'test', merchants = 'all', tell, crypto = testCrypto() } = options;
  let now = instant(options.now ?? '2026-10-01T00:00:00Z');
  const told: DomainEvent[] = [];
  const ids = testIds(database, () => epochMs(now));
  return {
    told,
    toldTypes: () => told.map((event) => event.type),
    now: () => now,
    moveTo: (to) => (now = instant(to)),
    moveBy: (ms) => (now = addMs(now, ms)),
    async run(work, at = now) {
      let heard: DomainEvent[] = [];
      const value = await database.transaction({ mode, merchants }, async (tx) => {
        heard = [];
        const unit: Unit = {
          tx,
          mode,
          ids,
          crypto,
          now: at,
          today: dayInJapan(at),
          async tell(events) {
            if (events.length === 0) return;
            heard.push(...events);
            await tell?.(unit, events);
          },
        };
        return work(unit);
      });
      told.push(...heard);
      return value;
    },
  };
}

const idsOfDatabase = new WeakMap<Database, IdSource>();

/** One source per database, so that two sets of units in a test never make the same id. */
function testIds(database: Database, now: () => number): IdSource {
  let ids = idsOfDatabase.get(database);
  if (ids === undefined) {
    ids = idSource(now, seededBytes(1));
    idsOfDatabase.set(database, ids);
  }
  return ids;
}

/** After a database was emptied its ids begin anew. */
export function forgetUnits(database: Database): void {
  idsOfDatabase.delete(database);
}

/** The same keys and the same chance in every run. */
export function testCrypto(): Crypto {
  return createCrypto({ masterKeys: [new Uint8Array(32).fill(7)], randomBytes: seededBytes(2) });
}

/** Park and Miller's generator: even enough for ids, the same on every machine. */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  let state = seed;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return (state >> 8) & 255;
    });
}
