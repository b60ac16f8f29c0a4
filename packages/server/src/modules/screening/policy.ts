/** How far back screening looks for other orders of the same phone, address or device. */
export const sightingDays = 30;

/** Points an order can earn for each rule; together 100. */
export const weights = {
  exposure: 15,
  payment_history: 25,
  address: 10,
  velocity: 15,
  duplicates: 10,
  phone: 15,
  name: 5,
  email: 5,
} as const;

// The numbers below are our own: the API page names these rules, and no document gives figures (docs/decisions/0030).

/** Shares of a rule's points that an order earns where nothing stops it. */
export const shares = {
  /** For an order that takes the last yen of the frame; all of them up to half of it. */
  frameUsedUp: 1 / 3,
  newPerson: 0.6,
  knownToTheShop: 0.8,
  paidLateOnce: 0.6,
  oftenPaysLate: 0.2,
  similarOrder: 0.5,
  /** An IP phone can be dropped in a day. */
  voip: 1 / 3,
} as const;

/** Orders from one device, in the hours in which those of a person count: it costs points and is no reason by itself. */
export const ordersPerDevice = 5;

/** A customer whom the shop knows: so many orders before, the first of them so long ago. */
export const knownCustomer = { orders: 3, days: 90 } as const;

/** A shop is a risk when more than this share of its invoices became overdue; a handful says nothing. */
export const shopRisk = { leastInvoices: 20, overdueShare: 0.5 } as const;
