import { bare } from '../hardened.ts';
import type { AuthorizationResult } from './types.ts';

type Result<D extends AuthorizationResult['decision']> = Extract<AuthorizationResult, { decision: D }>;

/** Yen with tax. */
export type QuoteDetail = {
  readonly available: boolean;
  /** Why not, as far as a shopper may know. */
  readonly reason: 'amount_over_limit' | 'overseas_not_supported' | 'unavailable' | null;
  readonly amount: number;
  /** What the buyer pays for the invoice. */
  readonly buyerFee: number;
  /** `amount` and `buyerFee`. */
  readonly billedAmount: number;
};

/** What the elements tell the page. All of them bubble and leave the shadow tree. */
export type AtobaraiEventMap = {
  /** The conditions are on the screen. */
  'atobarai-ready': CustomEvent<{ readonly displayName: string; readonly mode: 'test' | 'live' }>;
  /** Another method, consent, or a decision that no longer holds. */
  'atobarai-change': CustomEvent<{ readonly method: string | null; readonly valid: boolean }>;
  /** The answer to the cart as it is now; answers to earlier carts are never told. */
  'atobarai-quote': CustomEvent<QuoteDetail>;
  /** The order may be placed with `detail.authorizationToken` and `detail.buyer`. */
  'atobarai-authorized': CustomEvent<Result<'approved' | 'manual_review'>>;
  /** The shopper is asked to mend `detail.fields` in the widget. */
  'atobarai-held': CustomEvent<Result<'on_hold'>>;
  /** The shopper is offered the other methods. */
  'atobarai-rejected': CustomEvent<Result<'rejected'>>;
  /** For the shop's developer; the shopper sees what to do. */
  'atobarai-error': CustomEvent<{ readonly code: string; readonly message: string; readonly retryable: boolean }>;
};

declare global {
  interface HTMLElementEventMap extends AtobaraiEventMap {}
}

/** Dispatches an event that a listener anywhere above hears. */
export function tellPage<Name extends keyof AtobaraiEventMap>(
  element: EventTarget,
  name: Name,
  detail: AtobaraiEventMap[Name]['detail'],
): void {
  element.dispatchEvent(new CustomEvent(name, bare({ detail, bubbles: true, composed: true })));
}
