import { useEffect, useRef, useState } from 'preact/hooks';
import { type Cart, type Payment, payInShop, payLater } from './medusa.ts';
import { loadWidget, type PayLaterFacts, payLaterFacts, sessionDataOf } from './pay-later.ts';
import type { AtobaraiPayment } from './widget-types.ts';

const otherMethods = [{ id: 'shop', label: '店頭でのお支払い' }];

export type PaymentFormProps = {
  readonly cart: Cart;
  readonly isBusy: boolean;
  readonly onBack: () => void;
  readonly onPay: (payment: Payment) => void;
};

/** Choice of the payment. The widget is the whole list; without it the shop's own method is left. */
export function PaymentForm({ cart, isBusy, onBack, onPay }: PaymentFormProps) {
  const widget = useRef<AtobaraiPayment>(null);
  const [facts, setFacts] = useState<PayLaterFacts | 'absent'>();

  useEffect(() => {
    const prepare = async () => {
      const found = await payLaterFacts(cart.id);
      if (!found.available) return setFacts('absent');
      await loadWidget(found);
      setFacts(found);
    };
    // Without pay-later the shop sells all the same.
    prepare().catch(() => setFacts('absent'));
  }, [cart.id]);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (widget.current?.value !== 'atobarai') return onPay({ providerId: payInShop });
    const result = await widget.current.authorize();
    // On hold, rejected, not made: the widget has told the shopper what to do.
    if (!('authorizationToken' in result) || !result.authorizationToken) return;
    onPay({ providerId: payLater, data: sessionDataOf(result), mended: result.buyer });
  };

  return (
    <form onSubmit={submit}>
      <section>
        <h2>お支払い方法</h2>
        {facts === 'absent' && <p>店頭でのお支払いになります(後払いは、ただいまご利用いただけません)。</p>}
        {facts && facts !== 'absent' && facts.problems?.map(({ message }) => <p key={message}>後払い: {message}</p>)}
        {facts && facts !== 'absent' && (
          <atobarai-payment
            ref={widget}
            name="payment"
            required
            manual
            publishable-key={facts.publishableKey}
            base-url={facts.apiUrl}
            {...facts.checkout}
            methods={otherMethods}
          />
        )}
      </section>
      <p class="actions">
        <button type="button" class="quiet" onClick={onBack} disabled={isBusy}>
          戻って変更する
        </button>
        <button disabled={isBusy || facts === undefined}>注文を確定する</button>
      </p>
    </form>
  );
}
