import type { Database, Mode } from '../core/database.ts';
import { addMs, type Clock, epochMs, type Instant } from '../core/time.ts';

/**
 * The business clock: the wall clock at an offset that the sandbox may move. Live time has none.
 * The offset is a row that all processes share, and is held in memory between looks at it.
 */
export type BusinessClock = {
  readonly of: (mode: Mode) => Clock;
  /** Reads the offset again, for processes that did not move it themselves. */
  readonly refresh: () => Promise<void>;
  readonly moveTo: (at: Instant) => Promise<void>;
  /** Moves forward to a moment that due work has reached; a clock that is further on stays. */
  readonly reach: (at: Instant) => Promise<void>;
};

export async function openBusinessClock(database: Database, wall: Clock): Promise<BusinessClock> {
  let offsetMs = 0;
  let moves = 0;
  const ownScope = { mode: 'test', merchants: [] } as const;
  const clock: BusinessClock = {
    of: (mode) => (mode === 'live' ? wall : { now: () => addMs(wall.now(), offsetMs) }),
    async refresh() {
      const movesBefore = moves;
      const [row] = await database.transaction(ownScope, (tx) =>
        tx.query<{ offset_ms: number }>(`select offset_ms from business_clock where mode = 'test'`),
      );
      // What was read before a move and is heard after it would turn the clock back.
      if (moves === movesBefore) offsetMs = row?.offset_ms ?? 0;
    },
    async reach(at) {
      if (at > clock.of('test').now()) await clock.moveTo(at);
    },
    async moveTo(at) {
      const moved = epochMs(at) - epochMs(wall.now());
      await database.transaction(ownScope, (tx) => tx.query(`update business_clock set offset_ms = $1 where mode = 'test'`, [moved]));
      offsetMs = moved;
      moves += 1;
    },
  };
  await clock.refresh();
  return clock;
}
