import type { AuthorizationRequest, RegisterOrder } from '@atobarai/sdk/contract';
import { itemOf, type Line } from './line';
import { mapItems, type Priced } from './map-items';
import { mapPeople, type People } from './map-person';
import { dayInJapan, momentOf } from './moment';
import type { AtobaraiOptions } from './options';
import type { CartRecord, OrderRecord, PaymentSessionRecord } from './order-record';
import { type OrderProblem, problem, type Problems } from './problems';
import { consentOfMetadata, sessionData } from './session-data';

type Terms = Pick<AtobaraiOptions, 'rounding' | 'minAmount' | 'maxAmount' | 'invoice' | 'consent'>;

export type MappedOrder = { readonly ok: true; readonly request: RegisterOrder; readonly lines: readonly Line[] } | Problems;

export type OrderToMap = {
  readonly order: OrderRecord;
  /** The session whose payment is screened: its day is the order's, its consent the buyer's. */
  readonly session: Pick<PaymentSessionRecord, 'id' | 'created_at' | 'data'>;
  readonly shopOrderId: string;
  readonly options: Terms;
};

/**
 * An order of Medusa as the service takes it, or everything that keeps it from being one. The same
 * order, session and options give the same bytes, so that a retry is recognised as one; only
 * `platform`, which does not count, follows Medusa's order number.
 */
export function mapOrder({ order, session, shopOrderId, options }: OrderToMap): MappedOrder {
  const mapped = mapContent(order, options);
  const consent = consentOf(order, session, options);
  const unconsented = consent || isKnownToService(session) ? [] : [problem('consent_missing', { field: 'consent' })];
  if (!mapped.ok) return { ok: false, problems: [...mapped.problems, ...unconsented] };
  if (unconsented.length > 0) return { ok: false, problems: unconsented };
  const { lines, amount, taxSummary, buyer, shipTo } = mapped;
  const request: RegisterOrder = {
    shopOrderId,
    orderDate: orderDay(session, order),
    channel: 'ec',
    currency: 'JPY',
    billedAmount: amount,
    items: lines.map(itemOf),
    taxSummary: taxSummary.map((total) => ({ ...total })),
    buyer,
    ...(shipTo ? { shipTo } : {}),
    ...invoiceWish(options, shipTo),
    ...(consent ? { consent } : {}),
    platform: { name: 'medusa', orderId: order.id, orderNumber: String(order.display_id ?? order.id) },
  };
  return { ok: true, request, lines };
}

/** Whoever authorized in the widget agreed there, and the service remembers it. */
function isKnownToService({ data }: OrderToMap['session']): boolean {
  const { authorization_token: token, atobarai } = sessionData(data);
  return token !== null || atobarai.order_id !== null;
}

function orderDay(session: OrderToMap['session'], order: OrderRecord): string {
  return dayInJapan(momentOf(session.created_at) ?? momentOf(order.created_at) ?? new Date(0));
}

/** An invoice in the parcel reaches the buyer only when the parcel goes to the buyer's own door. */
function invoiceWish({ invoice }: Terms, shipTo: People['shipTo']): Pick<RegisterOrder, 'invoice'> {
  return invoice === 'bundled' && !shipTo ? { invoice: { delivery: 'bundled' } } : {};
}

export type MappedCheckout =
  | { readonly ok: true; readonly checkout: Pick<AuthorizationRequest, 'amount' | 'items' | 'buyer' | 'shipTo' | 'invoice'> }
  | Problems;

/** What the widget has to authorize for a cart: the same sums and people as the order that will be registered. */
export function mapCheckout(cart: CartRecord, options: Terms): MappedCheckout {
  const mapped = mapContent(cart, options);
  if (!mapped.ok) return mapped;
  const { lines, amount, buyer, shipTo } = mapped;
  return {
    ok: true,
    checkout: { amount, items: lines.map(itemOf), buyer, ...(shipTo ? { shipTo } : {}), ...invoiceWish(options, shipTo) },
  };
}

function mapContent(cart: CartRecord, options: Terms): ({ readonly ok: true } & Priced & People) | Problems {
  const currency = (cart.currency_code ?? '').toLowerCase();
  if (currency !== 'jpy') return { ok: false, problems: [problem('currency', { field: 'currency_code' })] };
  const priced = mapItems(cart, options.rounding);
  const people = mapPeople(cart);
  const problems = [...(priced.ok ? limitProblems(priced.amount, options) : priced.problems), ...(people.ok ? [] : people.problems)];
  if (!priced.ok || !people.ok || problems.length > 0) return { ok: false, problems };
  return { ...people, ...priced };
}

function limitProblems(amount: number, { minAmount, maxAmount }: Terms): OrderProblem[] {
  if (amount < minAmount) return [problem('amount_under', { field: 'total', values: { least: minAmount } })];
  if (maxAmount !== undefined && amount > maxAmount) return [problem('amount_over', { field: 'total', values: { most: maxAmount } })];
  return [];
}

/** From the widget, from the cart's metadata, or from a shop whose own page takes the consent with every order. */
function consentOf(order: OrderRecord, session: OrderToMap['session'], { consent }: Terms): RegisterOrder['consent'] {
  const said = sessionData(session.data).consent ?? consentOfMetadata(order.metadata);
  if (said) return { termsVersion: said.terms_version, acceptedAt: said.accepted_at, method: 'web' };
  const at = momentOf(session.created_at);
  return consent && at ? { termsVersion: consent.termsVersion, acceptedAt: at.toISOString(), method: 'web' } : undefined;
}
