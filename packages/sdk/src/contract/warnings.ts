import * as z from 'zod/mini';
import { named } from './primitives.ts';

/** Something that was accepted and deserves a look. */
export const Warning = named(
  'Warning',
  z.object({ code: z.string(), field: z.optional(z.string()), messageJa: z.string(), messageEn: z.string() }),
);

export type Warning = z.infer<typeof Warning>;
