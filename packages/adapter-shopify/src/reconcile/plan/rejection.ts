import type { OrderRecord, Policy } from '../model.ts';
import { after, ask, nothing, part, type Part, together } from './part.ts';
import { hasStanding } from './shipments.ts';
import { isPaidOtherwise, type Registered } from './claimed.ts';

const hourMs = 3_600_000;
const jobLookMs = 2_000;

/** What becomes of the Shopify order when screening said no: held for staff, or cancelled if the shop opted for it. */
export function rejectionPart(facts: Registered, policy: Policy): Part {
  const { atobarai, record, shopify, now } = facts;
  if (atobarai.axes.credit !== 'rejected') return record.rejectedAt === null ? nothing : part({ record: { rejectedAt: null } });
  const rejectedAt = record.rejectedAt ?? now;
  const seen = part({ record: { rejectedAt } });
  // What has left cannot be cancelled, and a person has been told.
  if (policy.onRejected !== 'cancel' || shopify.cancelledAt !== null || hasStanding(shopify) || isPaidOtherwise(facts)) return seen;
  if (record.cancelJobGid !== null) return together(seen, jobPart(facts));
  const cancelAt = after(rejectedAt, policy.cancelAfterHours * hourMs);
  if (Date.parse(now) < Date.parse(cancelAt)) return together(seen, part({ lookAgainAt: cancelAt }));
  const note = '後払いの審査で承認されなかったため、設定に従って自動でキャンセルしました。';
  return together(seen, ask(facts, { do: 'cancel_order', ...cancellation, notifyBuyer: policy.notifyBuyerOfCancel, note }));
}

export const cancellation = { slot: 'order_cancel', digest: 'declined' } as const;

/** Shopify cancels in a job of its own: it is waited for, and believed only when the order says so. */
function jobPart({ cancelJobDone, record, now }: Registered): Part {
  if (cancelJobDone !== true) return part({ lookAgainAt: after(now, jobLookMs) });
  const flag = { code: 'order_cancel_refused', values: { why: 'job' } } as const;
  const refusals: OrderRecord['refusals'] = { ...record.refusals, [cancellation.slot]: { digest: cancellation.digest, flag } };
  return part({ flags: [flag], record: { cancelJobGid: null, refusals } });
}
