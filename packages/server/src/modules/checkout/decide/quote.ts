import type { PaymentDue, Quote, QuoteReason } from '@atobarai/sdk/contract';
import { scaleFloor, sumYen, type Yen, yen } from '../../../core/money.ts';
import { buyerFeeOf, type Merchant } from '../../merchants/model.ts';
import { dueText } from '../policy/words.ts';

/** What is to be paid for. */
export type Cart = {
  readonly amount: Yen;
  /** Without tax, the buyer's fee counted in. */
  readonly netAmount: Yen;
  /** Goods that cannot be sold this way (AD-03). */
  readonly prohibited: boolean;
  readonly shipToCountry?: string | undefined;
};

export type QuoteFacts = {
  readonly merchant: Merchant;
  /** What this buyer may still owe, where the shop's server vouches for the buyer. */
  readonly remaining: Yen | null;
};

/**
 * Whether deferred payment can be chosen for this cart. Without a buyer it tells what is true for
 * everybody: the cap, the country, the shop.
 */
export function decideQuote(cart: Cart, { merchant, remaining }: QuoteFacts): Quote {
  const buyerFee = feeOf(merchant);
  const reason = reasonOf(cart, { merchant, remaining });
  return {
    available: reason === null,
    reason,
    amount: cart.amount,
    buyerFee,
    billedAmount: cart.amount + buyerFee,
    due: dueOf(merchant),
    termsVersion: merchant.settings.termsVersion,
    remaining,
  };
}

function reasonOf(cart: Cart, { merchant, remaining }: QuoteFacts): QuoteReason | null {
  const { settings, program } = merchant;
  if (!isJapan(cart.shipToCountry)) return 'overseas_not_supported';
  if (!settings.automaticRegistration || !settings.channels.includes('ec') || cart.prohibited || cart.amount < 1) return 'unavailable';
  if (cart.netAmount > program.thresholds.capNet) return 'amount_over_limit';
  return remaining !== null && cart.netAmount > remaining ? 'unavailable' : null;
}

// AD-11: nothing leaves the country.
function isJapan(country: string | undefined): boolean {
  return country === undefined || country.trim() === '' || country.trim().toUpperCase() === 'JP';
}

/** With tax: the issue of a posted invoice, where the buyer bears it (AD-23). */
export function feeOf(merchant: Merchant): Yen {
  const { fee, tax } = buyerFeeOf(merchant, 'separate');
  return sumYen([fee, tax]);
}

/** The largest sum with tax that fits under the cap. */
export function mostAmount(merchant: Merchant): Yen {
  return yen(scaleFloor(merchant.program.thresholds.capNet, 11, 10) - feeOf(merchant));
}

export function dueOf({ program }: Merchant, days = program.invoiceDueDays): PaymentDue {
  return { days, text: dueText(days) };
}
