/** How long an authorization holds (api.md, checkout/authorizations). */
export const authorizationLifeMs = 15 * 60_000;

/** How long a shop's server lets its page ask what remains of a buyer's frame. */
export const buyerTokenLifeMs = 60 * 60_000;

/** Tries of one person or one phone number at one shop in a day; more look like somebody feeling for a stranger's credit. */
export const triesPerDay = 10;
export const triesWithinMs = 24 * 3_600_000;

/** Rows that hold nothing are kept this long, for the tries and for questions. */
export const keptMs = 30 * 86_400_000;

/** Where a publishable key of the sandbox works without being registered: a shop on one's own machine. */
export const ownMachine = /^http:\/\/(?:localhost|127\.0\.0\.1)(?::\d{1,5})?$/;

/**
 * How fast one visitor of a shop may call with its publishable key. Phones of one carrier share an address,
 * and so does an office: the paces fit dozens of shoppers at once, and stop whoever tries names or sums by machine.
 */
export const visitorPaces = {
  calls: { burst: 120, perMinute: 300 },
  authorizations: { burst: 20, perMinute: 20 },
} as const;
