import type { Flag } from '../reconcile/flags.ts';
import type { Claim, ClaimMoney, ClaimOrder, Policy } from '../reconcile/model.ts';
import type { AdminOrder } from '../reconcile/ports.ts';
import { claimMoneyOf, YenReader } from './claim-money.ts';
import { claimItemsOf } from './items.ts';
import { matchesGateway } from './gateway.ts';
import { dayInJapan } from './local-date.ts';
import { isSameDoor, onceEach, personOf, type Read } from './person.ts';
import { given } from './text.ts';

type ShopifyOrder = AdminOrder['order'];

/** What deferred payment is to make of a Shopify order. Refuses by name, never guesses, never throws for what a buyer typed. */
export function claimOf(order: ShopifyOrder, policy: Policy): Claim {
  if (!matchesGateway(order.paymentGatewayNames, policy.gatewayNames)) return { kind: 'not_ours' };
  const foreign = currencyFlags(order);
  if (foreign.length > 0) return { kind: 'refused', money: null, flags: foreign };
  const reader = new YenReader();
  const money = claimMoneyOf(order, policy.gatewayNames, reader);
  const { items, lines, flags: ofItems } = claimItemsOf(order, money, reader);
  if (reader.fraction !== undefined) {
    return { kind: 'refused', money: null, flags: [{ code: 'amount_fraction', values: { ...reader.fraction } }] };
  }
  if (money.claim === 0) return { kind: 'nothing_due', money };
  const persons = personsOf(order);
  const flags = [...ofItems, ...(persons.ok ? [] : persons.flags), ...capFlags(money, policy)];
  if (!persons.ok || flags.length > 0) return { kind: 'refused', money, flags };
  const claimed: ClaimOrder = { ...termsOf(order, policy), ...persons.value, billedAmount: money.claim, items: [...items] };
  return { kind: 'ready', money, order: claimed, lines };
}

function currencyFlags({ currencyCode, presentmentCurrencyCode }: ShopifyOrder): Flag[] {
  if (currencyCode !== 'JPY') return [{ code: 'currency_foreign', values: { currency: currencyCode } }];
  return presentmentCurrencyCode === 'JPY' ? [] : [{ code: 'presentment_foreign', values: { currency: presentmentCurrencyCode } }];
}

function capFlags({ claim }: ClaimMoney, { capYen }: Policy): Flag[] {
  return capYen !== null && claim > capYen ? [{ code: 'amount_over_cap', values: { amount: claim, cap: capYen } }] : [];
}

type Terms = Pick<ClaimOrder, 'orderDate' | 'channel' | 'currency' | 'consent' | 'platform'>;

function termsOf(order: ShopifyOrder, { termsVersion }: Policy): Terms {
  return {
    orderDate: dayInJapan(order.processedAt),
    channel: 'ec',
    currency: 'JPY',
    consent: { termsVersion, acceptedAt: order.processedAt, method: 'web' },
    platform: { name: 'shopify', orderId: order.id, orderNumber: order.name },
  };
}

type Persons = Pick<ClaimOrder, 'buyer' | 'shipTo'>;

/** Who pays is at the billing address; a parcel to another door gets a destination of its own. */
function personsOf({ billingAddress, shippingAddress, phone, email: typed }: ShopifyOrder): Read<Persons> {
  const payer = personOf(billingAddress ?? shippingAddress, 'buyer', [phone, shippingAddress?.phone]);
  const receiver = shippingAddress === null ? payer : personOf(shippingAddress, 'shipTo', [phone, billingAddress?.phone]);
  const email = given(typed);
  if (!payer.ok || !receiver.ok || email === undefined) {
    const mailFlags: Flag[] = email === undefined ? [{ code: 'email_missing', values: { of: 'buyer' } }] : [];
    return { ok: false, flags: onceEach([...flagsOf(payer), ...mailFlags, ...flagsOf(receiver)]) };
  }
  const shipTo = isSameDoor(receiver.value, payer.value) ? {} : { shipTo: [{ ...receiver.value, country: 'JP' }] };
  return { ok: true, value: { buyer: { kind: 'consumer', ...payer.value, email }, ...shipTo } };
}

function flagsOf(read: Read<unknown>): readonly Flag[] {
  return read.ok ? [] : read.flags;
}
