import type { Outcome, UserError } from '../reconcile/ports.ts';

type GivenError = {
  readonly code?: string | null;
  readonly field?: readonly string[] | null;
  readonly message: string;
};

/** The codes of `alreadySo` mean that what was wanted already is so. */
export function outcomeOf(errors: readonly GivenError[] | undefined, alreadySo: readonly string[] = []): Outcome {
  const read = (errors ?? []).map(({ code, field, message }): UserError => ({ code: code ?? null, field: field ?? null, message }));
  const standing = read.filter(({ code }) => code === null || !alreadySo.includes(code));
  return standing.length === 0 ? { kind: 'done' } : { kind: 'refused', errors: standing };
}

/** A payload of null without an error is no success: Shopify types it so, and nobody can tell what it did. */
export function errorsIn<Payload>(
  payload: Payload | null | undefined,
  errorsOf: (payload: Payload) => readonly GivenError[],
): readonly GivenError[] {
  return payload === null || payload === undefined ? [{ message: 'Shopify answered the mutation with nothing.' }] : errorsOf(payload);
}
