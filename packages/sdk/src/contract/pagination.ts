import * as z from 'zod/mini';
import { text } from './primitives.ts';

/** Part of every list's query. */
export const pageQuery = {
  /** How many at most, 1 to 100. */
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  /** The `nextCursor` of the page before. */
  after: z.optional(text(200)),
};

/** One page of a list. `nextCursor` is null on the last one. */
export const pageOf = <S extends z.ZodMiniType>(element: S) => z.object({ data: z.array(element), nextCursor: z.nullable(z.string()) });

export type Page<T> = { data: T[]; nextCursor: string | null };
