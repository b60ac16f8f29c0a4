import type { Quote, QuoteRequest } from '@atobarai/sdk/contract';
import type { Crypto } from '../../../core/crypto.ts';
import type { Mode, Scope } from '../../../core/database.ts';
import { type Yen, yen } from '../../../core/money.ts';
import { Refused } from '../../../core/result.ts';
import { dayInJapan, type Instant } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { openNetOf } from '../../buyers/index.ts';
import type { Merchant } from '../../merchants/model.ts';
import { billedTotal, netTotal, priceItems, taxSummary } from '../../orders/index.ts';
import { type Intake, termsOf } from '../../registration/index.ts';
import { type Cart, decideQuote, feeOf } from '../decide/quote.ts';
import { buyerIn, type TokenOwner } from '../decide/token.ts';

export type QuoteOptions = {
  readonly intake: Intake;
  readonly crypto: Crypto;
  readonly inUnit: <T>(scope: Scope, work: (unit: Unit) => Promise<T>) => Promise<T>;
};

export type Asking = { readonly mode: Mode; readonly merchantId: string; readonly now: Instant };

/** Answers from what the shop agreed to; the database is asked only where a buyer is vouched for. */
export async function quote(options: QuoteOptions, request: QuoteRequest, asking: Asking): Promise<Quote> {
  const { merchant } = await options.intake.agreementOf(asking.mode, asking.merchantId);
  const cart = cartOf(request, { merchant, asking, options });
  return decideQuote(cart, { merchant, remaining: await remainingOf(options, request, { asking, merchant }) });
}

type CartFacts = { readonly merchant: Merchant; readonly asking: Asking; readonly options: QuoteOptions };

function cartOf({ amount, items, shipToCountry }: QuoteRequest, { merchant, asking, options }: CartFacts): Cart {
  if (items === undefined) {
    if (amount === undefined) throw new Refused({ code: 'required', path: 'amount' });
    return { ...sumAlone(amount, merchant), prohibited: false, shipToCountry };
  }
  const terms = termsOf(merchant, asking.mode);
  const priced = priceItems(items, { today: dayInJapan(asking.now), merchant: terms, postal: options.intake.postal });
  if (!priced.ok) {
    if (priced.refusals[0].code !== 'prohibited_goods') throw new Refused(...priced.refusals);
    return { ...sumAlone(amount ?? 1, merchant), prohibited: true, shipToCountry };
  }
  const total = billedTotal(taxSummary(priced.items));
  if (amount !== undefined && amount !== total)
    throw new Refused({ code: 'amount_mismatch', path: 'amount', values: { billed: amount, total, difference: amount - total } });
  return { amount: total, netAmount: netWithFee(priced.items, merchant), prohibited: false, shipToCountry };
}

const included = { quantity: 1, taxRate: 10, taxIncluded: true } as const;

/** A sum alone is taken at the highest rate: a lower one only leaves more of it, and is screened later. */
function sumAlone(amount: number, merchant: Merchant): Pick<Cart, 'amount' | 'netAmount'> {
  return { amount: yen(amount), netAmount: netWithFee([{ ...included, kind: 'goods', unitPrice: amount }], merchant) };
}

/** The fee that the buyer bears is a line like the others, taxed and under the cap with them (AM-25). */
function netWithFee(lines: Parameters<typeof taxSummary>[0], merchant: Merchant): Yen {
  const fee = feeOf(merchant);
  return netTotal(taxSummary(fee === 0 ? lines : [...lines, { ...included, kind: 'fee', unitPrice: fee }]));
}

/** A token that is not this shop's, or too old, only means that nothing is told: the quote stands without it. */
async function remainingOf(
  { crypto, inUnit }: QuoteOptions,
  { buyerToken }: QuoteRequest,
  { asking, merchant }: { readonly asking: Asking; readonly merchant: Merchant },
): Promise<Yen | null> {
  const owner: TokenOwner = asking;
  const buyer = buyerToken === undefined ? undefined : buyerIn(crypto, owner, { token: buyerToken, now: asking.now });
  if (!buyer) return null;
  const keys = buyer.personKey.split(' ');
  const open = await inUnit({ mode: asking.mode, merchants: [asking.merchantId] }, (unit) => openNetOf(unit, keys));
  return yen(Math.max(0, merchant.program.thresholds.capNet - Math.max(0, ...open.values())));
}
