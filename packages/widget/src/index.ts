import { define } from './element/host.ts';
import { AtobaraiPayment } from './element/payment-element.ts';

export { createPaymentWidget, type PaymentWidget, type PaymentWidgetOptions } from './element/create-payment-widget.ts';
export type { AtobaraiEventMap, QuoteDetail } from './element/events.ts';
export type { Address, AuthorizationResult, Buyer, Destination, Item, Method, NotMade } from './element/types.ts';
export { AtobaraiPayment };

define('atobarai-payment', AtobaraiPayment);

declare global {
  interface HTMLElementTagNameMap {
    'atobarai-payment': AtobaraiPayment;
  }
}
