import {
  canMarkAsPaid,
  currentTax,
  currentTotal,
  financialStatus,
  fulfillmentStatus,
  originalTotal,
  outstanding,
  refunded,
  taxWithin,
} from '../shop/amounts.ts';
import { type FakeAddress, type FakeLine, type FakeOrder, type FakeTransaction, idOf } from '../shop/model.ts';
import type { World } from '../shop/world.ts';
import { connection } from './connection.ts';
import { fulfillmentOrderView, fulfillmentView } from './fulfillment-view.ts';

/** "8800" as a Decimal: "8800.0" (shopify.md 1.6; from memory there, so a shop may answer otherwise). */
function decimal(amount: number): string {
  return Number.isInteger(amount) ? `${amount}.0` : String(amount);
}

export function moneyBag(amount: number, order: Pick<FakeOrder, 'currency' | 'presentmentCurrency'>) {
  return {
    shopMoney: { amount: decimal(amount), currencyCode: order.currency },
    presentmentMoney: { amount: decimal(amount), currencyCode: order.presentmentCurrency },
  };
}

function taxLines(percent: number, amount: number, order: FakeOrder) {
  return [{ rate: percent / 100, ratePercentage: percent, title: 'CT', priceSet: moneyBag(taxWithin(amount, percent), order) }];
}

function addressView(address: FakeAddress | null) {
  if (address === null) return null;
  const { countryCode, ...rest } = address;
  return { ...rest, countryCodeV2: countryCode, name: [address.lastName, address.firstName].join(' ').trim() };
}

function lineView(line: FakeLine, order: FakeOrder) {
  const unit = line.unitPrice - line.discount / line.quantity;
  return {
    id: line.gid,
    title: line.title,
    name: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    requiresShipping: line.requiresShipping,
    isGiftCard: false,
    taxable: line.taxRate > 0,
    originalUnitPriceSet: moneyBag(line.unitPrice, order),
    discountedUnitPriceAfterAllDiscountsSet: moneyBag(unit, order),
    taxLines: taxLines(line.taxRate, line.unitPrice * line.quantity - line.discount, order),
    discountAllocations: line.discount === 0 ? [] : [{ allocatedAmountSet: moneyBag(line.discount, order) }],
  };
}

function transactionView(transaction: FakeTransaction, order: FakeOrder) {
  return {
    id: transaction.gid,
    kind: transaction.kind,
    status: transaction.status,
    gateway: transaction.gateway,
    formattedGateway: transaction.gateway,
    manualPaymentGateway: transaction.manual,
    manuallyCapturable: transaction.manual && transaction.status === 'PENDING',
    amountSet: moneyBag(transaction.amount, order),
    processedAt: transaction.processedAt,
  };
}

function shippingView({ shipping, ...order }: FakeOrder) {
  const price = moneyBag(shipping.price, order);
  return {
    id: shipping.gid,
    title: shipping.title,
    isRemoved: false,
    originalPriceSet: price,
    discountedPriceSet: price,
    currentDiscountedPriceSet: price,
    taxLines: [
      {
        rate: shipping.taxRate / 100,
        ratePercentage: shipping.taxRate,
        title: 'CT',
        priceSet: moneyBag(taxWithin(shipping.price, shipping.taxRate), order),
      },
    ],
  };
}

const riskAdvice = { LOW: 'ACCEPT', MEDIUM: 'INVESTIGATE', HIGH: 'CANCEL' } as const;

/** What is nobody's person and no sum. */
function plain(order: FakeOrder) {
  return {
    id: order.gid,
    legacyResourceId: idOf(order.gid).toString(),
    name: order.name,
    createdAt: order.createdAt,
    processedAt: order.createdAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: false,
    test: order.test,
    tags: [...order.tags].sort(),
    customerLocale: 'ja-JP',
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    displayFinancialStatus: financialStatus(order),
    displayFulfillmentStatus: fulfillmentStatus(order),
    paymentGatewayNames: order.gatewayNames,
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentmentCurrency,
    taxesIncluded: true,
    canMarkAsPaid: canMarkAsPaid(order),
    unpaid: outstanding(order) === currentTotal(order),
    risk: { recommendation: order.risk === null ? 'NONE' : riskAdvice[order.risk] },
  };
}

function sums(order: FakeOrder) {
  return {
    totalPriceSet: moneyBag(originalTotal(order), order),
    currentTotalPriceSet: moneyBag(currentTotal(order), order),
    totalOutstandingSet: moneyBag(outstanding(order), order),
    currentShippingPriceSet: moneyBag(order.cancelledAt === null ? order.shipping.price : 0, order),
    totalShippingPriceSet: moneyBag(order.shipping.price, order),
    currentTotalTaxSet: moneyBag(currentTax(order), order),
    currentTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: null,
    totalTipReceivedSet: moneyBag(0, order),
    totalDiscountsSet: moneyBag(
      order.lines.reduce((sum, { discount }) => sum + discount, 0),
      order,
    ),
    totalRefundedSet: moneyBag(refunded(order), order),
    currentTaxLines: taxLines(10, currentTotal(order), order),
  };
}

type First = { readonly first?: number | null };

function lists(world: World, order: FakeOrder) {
  const cut = <Item>(items: readonly Item[], { first }: First) => items.slice(0, first ?? items.length);
  return {
    transactions: (args: First) => cut(order.transactions, args).map((transaction) => transactionView(transaction, order)),
    fulfillments: (args: First) => cut(order.fulfillments, args).map(fulfillmentView),
    fulfillmentsCount: { count: order.fulfillments.length, precision: 'EXACT' },
    refunds: (args: First) =>
      cut(order.refunds, args).map(({ gid, createdAt, amount }) => ({ id: gid, createdAt, totalRefundedSet: moneyBag(amount, order) })),
    lineItems: (args: First & { readonly after?: string | null }) =>
      connection(
        order.lines.map((line) => lineView(line, order)),
        args,
      ),
    shippingLine: shippingView(order),
    shippingLines: (args: First) => connection([shippingView(order)], args),
    fulfillmentOrders: (args: First) =>
      connection(
        order.fulfillmentOrders.map((one) => fulfillmentOrderView(world, one)),
        args,
      ),
    metafield({ namespace, key }: { readonly namespace?: string; readonly key: string }) {
      const found = order.metafields.get(`${namespace ?? '$app'}.${key}`);
      return found === undefined ? null : { namespace, key, value: found.value, compareDigest: found.digest, type: 'json' };
    },
  };
}

export function orderView(world: World, order: FakeOrder) {
  const open = world.settings.protectedData;
  return {
    ...plain(order),
    ...sums(order),
    ...lists(world, order),
    email: open ? order.email : null,
    phone: open ? order.phone : null,
    clientIp: open ? '192.0.2.10' : null,
    billingAddress: open ? addressView(order.billingAddress) : null,
    shippingAddress: open ? addressView(order.shippingAddress) : null,
  };
}
