import Medusa from '@medusajs/js-sdk';

/** Filled in when the page is built: see run/storefront.ts. */
declare const shopSettings: { readonly medusaUrl: string; readonly publishableKey: string };

export const medusa = new Medusa({ baseUrl: shopSettings.medusaUrl, publishableKey: shopSettings.publishableKey });

export const payLater = 'pp_atobarai_jp';
export const payInShop = 'pp_system_default';

export type Cart = Awaited<ReturnType<typeof medusa.store.cart.retrieve>>['cart'];
export type ShippingOption = Awaited<ReturnType<typeof medusa.store.fulfillment.listCartOptions>>['shipping_options'][number];
export type Completed = Awaited<ReturnType<typeof medusa.store.cart.complete>>;

/** What the shopper types in. */
export type Buyer = {
  readonly lastName: string;
  readonly firstName: string;
  readonly postalCode: string;
  readonly prefecture: string;
  readonly city: string;
  readonly line1: string;
  readonly line2: string;
  readonly phone: string;
  readonly email: string;
};

/** The part of the buyer that the widget lets a shopper mend. */
type Mended = {
  readonly phone: string;
  readonly postalCode: string;
  readonly address: { readonly prefecture: string; readonly city: string; readonly line1: string; readonly line2?: string | undefined };
};

/** How the order is paid, with what the provider is told. */
export type Payment = { readonly providerId: string; readonly data?: Record<string, unknown>; readonly mended?: Mended };

const cartInStorage = 'mihon-cart';

/** The cart of this browser, which lives on at the server when the page is left. */
export async function openCart(): Promise<Cart> {
  const id = localStorage.getItem(cartInStorage);
  const kept = id === null ? undefined : await medusa.store.cart.retrieve(id).catch(() => undefined);
  if (kept && !('completed_at' in kept.cart && kept.cart.completed_at)) return kept.cart;
  const { regions } = await medusa.store.region.list();
  const [region] = regions;
  if (!region) throw new Error('この店舗には販売地域がありません。');
  const { cart } = await medusa.store.cart.create({ region_id: region.id });
  localStorage.setItem(cartInStorage, cart.id);
  return cart;
}

export function forgetCart(): void {
  localStorage.removeItem(cartInStorage);
}

export async function listGoods(cart: Cart) {
  const { products } = await medusa.store.product.list({
    region_id: cart.region_id ?? '',
    fields: '*variants.calculated_price',
    order: 'created_at',
  });
  return products.flatMap(({ title, variants }) =>
    (variants ?? []).map(({ id, calculated_price }) => ({ id, title, price: calculated_price?.calculated_amount ?? 0 })),
  );
}

/** As many of one kind as the shopper wants, none included. */
export async function putIntoCart(cart: Cart, variantId: string, quantity: number): Promise<Cart> {
  const line = cart.items?.find(({ variant_id }) => variant_id === variantId);
  if (!line && quantity > 0) {
    return (await medusa.store.cart.createLineItem(cart.id, { variant_id: variantId, quantity })).cart;
  }
  if (line && quantity > 0) return (await medusa.store.cart.updateLineItem(cart.id, line.id, { quantity })).cart;
  if (line) await medusa.store.cart.deleteLineItem(cart.id, line.id);
  return (await medusa.store.cart.retrieve(cart.id)).cart;
}

export async function listShipping(cart: Cart): Promise<ShippingOption[]> {
  return (await medusa.store.fulfillment.listCartOptions({ cart_id: cart.id })).shipping_options;
}

/** Who buys, where it goes, and who carries it. */
export async function saveDelivery(cart: Cart, buyer: Buyer, shippingOptionId: string): Promise<Cart> {
  const address = {
    last_name: buyer.lastName,
    first_name: buyer.firstName,
    postal_code: buyer.postalCode,
    province: buyer.prefecture,
    city: buyer.city,
    address_1: buyer.line1,
    address_2: buyer.line2,
    phone: buyer.phone,
    country_code: 'jp',
  };
  await medusa.store.cart.update(cart.id, { email: buyer.email, shipping_address: address, billing_address: address });
  return (await medusa.store.cart.addShippingMethod(cart.id, { option_id: shippingOptionId })).cart;
}

/** What the shopper mended in the widget is right for the order, too. */
async function saveMended(cart: Cart, { phone, postalCode, address }: Mended): Promise<void> {
  const mended = {
    postal_code: postalCode,
    province: address.prefecture,
    city: address.city,
    address_1: address.line1,
    address_2: address.line2 ?? '',
    phone,
  };
  const { last_name = '', first_name = '', country_code = 'jp' } = cart.shipping_address ?? {};
  const whole = { last_name, first_name, country_code, ...mended };
  await medusa.store.cart.update(cart.id, { shipping_address: whole, billing_address: whole });
}

/** Chooses the payment and places the order. Where it is refused the cart is still there. */
export async function placeOrder(cart: Cart, { providerId, data, mended }: Payment): Promise<Completed> {
  if (mended) await saveMended(cart, mended);
  await medusa.store.payment.initiatePaymentSession(cart, { provider_id: providerId, ...(data ? { data } : {}) });
  return medusa.store.cart.complete(cart.id);
}
