/** Bounds of domain.md 4.7, in the order of its table. */
export const bounds = {
  orderAgeDays: 60,
  plannedShipDays: 90,
  billedAmount: { consumer: 999_999, company: 999_999_999 },
  itemNameLongest: 150,
  quantityMost: 9_999,
  unitPriceMost: 999_999,
  adultAge: 18,
} as const;

/** Ways to write that a parcel waits somewhere instead of being handed over (ATODENE terms), spaces left out. */
export const pickupWords = /局(?:留|止)|営業所(?:留|止|受)|センター(?:留|止|受)|転送|コンビニ(?:エンスストア)?(?:で)?受|店頭(?:で)?受/;

/** No refusal lists more faults than this: a body of nonsense is not worth a megabyte of answer. */
export const refusalsShown = 50;

/**
 * The rows of domain.md 4.7 in their order; the first fault in this order is the code of the refusal.
 * A row is a path without indexes; what is not here comes after what is.
 */
export const fieldOrder: readonly string[] = [
  'shopOrderId',
  'orderDate',
  'plannedShipDate',
  'channel',
  'subscription',
  'currency',
  'billedAmount',
  'items',
  'items.name',
  'items.quantity',
  'items.unitPrice',
  'items.kind',
  'items.taxRate',
  'items.taxIncluded',
  'items.category',
  'taxSummary',
  'buyer',
  'buyer.kind',
  'buyer.name',
  'buyer.nameKana',
  'buyer.company',
  'buyer.department',
  'buyer.corporateNumber',
  'buyer.postalCode',
  'buyer.address',
  'buyer.address.prefecture',
  'buyer.address.city',
  'buyer.address.line1',
  'buyer.address.line2',
  'buyer.phone',
  'buyer.email',
  'buyer.birthDate',
  'buyer.member',
  'shipTo.country',
  'shipTo',
  'shipTo.name',
  'shipTo.nameKana',
  'shipTo.company',
  'shipTo.department',
  'shipTo.postalCode',
  'shipTo.address',
  'shipTo.address.prefecture',
  'shipTo.address.city',
  'shipTo.address.line1',
  'shipTo.address.line2',
  'shipTo.phone',
  'pickup',
  'invoice',
  'invoice.delivery',
  'invoice.dueDays',
  'consent',
  'client',
  'metadata',
  'platform',
  'authorizationToken',
  'billable',
  'customerId',
  'destinationId',
];
