import type { Tx } from './database.ts';
import type { Instant } from './time.ts';
import type { Unit } from './unit.ts';

/**
 * Work that business time brings: due dates are data, so nothing is missed when a tick is, and the
 * sandbox's clock can run two months in seconds.
 */
export type DueTask = {
  readonly name: string;
  /** The earliest moment, not after `until`, at which something of this kind is due in the transaction's mode. */
  readonly next: (tx: Tx, until: Instant) => Promise<Instant | null>;
  /** Does what is due by `unit.now`, a bounded number at a time, and says how many. Repeats change nothing. */
  readonly run: (unit: Unit) => Promise<number>;
};
