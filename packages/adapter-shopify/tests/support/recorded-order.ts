import { readFileSync } from 'node:fs';
import type { Claim, Policy } from '../../src/reconcile/model.ts';
import type { AdminOrder } from '../../src/reconcile/ports.ts';
import { claimOf, readJsonLosslessly } from '../../src/translate/index.ts';

type Body = Readonly<Record<string, unknown>>;
type Order = AdminOrder['order'];
export type Line = Order['lineItems']['nodes'][number];

/** The raw text of a recorded webhook body. */
export function recorded(name: string): string {
  return readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8');
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const textOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : text(value));
const object = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});
const list = (value: unknown): readonly Body[] => (Array.isArray(value) ? value.map(object) : []);
const bag = (amount: unknown) => ({ shopMoney: { amount: text(amount) === '' ? '0' : text(amount) } });
const rates = (lines: unknown) => list(lines).map(({ rate }) => ({ rate: Number(rate), ratePercentage: Number(rate) * 100 }));

function addressOf(value: unknown): Order['shippingAddress'] {
  if (value === null || value === undefined) return null;
  const body = object(value);
  return {
    firstName: textOrNull(body['first_name']),
    lastName: textOrNull(body['last_name']),
    company: textOrNull(body['company']),
    zip: textOrNull(body['zip']),
    countryCodeV2: (textOrNull(body['country_code']) ?? null) as NonNullable<Order['shippingAddress']>['countryCodeV2'],
    province: textOrNull(body['province']),
    provinceCode: textOrNull(body['province_code']),
    city: textOrNull(body['city']),
    address1: textOrNull(body['address1']),
    address2: textOrNull(body['address2']),
    phone: textOrNull(body['phone']),
  };
}

function lineOf(body: Body): Line {
  return {
    id: text(body['admin_graphql_api_id']),
    title: text(body['title']),
    variantTitle: textOrNull(body['variant_title']),
    sku: textOrNull(body['sku']),
    quantity: Number(body['quantity']),
    currentQuantity: Number(body['current_quantity']),
    requiresShipping: body['requires_shipping'] === true,
    isGiftCard: body['gift_card'] === true,
    taxable: body['taxable'] === true,
    originalUnitPriceSet: bag(body['price']),
    discountedUnitPriceAfterAllDiscountsSet: bag(body['price']),
    taxLines: rates(body['tax_lines']),
    discountAllocations: [],
  };
}

/**
 * The same order as the Admin API would answer it, made of a webhook body. Bodies carry no transactions:
 * the pending sale of the first gateway is put there as Shopify does for a manual method.
 */
export function adminOrderOf(raw: string): AdminOrder {
  const body = object(readJsonLosslessly(raw));
  const gateways = Array.isArray(body['payment_gateway_names']) ? body['payment_gateway_names'].map(text) : [];
  const order = {
    id: text(body['admin_graphql_api_id']),
    legacyResourceId: text(body['id']),
    name: text(body['name']),
    createdAt: text(body['created_at']),
    processedAt: text(body['processed_at']),
    updatedAt: text(body['updated_at']),
    cancelledAt: textOrNull(body['cancelled_at']),
    cancelReason: null,
    closed: false,
    test: body['test'] === true,
    tags: [],
    email: textOrNull(body['email']),
    phone: textOrNull(body['phone']),
    displayFinancialStatus: 'PENDING',
    displayFulfillmentStatus: 'UNFULFILLED',
    paymentGatewayNames: gateways,
    currencyCode: text(body['currency']),
    presentmentCurrencyCode: text(body['presentment_currency']),
    taxesIncluded: body['taxes_included'] === true,
    canMarkAsPaid: true,
    totalPriceSet: bag(body['total_price']),
    currentTotalPriceSet: bag(body['current_total_price']),
    totalOutstandingSet: bag(body['total_outstanding']),
    currentTotalTaxSet: bag(body['current_total_tax']),
    currentTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: null,
    totalTipReceivedSet: bag(body['total_tip_received']),
    currentTaxLines: rates(body['tax_lines']),
    billingAddress: addressOf(body['billing_address']),
    shippingAddress: addressOf(body['shipping_address']),
    shippingLines: {
      nodes: list(body['shipping_lines']).map((line) => ({
        title: text(line['title']),
        isRemoved: false,
        originalPriceSet: bag(line['price']),
        discountedPriceSet: bag(line['discounted_price']),
        currentDiscountedPriceSet: bag(line['discounted_price']),
        taxLines: rates(line['tax_lines']),
      })),
    },
    transactions: gateways.slice(0, 1).map((gateway) => sale(gateway, text(body['total_price']), 'PENDING')),
    risk: { recommendation: 'NONE' },
    atobarai: null,
    lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: list(body['line_items']).map(lineOf) },
    fulfillmentOrders: { nodes: [] },
    fulfillmentsCount: { count: 0 },
    refunds: [],
  } as unknown;
  return { order: order as Order, fulfillments: [] };
}

