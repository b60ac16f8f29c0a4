import type { Tx } from './database.ts';
import type { Instant } from './time.ts';
import type { Unit } from './unit.ts';

/** One piece of due work: an invoice, a payout, a shop whose period ends. Ids are unique across shops. */
export type DueItem = { readonly merchantId: string; readonly id: string };

/** Which of the due items a run takes. */
export type Choice = {
  /** At most so many, where a run would take more. */
  readonly most: number;
  /** Ids of items that failed, and wait for their next try or for a person. */
  readonly except: readonly string[];
  /** Told what a run took before it works on it, so that a failure can be laid at its door. */
  readonly took: (items: readonly DueItem[]) => void;
};

/** As nearly always: whatever is due. */
export const everything: Choice = { most: Number.POSITIVE_INFINITY, except: [], took: () => {} };

/**
 * Work that business time brings: due dates are data, so nothing is missed when a tick is, and the
 * sandbox's clock can run two months in seconds.
 */
export type DueTask = {
  readonly name: string;
  /** The earliest moment, not after `until`, at which something of this kind is due in the transaction's mode. */
  readonly next: (tx: Tx, until: Instant, except?: Choice['except']) => Promise<Instant | null>;
  /** Does what is due by `unit.now`, a bounded number at a time, and says how many. Repeats change nothing. */
  readonly run: (unit: Unit, choice?: Choice) => Promise<number>;
};
