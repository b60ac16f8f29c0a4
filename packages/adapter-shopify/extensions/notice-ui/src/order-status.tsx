import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { orderStatusHost } from './host.ts';
import { Notice } from './notice.tsx';
import { pageOf } from './page.ts';

// oxlint-disable-next-line import/no-default-export -- Shopify calls the default export of a target's module.
export default function orderStatus(): void {
  const host = orderStatusHost();
  const { order, settings, sessionToken } = host;
  // An order that is still being made has no id yet.
  if (order.value === undefined) return;
  const asking = {
    adapterUrl: String(settings.value['adapter_url'] ?? ''),
    orderId: order.value.id,
    sessionToken: () => sessionToken.get(),
  };
  render(<Notice asking={asking} page={pageOf(host)} />, document.body);
}
