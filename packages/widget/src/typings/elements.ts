import type { AtobaraiEventMap } from '../element/events.ts';
import type { Buyer, Destination, Item, Method } from '../element/types.ts';

// What markup of a framework may say of the elements; ./react, ./preact and ./vue tell each framework of it.

/** Events as JSX listens to them: `onatobarai-authorized`. */
export type Listeners = {
  readonly [Name in keyof AtobaraiEventMap as `on${Name}`]?: ((event: AtobaraiEventMap[Name]) => void) | undefined;
};

type Shown = {
  /** `pk_test_…` or `pk_live_…`. */
  'publishable-key'?: string | undefined;
  /** The payment server; where the script came from unless told. */
  'base-url'?: string | undefined;
  /** The language of the page unless told. */
  locale?: 'ja' | 'en' | undefined;
  /** The `color-scheme` of the page unless told. */
  theme?: 'light' | 'dark' | undefined;
};

/** Attributes and properties of `<atobarai-payment>`. */
export type AtobaraiPaymentProps = Shown & {
  /** Yen with tax. */
  amount?: number | null | undefined;
  items?: readonly Item[] | null | undefined;
  buyer?: Buyer | null | undefined;
  shipTo?: readonly Destination[] | null | undefined;
  buyerToken?: string | null | undefined;
  methods?: readonly Method[] | null | undefined;
  /** Name of the form entry of the chosen method. */
  name?: string | undefined;
  /** A method must be chosen. */
  required?: boolean | undefined;
  /** The form is not held back, nor is it invalid for this: the page calls `authorize()`. */
  manual?: boolean | undefined;
  /** Takes it out of its form. */
  disabled?: boolean | undefined;
};

/** Attributes of `<atobarai-message>`. */
export type AtobaraiMessageProps = Shown & {
  /** Yen with tax. */
  amount?: number | string | undefined;
};

/** Attributes of `<atobarai-legal-notice>`. */
export type AtobaraiLegalNoticeProps = Shown;
