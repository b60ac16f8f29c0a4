import type { Cart, Catalogue, Completed, Reply, Session, ShopClient, ShopOrder } from './shop-client.ts';
import { until } from './until.ts';

export const payLater = 'pp_atobarai_jp';

export type Address = {
  readonly last_name: string;
  readonly first_name: string;
  readonly phone?: string;
  readonly postal_code: string;
  readonly province: string;
  readonly city: string;
  readonly address_1: string;
  readonly address_2?: string;
  readonly company?: string;
  readonly country_code: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
};

let buyersSoFar = 0;

/** Nobody else's name, door and phone: the service looks for people who order twice or owe too much. */
export function newBuyer(magicName = 'approve'): { email: string; address: Address } {
  buyersSoFar += 1;
  const number = (process.pid % 1_000) * 1_000 + buyersSoFar;
  const digits = String(number).padStart(7, '0');
  return {
    email: `${magicName}@b${number}.example.jp`,
    address: {
      last_name: '見本',
      first_name: `花${'一二三四五六七八九十'[number % 10]}${'子美江香奈'[buyersSoFar % 5]}`,
      phone: `090-1${digits.slice(0, 3)}-${digits.slice(3)}`,
      postal_code: '100-0001',
      province: '東京都',
      city: '千代田区',
      address_1: `千代田1-${number}`,
      country_code: 'jp',
    },
  };
}

/** What the page sends of the shopper's agreement to the terms. */
export function agreed(): Readonly<Record<string, unknown>> {
  return { consent: { terms_version: 'sample-2026-04', accepted_at: new Date().toISOString() } };
}

export type CartWish = {
  readonly email?: string;
  readonly address?: Partial<Address>;
  readonly billing?: Partial<Address>;
  /** Pieces by SKU. */
  readonly items?: Readonly<Record<string, number>>;
  readonly carrier?: string;
  readonly provider?: string;
  /** What the page sends along with the choice of the payment. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly magicName?: string;
};

export type ReadyCart = { readonly id: string; readonly total: number; readonly session: Session };

export type Counter = {
  readonly fillCart: (wish?: CartWish) => Promise<Cart>;
  readonly choosePayment: (
    cart: Pick<Cart, 'id'>,
    wish?: Pick<CartWish, 'provider' | 'data'>,
  ) => Promise<Reply<{ payment_collection: { payment_sessions: Session[] }; message?: string }>>;
  /** A cart with everything chosen, before the order is placed. */
  readonly readyCart: (wish?: CartWish) => Promise<ReadyCart>;
  readonly complete: (cartId: string) => Promise<Reply<Completed>>;
  /** A whole checkout that must lead to an order. */
  readonly placeOrder: (wish?: CartWish) => Promise<ShopOrder>;
  readonly placeApproved: (wish?: CartWish) => Promise<ShopOrder>;
};

/** The storefront's side of a purchase. */
export function counterOf(shop: ShopClient, catalogue: Catalogue): Counter {
  const fillCart = async ({ email, address, billing, items = { KETTLE: 1 }, carrier = 'yamato', magicName }: CartWish = {}) => {
    const buyer = newBuyer(magicName);
    const shipTo = { ...buyer.address, ...address };
    const { cart } = await shop.asShopper<{ cart: Cart }>('POST', '/carts', {
      region_id: catalogue.regionId,
      email: email ?? buyer.email,
      shipping_address: shipTo,
      billing_address: { ...shipTo, ...billing },
      items: Object.entries(items).map(([sku, quantity]) => ({ variant_id: catalogue.variants[sku], quantity })),
    });
    const chosen = await shop.asShopper<{ cart: Cart }>('POST', `/carts/${cart.id}/shipping-methods`, {
      option_id: catalogue.shipping[carrier],
    });
    return chosen.cart;
  };
  const choosePayment: Counter['choosePayment'] = async (cart, { provider = payLater, data } = {}) => {
    const { payment_collection: collection } = await shop.asShopper<{ payment_collection: { id: string } }>(
      'POST',
      '/payment-collections',
      {
        cart_id: cart.id,
      },
    );
    return shop.store('POST', `/payment-collections/${collection.id}/payment-sessions`, {
      provider_id: provider,
      data: { ...agreed(), ...data },
    });
  };
  const readyCart: Counter['readyCart'] = async (wish = {}) => {
    const cart = await fillCart(wish);
    const { status, body } = await choosePayment(cart, wish);
    const session = body.payment_collection?.payment_sessions[0];
    if (!session) throw new Error(`No payment session: ${status} ${JSON.stringify(body)}`);
    return { id: cart.id, total: cart.total, session };
  };
  const complete = (cartId: string) => shop.store<Completed>('POST', `/carts/${cartId}/complete`, {});
  const placeOrder = async (wish: CartWish = {}) => {
    const { id } = await readyCart(wish);
    const { status, body } = await complete(id);
    if (!body.order) throw new Error(`No order: ${status} ${JSON.stringify(body)}`);
    return shop.order(body.order.id);
  };
  const placeApproved = async (wish: CartWish = {}) => {
    const { id } = await placeOrder(wish);
    return until(
      () => shop.order(id),
      (order) => order.payment_status === 'authorized',
    );
  };
  return { fillCart, choosePayment, readyCart, complete, placeOrder, placeApproved };
}
