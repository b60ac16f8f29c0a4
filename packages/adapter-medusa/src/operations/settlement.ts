import type { OrderSummary } from '@atobarai/sdk';
import type { FoundPayment } from '../lib/find-payment';
import type { AtobaraiOptions } from '../lib/options';
import { isDelivered, isShipped, type Standing, standingOf } from '../lib/status';

/** What Medusa has to do to stand where the service stands. */
export type Step = 'authorize' | 'capture' | 'reject' | 'release' | 'none';

export type SettlementFacts = {
  readonly remote: Pick<OrderSummary, 'axes' | 'status'>;
  readonly found: Pick<FoundPayment, 'session' | 'payment'>;
  /** What was last known of the service's order. */
  readonly knownStatus: string | null;
  readonly captureOn: AtobaraiOptions['captureOn'];
};

/**
 * The next step, from how both sides stand now and from nothing that an event said: it comes out the same
 * whichever event came first, twice or never.
 */
export function nextStep(facts: SettlementFacts): Step {
  return steps[standingOf(facts.remote)](facts);
}

const steps: Readonly<Record<Standing, (facts: SettlementFacts) => Step>> = {
  pending: () => 'none',
  approved: ({ remote, found: { session, payment }, captureOn }) => {
    if (!payment) return isOpen(session.status) ? 'authorize' : 'none';
    return !payment.captured_at && isDue(remote, captureOn) ? 'capture' : 'none';
  },
  rejected: ({ remote, found: { session, payment }, knownStatus }) =>
    !payment && isOpen(session.status) && knownStatus !== remote.status ? 'reject' : 'none',
  // Cancelled or run out at the service: Medusa must not go on as if the money were certain.
  over: ({ found: { session, payment } }) => ((payment ? !payment.captured_at : isOpen(session.status)) ? 'release' : 'none'),
};

function isOpen(status: string | null | undefined): boolean {
  return status === 'pending' || status === 'pending_authorization' || status === 'requires_more';
}

function isDue(remote: SettlementFacts['remote'], captureOn: AtobaraiOptions['captureOn']): boolean {
  if (captureOn === 'manual') return false;
  return captureOn === 'delivery' ? isDelivered(remote) : isShipped(remote);
}
