import type { Flag } from '../flags.ts';
import type { Action, OrderFacts, OrderRecord } from '../model.ts';

/** What one view of the facts adds to the plan. */
export type Part = {
  readonly actions: readonly Action[];
  readonly flags: readonly Flag[];
  readonly record: Partial<OrderRecord>;
  readonly lookAgainAt: string | null;
};

export const nothing: Part = { actions: [], flags: [], record: {}, lookAgainAt: null };

export function part(given: Partial<Part>): Part {
  return { ...nothing, ...given };
}

export const flagged = (...flags: readonly Flag[]): Part => part({ flags });

export function together(...parts: readonly Part[]): Part {
  const moments = parts.flatMap(({ lookAgainAt }) => (lookAgainAt === null ? [] : [lookAgainAt])).sort();
  return {
    actions: parts.flatMap(({ actions }) => actions),
    flags: parts.flatMap(({ flags }) => flags),
    record: Object.assign({}, ...parts.map(({ record }) => record)) as Partial<OrderRecord>,
    lookAgainAt: moments[0] ?? null,
  };
}

/** An action, unless just this was refused before: then what a person must see of it. */
export function ask({ record }: OrderFacts, action: Action): Part {
  const refusal = record.refusals[action.slot];
  return refusal?.digest === action.digest ? flagged(refusal.flag) : part({ actions: [action] });
}

/** RFC 3339, `ms` after another. */
export function after(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
