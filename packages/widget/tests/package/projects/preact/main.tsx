import type { Buyer, Item } from '@atobarai/widget';
import type {} from '@atobarai/widget/preact';

export const Checkout = ({ items, buyer }: { readonly items: readonly Item[]; readonly buyer: Buyer }) => (
  <form>
    <atobarai-payment
      publishable-key="pk_test_x"
      amount={5_500}
      items={items}
      buyer={buyer}
      methods={[{ id: 'card', label: 'クレジットカード' }]}
      name="payment"
      locale="en"
      required
      onatobarai-authorized={({ detail }) => detail.authorizationToken.length}
      onatobarai-error={({ detail }) => detail.retryable}
      ref={(element) => void element?.authorize()}
    />
    <atobarai-message publishable-key="pk_test_x" amount={5_500} />
    <atobarai-legal-notice publishable-key="pk_test_x" theme="dark" />
    {/* @ts-expect-error: an amount is a number of yen. */}
    <atobarai-payment amount="5500" />
    {/* @ts-expect-error: the token of a held order is null. */}
    <atobarai-payment onatobarai-held={({ detail }) => detail.authorizationToken.length} />
  </form>
);
