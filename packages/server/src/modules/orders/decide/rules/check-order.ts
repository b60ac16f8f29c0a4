import type { RegisterOrder } from '@atobarai/sdk/contract';
import { yen } from '../../../../core/money.ts';
import type { Refusal } from '../../../../core/result.ts';
import type { LocalDate } from '../../../../core/time.ts';
import type { Person } from '../../../buyers/index.ts';
import type { Channel } from '../../../merchants/model.ts';
import { netTotal } from '../tax.ts';
import { checkBuyer, type FoundBuyer } from './buyer.ts';
import { present } from './fields.ts';
import { type Check, Findings } from './findings.ts';
import { checkItems, type PricedItems } from './items.ts';
import type { CheckedPerson } from '../../model.ts';
import type { CheckedOrder, OrderCheck, OrderFacts } from './model.ts';
import { checkDestinations, checkPickupPoints } from './persons.ts';
import { readShape } from './shape.ts';
import { checkChannel, checkConsent, checkCurrency, checkDates, checkInvoice } from './terms.ts';
import { tidy } from './tidy.ts';

/**
 * Holds an order against every rule that needs nothing but the order itself (domain.md 4.7). The first
 * refusal is the first in the order of that table, whether a field has the wrong shape or breaks a
 * rule; a rule is silent when its fields have the wrong shape. Never throws, whatever is sent.
 */
export function checkOrder(input: unknown, facts: OrderFacts): OrderCheck {
  const shape = readShape(tidy(input));
  const found = new Findings(shape.sound ? [] : shape.faults);
  const parts = checkParts({ draft: shape.draft, facts, found });
  const [first, ...others] = found.refusals;
  if (first) return { ok: false, refusals: [first, ...others] };
  // Without a refusal nothing is missing; the compiler cannot know.
  if (!shape.sound || !parts) return { ok: false, refusals: [{ code: 'type' } satisfies Refusal] };
  return { ok: true, order: checkedOrder(shape.order, parts, found), warnings: found.warnings };
}

type Parts = {
  readonly channel: Channel;
  readonly priced: PricedItems;
  readonly orderer: FoundBuyer;
  readonly shipTo: readonly CheckedPerson[];
  readonly invoice: CheckedOrder['content']['invoice'];
};

function checkParts(check: Check): Parts | undefined {
  checkDates(check);
  const channel = checkChannel(check);
  checkCurrency(check);
  const priced = checkItems(check);
  const orderer = checkBuyer(check);
  const destinations = checkDestinations(check);
  checkPickupPoints(check);
  const invoice = checkInvoice(check, { buyer: orderer?.buyer, shipTo: destinations });
  checkConsent(check);
  const shipTo = destinations.filter((destination) => destination !== undefined);
  return channel && priced && orderer && { channel, priced, orderer, shipTo, invoice };
}

function checkedOrder(sent: RegisterOrder, { channel, priced, orderer, shipTo, invoice }: Parts, found: Findings): CheckedOrder {
  const netAmount = netTotal(priced.summary);
  const { consent, subscription, plannedShipDate, metadata, platform, billable } = sent;
  const { authorizationToken, customerId, destinationId } = sent;
  return {
    shopOrderId: sent.shopOrderId,
    orderDate: sent.orderDate as LocalDate, // The contract lets only calendar days through.
    channel,
    buyerKind: sent.buyer.kind,
    billedAmount: yen(sent.billedAmount),
    netAmount,
    content: {
      netAmount,
      items: priced.items,
      taxSummary: priced.summary,
      invoice,
      shipToCount: shipTo.length,
      ...present({ consent, subscription, plannedShipDate, metadata, platform, billable }),
    },
    personal: { buyer: { ...orderer.buyer, ...present({ member: sent.buyer.member }) }, shipTo, ...present({ client: sent.client }) },
    person: personOf(sent, orderer),
    phoneKind: orderer.phone.kind,
    itemsText: itemsText(priced),
    addressFindings: found.inAddresses,
    ...present({ authorizationToken, customerId, destinationId }),
  };
}

function personOf({ buyer: { kind } }: RegisterOrder, { buyer: { name, nameKana, company, phone, address } }: FoundBuyer): Person {
  // A consumer may have a parcel sent to the office and is still the same person.
  return { name, phone, address, ...present({ nameKana, company: kind === 'company' ? company : undefined }) };
}

function itemsText({ items }: PricedItems): string {
  // No text holds a tab: control characters were refused.
  const lines = items.map(({ kind, name, quantity, unitPrice, taxRate, taxIncluded }) =>
    [kind, name, quantity, unitPrice, taxRate, taxIncluded].join('\t'),
  );
  return lines.toSorted().join('\n');
}
