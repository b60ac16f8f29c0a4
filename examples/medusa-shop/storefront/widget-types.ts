import type { HTMLAttributes, Ref } from 'preact';

// What this page uses of the widget, which it loads from the payment service. A shop that installs
// `@atobarai/widget` takes these types from there.

type Address = { readonly prefecture: string; readonly city: string; readonly line1: string; readonly line2?: string | undefined };

export type AuthorizationResult =
  | {
      readonly decision: 'approved' | 'manual_review';
      readonly authorizationToken: string;
      readonly consent: { readonly termsVersion: string; readonly acceptedAt: string };
      /** As screened, with what the shopper mended in the widget. */
      readonly buyer: { readonly phone: string; readonly postalCode: string; readonly address: Address };
    }
  | { readonly decision: 'on_hold' | 'rejected' | 'not_made' };

/** What the widget screens; the adapter's store route has it ready for a cart. */
export type Checkout = {
  readonly amount: number;
  readonly items: readonly object[];
  readonly buyer: object;
  readonly shipTo?: readonly object[];
};

export type AtobaraiPayment = HTMLElement & {
  /** The chosen method; `atobarai` for pay-later. */
  readonly value: string | null;
  readonly authorize: () => Promise<AuthorizationResult>;
};

type PaymentProps = HTMLAttributes<AtobaraiPayment> & { readonly [Name in keyof Checkout]?: Checkout[Name] } & {
  readonly ref?: Ref<AtobaraiPayment>;
  readonly name?: string;
  readonly required?: boolean;
  readonly manual?: boolean;
  readonly 'publishable-key': string;
  readonly 'base-url': string;
  readonly methods: readonly { readonly id: string; readonly label: string }[];
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'atobarai-payment': PaymentProps;
    }
  }
}
