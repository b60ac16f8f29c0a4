import type { IdempotencyClaim } from '../../../core/answer.ts';
import { toBase64 } from '../../../core/base64.ts';
import type { Crypto } from '../../../core/crypto.ts';
import type { Mode } from '../../../core/database.ts';
import type { IdSource } from '../../../core/id.ts';
import { yen } from '../../../core/money.ts';
import { atInJapan, dayInJapan, endOfDayAfter, type Instant, type LocalDate } from '../../../core/time.ts';
import { personKeys } from '../../buyers/index.ts';
import { type Calendar, expectedBy } from '../../calendar/model.ts';
import { buyerFeeOf, type Merchant } from '../../merchants/model.ts';
import type { CheckedBuyer, OrderContent, OrderItem, PersonalPart } from '../../orders/model.ts';
import type { CheckedOrder } from '../../orders/index.ts';
import { netTotal, taxSummary } from '../../orders/index.ts';
import type { ScreeningFacts } from '../../screening/model.ts';
import { magicOf } from '../decide/magic.ts';
import type { PreparedOrder } from '../model.ts';

export type PreparationFacts = {
  readonly mode: Mode;
  readonly merchant: Merchant;
  readonly now: Instant;
  readonly calendar: Calendar;
  readonly ids: IdSource;
  readonly crypto: Crypto;
  readonly warnings: readonly string[];
  readonly claim?: IdempotencyClaim | undefined;
  /** By API an order is placed now; a file knows the day only. */
  readonly precision: ScreeningFacts['placed']['precision'];
  readonly bureau?: ScreeningFacts['bureau'];
  readonly replaces?: string;
};

/** Seals and hashes a checked order, so that the batch it joins handles no personal data. */
export function prepareOrder(checked: CheckedOrder, facts: PreparationFacts): PreparedOrder {
  const { merchant, now, ids, crypto } = facts;
  const { program } = merchant;
  const today = dayInJapan(now);
  const magic = facts.mode === 'test' ? magicOf(checked.personal.buyer.email) : undefined;
  const keys = personKeys(crypto, checked.person);
  const billed = withBuyerFee(checked, merchant);
  return {
    id: ids.next('ord'),
    eventId: ids.next('evt'),
    merchantId: merchant.id,
    shopOrderId: checked.shopOrderId,
    ...(facts.claim ? { idempotency: facts.claim } : {}),
    placed:
      facts.precision === 'minute'
        ? { at: now, on: today, precision: 'minute' }
        : { at: atInJapan(checked.orderDate), on: checked.orderDate, precision: 'day' },
    orderDate: checked.orderDate,
    channel: checked.channel,
    buyerKind: checked.buyerKind,
    billedAmount: billed.billedAmount,
    netAmount: yen(billed.content.netAmount),
    personKeys: keys.keys,
    phoneHash: keys.phoneHash,
    addressHash: keys.addressHash,
    itemsHash: crypto.blindIndex('items', checked.itemsText),
    personal: toBase64(crypto.seal(JSON.stringify(checked.personal))),
    content: {
      ...billed.content,
      payerHash: keys.payerHash,
      ...(magic === 'review-ok' || magic === 'review-ng' ? { sandboxReview: magic === 'review-ok' ? 'ok' : 'ng' } : {}),
    },
    warnings: facts.warnings,
    addressFindings: checked.addressFindings,
    phoneKind: checked.phoneKind,
    ...knownOf(checked.personal, crypto),
    bureau: facts.bureau ?? 'not_asked',
    thresholds: program.thresholds,
    ...(magic ? { magic } : {}),
    reviewBy: expectedBy(facts.calendar, program.openingHours, { at: now, withinMs: program.resultPromiseMs }),
    holdUntil: endOfDayAfter(today, program.holdDays),
    shipBy: endOfDayAfter(checked.orderDate, program.shipWithinDays),
    ...(facts.replaces ? { replaces: facts.replaces } : {}),
  };
}

/** What screening weighs of the personal part, without a word of it. */
function knownOf(
  { buyer: { email, nameKana, member }, client }: PersonalPart,
  crypto: Crypto,
): Pick<PreparedOrder, 'emailGiven' | 'kanaGiven' | 'member' | 'deviceHash'> {
  const deviceId = client?.deviceId;
  return {
    emailGiven: email !== undefined,
    kanaGiven: nameKana !== undefined,
    ...(member ? { member: memberOf(member) } : {}),
    ...(deviceId === undefined ? {} : { deviceHash: crypto.blindIndex('device', deviceId) }),
  };
}

function memberOf({ since, orderCount }: NonNullable<CheckedBuyer['member']>): NonNullable<PreparedOrder['member']> {
  // The contract lets only calendar days through.
  return { ...(since === undefined ? {} : { since: since as LocalDate }), ...(orderCount === undefined ? {} : { orderCount }) };
}

type Billed = Pick<PreparedOrder, 'billedAmount'> & { readonly content: Omit<OrderContent, 'payerHash'> };

/** AD-23: where the buyer bears the invoice fee, the server adds it as a line, taxed and under the cap like the others (AM-25). */
function withBuyerFee(checked: CheckedOrder, merchant: Merchant): Billed {
  const { fee, tax } = buyerFeeOf(merchant, checked.content.invoice.delivery);
  const base = { ...checked.content, program: merchant.program.code };
  if (fee === 0) return { billedAmount: checked.billedAmount, content: { ...base, buyerFee: 0 } };
  const line: OrderItem = { kind: 'fee', name: '請求書発行手数料', quantity: 1, unitPrice: fee + tax, taxRate: 10, taxIncluded: true };
  const items = [...base.items, line];
  const summary = taxSummary(items);
  return {
    billedAmount: yen(checked.billedAmount + fee + tax),
    content: { ...base, items, taxSummary: summary, netAmount: netTotal(summary), buyerFee: fee + tax },
  };
}
