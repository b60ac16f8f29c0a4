import { orderPayload } from '../payloads/order.ts';
import { originalTotal } from './amounts.ts';
import type { FakeAddress, FakeLine, FakeOrder, FakeTransaction } from './model.ts';
import { routeOrder } from './routing.ts';
import { instant, type World } from './world.ts';

/** A line as a buyer puts it into the cart. */
export type LineWish = {
  readonly title?: string;
  readonly sku?: string;
  readonly quantity?: number;
  /** In the shop's currency, tax included. @default 4000 */
  readonly unitPrice?: number;
  /** Off the whole line. @default 0 */
  readonly discount?: number;
  /** Percent. @default 10 */
  readonly taxRate?: number;
  readonly requiresShipping?: boolean;
};

/** What differs from the usual order: two teas at 4,000 yen and 800 yen for the parcel, to Shibuya. */
export type OrderWish = {
  readonly lines?: readonly LineWish[];
  readonly shippingPrice?: number;
  /** @default 後払い決済 */
  readonly gateway?: string;
  /** Paid by gift card at once; the manual method takes the rest. @default 0 */
  readonly giftCard?: number;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: Partial<FakeAddress> | null;
  readonly currency?: string;
  readonly presentmentCurrency?: string;
  readonly test?: boolean;
};

/** A made-up person at a made-up flat. */
const usualAddress: FakeAddress = {
  firstName: '太郎',
  lastName: '髙﨑',
  company: null,
  zip: '150-0001',
  countryCode: 'JP',
  province: 'Tōkyō',
  provinceCode: 'JP-13',
  city: '渋谷区',
  address1: '神宮前5-42-13',
  address2: 'サンプルビル 301',
  phone: '+819012345678',
};

function lineOf(world: World, wish: LineWish): FakeLine {
  const quantity = wish.quantity ?? 1;
  return {
    gid: world.gid('LineItem'),
    title: wish.title ?? '有機緑茶 & 急須セット',
    variantTitle: '標準',
    sku: wish.sku ?? 'TEA-001',
    quantity,
    currentQuantity: quantity,
    unitPrice: wish.unitPrice ?? 4000,
    discount: wish.discount ?? 0,
    taxRate: wish.taxRate ?? 10,
    requiresShipping: wish.requiresShipping ?? true,
  };
}

/** A gift card is taken at once; what is left is a pending SALE of the manual method (shopify.md 1.6). */
function paymentsOf(world: World, order: FakeOrder, { gateway, giftCard }: { gateway: string; giftCard: number }): FakeTransaction[] {
  const at = order.createdAt;
  const open = { kind: 'SALE', processedAt: at, parentGid: null } as const;
  const rest = originalTotal(order) - giftCard;
  const byCard = {
    ...open,
    gid: world.gid('OrderTransaction'),
    status: 'SUCCESS',
    gateway: 'gift_card',
    manual: false,
    amount: giftCard,
  } as const;
  const byManual = { ...open, gid: world.gid('OrderTransaction'), status: 'PENDING', gateway, manual: true, amount: rest } as const;
  return [...(giftCard > 0 ? [byCard] : []), ...(rest > 0 ? [byManual] : [])];
}

/** What stands on every order, whatever was wished. */
function blank(world: World) {
  const number = 1001 + world.orders.size;
  const at = instant(world);
  return {
    gid: world.gid('Order'),
    name: `#${number}`,
    number,
    createdAt: at,
    updatedAt: at,
    cancelledAt: null,
    cancelReason: null,
    tags: new Set<string>(),
    transactions: [],
    metafields: new Map(),
    fulfillmentOrders: [],
    fulfillments: [],
    refunds: [],
    risk: null,
    changedAt: [world.clock.now()],
  };
}

function whoOf(wish: OrderWish): Pick<FakeOrder, 'email' | 'phone' | 'billingAddress' | 'shippingAddress'> {
  const address = () => (wish.address === null ? null : { ...usualAddress, ...wish.address });
  return {
    email: wish.email === undefined ? 'taro@example.test' : wish.email,
    phone: wish.phone ?? null,
    billingAddress: address(),
    shippingAddress: address(),
  };
}

function emptyOrder(world: World, wish: OrderWish, gatewayNames: readonly string[]): FakeOrder {
  const currency = wish.currency ?? world.settings.currency;
  return {
    ...blank(world),
    ...whoOf(wish),
    test: wish.test ?? false,
    currency,
    presentmentCurrency: wish.presentmentCurrency ?? currency,
    gatewayNames,
    lines: (wish.lines ?? [{ quantity: 2 }]).map((line) => lineOf(world, line)),
    shipping: { gid: world.gid('ShippingLine'), title: '宅配便', price: wish.shippingPrice ?? 800, taxRate: 10 },
  };
}

/** A buyer checks out. Its fulfilment orders come later (rule `late-fulfilment-orders`). */
export function placeOrder(world: World, wish: OrderWish = {}): FakeOrder {
  const { gateway = '後払い決済', giftCard = 0 } = wish;
  const order = emptyOrder(world, wish, giftCard > 0 ? ['gift_card', gateway] : [gateway]);
  order.transactions.push(...paymentsOf(world, order, { gateway, giftCard }));
  world.orders.set(order.gid, order);
  world.emit('orders/create', orderPayload(world, order));
  const { routingMs } = world.settings;
  if (routingMs !== null) world.later(routingMs, () => routeOrder(world, order));
  return order;
}