/** A transaction of a gateway. */
export function sale(
  gateway: string,
  amount: string | number,
  status: 'SUCCESS' | 'PENDING',
  kind = 'SALE',
): Order['transactions'][number] {
  return {
    id: `gid://shopify/OrderTransaction/${gateway.length}${status.length}`,
    kind: kind as 'SALE',
    status,
    gateway,
    formattedGateway: gateway,
    manualPaymentGateway: gateway === '後払い決済',
    manuallyCapturable: status === 'PENDING',
    amountSet: bag(amount),
    processedAt: '2026-11-20T10:15:30+09:00',
  };
}

/** The order of the fixture, 8,800 yen on deferred payment, with what a test says otherwise. */
export function japaneseOrder(changes: Partial<Order> = {}): Order {
  return { ...adminOrderOf(recorded('jp.orders_create.atobarai')).order, ...changes };
}

/** Yen as the Admin API writes them. */
export const yenBag = (yen: number | string) => bag(yen);

/** The policy of a shop that says nothing of its own. */
export const usualPolicy: Policy = {
  gatewayNames: ['後払い決済'],
  holdUntilScreened: true,
  onRejected: 'hold',
  cancelAfterHours: 24,
  notifyBuyerOfCancel: true,
  markPaidOn: 'advanced',
  amountIncrease: 'rescreen',
  capYen: null,
  carrierOverrides: {},
  serviceLevels: {},
  writeTags: true,
  writeRisk: false,
  termsVersion: '2026-04',
};

/** The amounts of an order of so many yen. */
export const totals = (current: number, outstanding = current) => ({
  totalPriceSet: bag(current),
  currentTotalPriceSet: { shopMoney: { amount: String(current), currencyCode: 'JPY' } } as const,
  totalOutstandingSet: bag(outstanding),
});

/** Lines like the fixture's one, with what a test says otherwise of each. */
export function withLines(...nodes: readonly Partial<Line>[]): Pick<Order, 'lineItems'> {
  const [line] = japaneseOrder().lineItems.nodes;
  if (line === undefined) throw new Error('the fixture has no line');
  const lines = nodes.map((changes, index) => ({ ...line, id: `gid://shopify/LineItem/${index + 1}`, ...changes }));
  return { lineItems: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: lines } };
}

/** What is made of the fixture's order, changed so. */
export const claimed = (changes: Partial<Order> = {}): Claim => claimOf(japaneseOrder(changes), usualPolicy);

/** A claim that is expected to stand. */
export function ready(claim: Claim): Extract<Claim, { kind: 'ready' }> {
  if (claim.kind !== 'ready') throw new Error(JSON.stringify(claim));
  return claim;
}

/** Codes of the refusal, or the kind of what was not refused. */
export const codesOf = (claim: Claim): string | string[] => (claim.kind === 'refused' ? claim.flags.map(({ code }) => code) : claim.kind);
