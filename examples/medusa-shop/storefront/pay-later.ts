import { medusa } from './medusa.ts';
import type { AuthorizationResult, Checkout } from './widget-types.ts';

/** What the adapter's store route tells of a cart. */
export type PayLaterFacts = {
  /** False where the shop's settings do not allow it. */
  readonly available: boolean;
  readonly apiUrl: string;
  readonly publishableKey: string;
  readonly widgetUrl: string;
  /** What the widget has to screen, so that it is exactly what will be registered. */
  readonly checkout?: Checkout | null;
  /** Why this cart cannot be paid later, in words for the shopper. */
  readonly problems?: readonly { readonly message: string }[];
};

export function payLaterFacts(cartId: string): Promise<PayLaterFacts> {
  return medusa.client.fetch<PayLaterFacts>('/store/atobarai/config', { query: { cart_id: cartId } });
}

/** Loads the widget once, and waits for it: only a defined element takes lists and objects as properties. */
export async function loadWidget({ widgetUrl }: PayLaterFacts): Promise<void> {
  if (!document.querySelector('script[data-widget]')) {
    const script = document.createElement('script');
    script.src = widgetUrl;
    script.dataset['widget'] = '';
    document.head.append(script);
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${widgetUrl} could not be loaded.`));
    });
  }
  await customElements.whenDefined('atobarai-payment');
}

type Approved = Extract<AuthorizationResult, { authorizationToken: string }>;

/** What of the decision travels with the payment session. */
export function sessionDataOf({ authorizationToken, consent }: Approved) {
  return {
    authorization_token: authorizationToken,
    consent: { terms_version: consent.termsVersion, accepted_at: consent.acceptedAt },
  };
}
