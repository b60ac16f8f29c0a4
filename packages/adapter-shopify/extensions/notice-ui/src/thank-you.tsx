import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { thankYouHost } from './host.ts';
import { Notice } from './notice.tsx';
import { pageOf } from './page.ts';
import { isManualPayment } from './status.ts';

// oxlint-disable-next-line import/no-default-export -- Shopify calls the default export of a target's module.
export default function thankYou(): void {
  const host = thankYouHost();
  const { orderConfirmation, selectedPaymentOptions, settings, sessionToken } = host;
  // Which manual method it was, Shopify does not tell: the adapter knows. For any other method nobody is asked.
  if (!isManualPayment(selectedPaymentOptions.value)) return;
  const asking = {
    adapterUrl: String(settings.value['adapter_url'] ?? ''),
    orderId: orderConfirmation.value.order.id,
    sessionToken: () => sessionToken.get(),
  };
  render(<Notice asking={asking} page={pageOf(host)} />, document.body);
}
