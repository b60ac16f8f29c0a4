import { AtobaraiPayment } from './payment-element.ts';
import { define } from './host.ts';
import type { AuthorizationResult, Buyer, Destination, Item, Method } from './types.ts';

export type PaymentWidgetOptions = {
  /** `pk_test_…` or `pk_live_…`. */
  readonly publishableKey: string;
  /** @default where the script came from */
  readonly baseUrl?: string;
  /** Yen with tax. */
  readonly amount?: number;
  readonly items?: readonly Item[];
  readonly buyer?: Buyer;
  readonly shipTo?: readonly Destination[];
  readonly buyerToken?: string;
  readonly methods?: readonly Method[];
  /** @default the language of the page */
  readonly locale?: 'ja' | 'en';
  /** @default the page's own `color-scheme` */
  readonly theme?: 'light' | 'dark';
  /** Name of the form entry that carries the chosen method. */
  readonly name?: string;
};

export type PaymentWidget = {
  readonly element: AtobaraiPayment;
  /** Puts the widget at the end of a place on the page. */
  readonly mount: (place: Element | string) => PaymentWidget;
  /** Changes some of the options. */
  readonly update: (changes: Partial<PaymentWidgetOptions>) => void;
  readonly unmount: () => void;
  readonly authorize: () => Promise<AuthorizationResult>;
};

const attributes = { publishableKey: 'publishable-key', baseUrl: 'base-url', locale: 'locale', theme: 'theme', name: 'name' } as const;
const properties = ['amount', 'items', 'buyer', 'shipTo', 'buyerToken', 'methods'] as const;

/**
 * Makes the payment choice without markup.
 *
 * @throws Error when `mount` is given a selector that finds nothing.
 * @example
 * ```ts
 * import { createPaymentWidget } from '@atobarai/widget';
 *
 * const widget = createPaymentWidget({ publishableKey: 'pk_test_…', amount: 5_500 }).mount('#payment');
 * const { decision, authorizationToken } = await widget.authorize();
 * console.log(decision, authorizationToken);
 * ```
 */
export function createPaymentWidget(options: PaymentWidgetOptions): PaymentWidget {
  define('atobarai-payment', AtobaraiPayment);
  const element = document.createElement('atobarai-payment') as AtobaraiPayment;
  const widget: PaymentWidget = {
    element,
    mount(place) {
      const target = typeof place === 'string' ? document.querySelector(place) : place;
      if (!target) throw new Error(`There is no ${String(place)} on this page to mount the payment widget in.`);
      target.append(element);
      return widget;
    },
    update(changes) {
      for (const [option, attribute] of Object.entries(attributes)) {
        const value: unknown = Reflect.get(changes, option);
        if (value !== undefined) element.setAttribute(attribute, String(value));
      }
      for (const property of properties) if (changes[property] !== undefined) Reflect.set(element, property, changes[property]);
    },
    unmount: () => element.remove(),
    authorize: () => element.authorize(),
  };
  widget.update(options);
  return widget;
}
