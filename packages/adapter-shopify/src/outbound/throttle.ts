import type { Clock } from '../reconcile/ports.ts';
import { type Bucket, debited, fullBucket, learnt, type ThrottleStatus, waitMs } from './bucket.ts';

/** What an answer said of its cost; null where it said nothing. */
export type CostReport = { readonly requested: number; readonly status: ThrottleStatus };

/** A request's place in the bucket; settled once its answer is in, or lost. */
export type Place = { readonly settle: (report: CostReport | null) => void };

/** Lets the requests of one shop through as its bucket allows, in the order they came. */
export type Throttle = { readonly enter: (operation: { readonly name: string; readonly kind: 'query' | 'mutation' }) => Promise<Place> };

/** Before its first answer nothing is known of an operation: a mutation costs 10, a query of ours at most this. */
const firstGuess = { query: 500, mutation: 20 } as const;

export function createThrottle(clock: Clock): Throttle {
  let bucket: Bucket = fullBucket(clock.now());
  let underway = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const costs = new Map<string, number>();

  async function waitFor(points: number): Promise<void> {
    for (let wait = waitMs(bucket, points, clock.now()); wait > 0; wait = waitMs(bucket, points, clock.now())) await clock.sleep(wait);
    bucket = debited(bucket, points, clock.now());
    underway += points;
  }

  return {
    async enter({ name, kind }) {
      const points = Math.min(costs.get(name) ?? firstGuess[kind], bucket.maximum);
      const mine = turn.then(() => waitFor(points));
      turn = mine.catch(() => undefined);
      await mine;
      let settled = false;
      return {
        settle(report) {
          if (settled) return;
          settled = true;
          underway -= points;
          if (report === null) return;
          costs.set(name, report.requested);
          bucket = learnt(report.status, underway, clock.now());
        },
      };
    },
  };
}
