import type { AmendOrder, RegisterOrder } from '@atobarai/sdk/contract';
import type { OrderRow } from '../../orders/model.ts';
import { billedTotal, type CheckedPerson, type PersonalPart, type TaxableLine, taxSummary } from '../../orders/index.ts';

/** Which fields a patch names, in the caller's own words: `buyer.phone`, `items`. */
export function pathsOf(patch: AmendOrder): string[] {
  const { version: _, buyer, ...rest } = patch;
  return [
    ...Object.keys(rest).filter((key) => rest[key as keyof typeof rest] !== undefined),
    ...Object.keys(buyer ?? {}).map((key) => `buyer.${key}`),
  ];
}

/** The order as it would be registered today with the patch in it; every rule is asked again. */
export function withPatch(order: OrderRow, personal: PersonalPart, patch: AmendOrder): RegisterOrder {
  const { content } = order;
  const items = patch.items ?? content.items.slice(0, content.buyerFee > 0 ? -1 : undefined).map((item) => ({ ...item }));
  const billedAmount = patch.billedAmount ?? (patch.items ? billedFor(patch.items) : order.billed_amount - content.buyerFee);
  const { name, nameKana, company, department, corporateNumber, email, birthDate, member } = personal.buyer;
  return {
    shopOrderId: order.shop_order_id,
    orderDate: order.order_date,
    channel: order.channel,
    billedAmount,
    items,
    buyer: {
      kind: order.buyer_kind,
      ...personOf(personal.buyer),
      name,
      nameKana,
      company,
      department,
      corporateNumber,
      email,
      birthDate,
      member,
      ...given(patch.buyer ?? {}),
    },
    shipTo: patch.shipTo ?? personal.shipTo.map(personOf),
    invoice: { ...content.invoice, ...patch.invoice },
    plannedShipDate: patch.plannedShipDate ?? content.plannedShipDate,
    consent: content.consent as RegisterOrder['consent'],
    subscription: content.subscription as RegisterOrder['subscription'],
    metadata: patch.metadata ?? content.metadata,
    platform: content.platform as RegisterOrder['platform'],
    client: personal.client,
    billable: content.billable,
  };
}

type Line = NonNullable<AmendOrder['items']>[number];

/** What the lines come to with tax, as a shop that leaves the sum to us means it. */
function billedFor(items: readonly Line[]): number {
  // Lines that cannot be reckoned with are refused by the rules, which then look at no sum.
  if (!items.every(isReckonable)) return 1;
  return billedTotal(
    taxSummary(
      items.map(({ kind = 'goods', quantity, unitPrice, taxRate, taxIncluded = true }) => ({
        kind,
        quantity,
        unitPrice,
        taxRate: taxRate as TaxableLine['taxRate'],
        taxIncluded,
      })),
    ),
  );
}

const mostReckonable = 10 ** 12;

function isReckonable({ quantity, unitPrice, taxRate }: Line): boolean {
  const isKnownRate = taxRate === 10 || taxRate === 8 || taxRate === 0;
  return isKnownRate && Number.isInteger(quantity) && Number.isInteger(unitPrice) && Math.abs(quantity * unitPrice) <= mostReckonable;
}

function personOf(
  person: CheckedPerson,
): Pick<RegisterOrder['buyer'], 'name' | 'nameKana' | 'company' | 'department' | 'postalCode' | 'address' | 'phone'> {
  const { name, nameKana, company, department, postalCode, address, phone } = person;
  return { name, nameKana, company, department, postalCode, address: { ...address }, phone };
}

/** Without the keys that say nothing, so that they cannot wipe out what stands. */
function given<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
