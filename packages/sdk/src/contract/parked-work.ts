import * as z from 'zod/mini';
import { byId, ParkedWorkId } from './ids.ts';
import { operation } from './operation.ts';
import { pageOf, pageQuery } from './pagination.ts';
import { Instant, named } from './primitives.ts';

/** Due or queued work that failed: it is tried again by itself, and after too many failures it waits for a person. */
export const ParkedWork = named(
  'ParkedWork',
  z.object({
    id: ParkedWorkId,
    /** The kind of work: `invoicing.issue`, `imports.run`. */
    task: z.string(),
    /** The shop it is about; null where it is about none, or about all. */
    merchantId: z.nullable(z.string()),
    /** The order, invoice, payout, deposit, import or shop that it stopped at; null when the whole task stopped. */
    itemId: z.nullable(z.string()),
    attempts: z.int(),
    /** The kind of error; the log has the rest. */
    problem: z.string(),
    /** The business time of its first failure; null for a job of the queue, which knows the wall clock alone. */
    parkedAt: z.nullable(Instant),
    /** The next try; null when it waits for a person. */
    nextTryAt: z.nullable(Instant),
  }),
);
export const ParkedWorkPage = named('ParkedWorkPage', pageOf(ParkedWork));

export const listParkedWork = operation({
  id: 'operator.parkedWork',
  method: 'GET',
  path: '/v1/operator/parked-work',
  summary: { ja: '失敗して止まっている処理', en: 'Work that failed and is set aside' },
  access: ['op'],
  scope: 'operator:read',
  query: z.strictObject(pageQuery),
  replies: { 200: { schema: ParkedWorkPage, description: { ja: '止まっている処理', en: 'What is set aside' } } },
});

export const retryParkedWork = operation({
  id: 'operator.retryParkedWork',
  method: 'POST',
  path: '/v1/operator/parked-work/:id/retry',
  summary: { ja: '止まっている処理をやり直させる', en: 'Have work that is set aside tried again' },
  access: ['op'],
  scope: 'operator:write',
  idempotency: 'required',
  params: byId(ParkedWorkId),
  replies: { 200: { schema: ParkedWork, description: { ja: 'すぐにやり直される処理', en: 'The work, which is tried again at once' } } },
  codes: ['not_found'],
});

export type ParkedWork = z.infer<typeof ParkedWork>;
