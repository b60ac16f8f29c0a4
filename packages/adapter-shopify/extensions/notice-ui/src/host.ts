import type { Api as OrderStatusApi } from '@shopify/ui-extensions/customer-account.order-status.block.render';
import type { Api as ThankYouApi } from '@shopify/ui-extensions/purchase.thank-you.block.render';

// Shopify gives every target its own global `shopify`: which one, only the target's module knows.

/** The host of the thank-you page. */
export const thankYouHost = (): ThankYouApi => hostOf<ThankYouApi>();

/** The host of the order status page. */
export const orderStatusHost = (): OrderStatusApi => hostOf<OrderStatusApi>();

function hostOf<Api>(): Api {
  return (globalThis as { readonly shopify?: unknown }).shopify as Api;
}
