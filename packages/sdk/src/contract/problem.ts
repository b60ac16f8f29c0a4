import * as z from 'zod/mini';
import { named } from './primitives.ts';

/** One field that is wrong. `path` is in the caller's own words: `buyer.phone`, `items[2].taxRate`. */
export const FieldProblem = z.object({ path: z.string(), code: z.string(), message: z.string() });

/** Every refusal, as `application/problem+json` (RFC 9457). */
export const Problem = named(
  'Problem',
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    fields: z.optional(z.array(FieldProblem)),
    /** With `illegal_transition`: what may be done instead. */
    legalCommands: z.optional(z.array(z.string())),
    /** With `duplicate_order`: the order that has the number already. */
    existingId: z.optional(z.string()),
  }),
);

export type Problem = z.infer<typeof Problem>;
export type FieldProblem = z.infer<typeof FieldProblem>;

export const problemMediaType = 'application/problem+json';
