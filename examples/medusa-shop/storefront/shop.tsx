import { useEffect, useState } from 'preact/hooks';
import { CartLines, type Goods } from './cart-lines.tsx';
import { DeliveryForm } from './delivery-form.tsx';
import {
  type Buyer,
  type Cart,
  type Completed,
  forgetCart,
  listGoods,
  listShipping,
  openCart,
  type Payment,
  placeOrder,
  putIntoCart,
  saveDelivery,
  type ShippingOption,
} from './medusa.ts';
import { PaymentForm } from './payment-form.tsx';
import { messageOf } from './words.ts';

const sampleBuyer: Buyer = {
  lastName: '見本',
  firstName: '花子',
  postalCode: '100-0001',
  prefecture: '東京都',
  city: '千代田区',
  line1: '千代田1-1',
  line2: '',
  phone: '03-1234-5678',
  email: 'approve@example.jp',
};

type Opened = { readonly cart: Cart; readonly goods: readonly Goods[]; readonly shipping: readonly ShippingOption[] };
type Step = 'delivery' | 'payment';
type Placed = Extract<Completed, { type: 'order' }>['order'];

/** One thing at a time, and whatever goes wrong is told. */
function useActs() {
  const [isBusy, setBusy] = useState(false);
  const [message, setMessage] = useState('');
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setMessage('');
    await work().catch((error: unknown) => setMessage(messageOf(error)));
    setBusy(false);
  };
  return { isBusy, message, setMessage, act };
}

/** The whole shop on one page: cart, delivery, payment, thanks. */
export function Shop() {
  const [opened, setOpened] = useState<Opened>();
  const [step, setStep] = useState<Step>('delivery');
  const [buyer, setBuyer] = useState(sampleBuyer);
  const [placed, setPlaced] = useState<Placed>();
  const { isBusy, message, setMessage, act } = useActs();

  useEffect(() => {
    void act(async () => {
      const cart = await openCart();
      const [goods, shipping] = await Promise.all([listGoods(cart), listShipping(cart)]);
      setOpened({ cart, goods, shipping });
    });
  }, []);

  if (placed) return <Thanks order={placed} />;
  if (!opened) return <p role="alert">{message || '読み込んでいます…'}</p>;
  const { cart, goods, shipping } = opened;
  const setCart = (changed: Cart) => setOpened({ ...opened, cart: changed });

  const pay = (payment: Payment) =>
    act(async () => {
      const completed = await placeOrder(cart, payment);
      // The payment was refused: the cart is as it was, and another way to pay can be chosen.
      if (completed.type === 'cart') return setMessage(completed.error.message);
      forgetCart();
      setPlaced(completed.order);
    });

  return (
    <>
      <h1>ご注文</h1>
      <CartLines
        cart={cart}
        goods={goods}
        isOpen={step === 'delivery' && !isBusy}
        onQuantity={(variantId, quantity) => void act(async () => setCart(await putIntoCart(cart, variantId, quantity)))}
      />
      {step === 'delivery' ? (
        <DeliveryForm
          buyer={buyer}
          shipping={shipping}
          isBusy={isBusy || (cart.items ?? []).length === 0}
          onSubmit={(given, shippingOptionId) =>
            void act(async () => {
              setBuyer(given);
              setCart(await saveDelivery(cart, given, shippingOptionId));
              setStep('payment');
            })
          }
        />
      ) : (
        <PaymentForm cart={cart} isBusy={isBusy} onBack={() => setStep('delivery')} onPay={(payment) => void pay(payment)} />
      )}
      <p role="alert">{message}</p>
    </>
  );
}

function Thanks({ order }: { readonly order: Placed }) {
  return (
    <section>
      <h1>ご注文ありがとうございます</h1>
      <p>
        ご注文番号は <strong>{order.display_id}</strong> です。
      </p>
      <p class="hint">{order.id}</p>
      <p>
        <a href="/">買い物を続ける</a>
      </p>
    </section>
  );
}
