/** After so many failures in a row a piece of work waits for a person. */
export const mostAttempts = 8;

/** Before the second try; doubles with every further one. */
export const firstPauseMs = 60_000;

/**
 * So many items that fail one after another, and none that works, look like trouble of the machine
 * and not of the items: the rest is left for the next run.
 */
export const mostFailuresInARow = 3;

/** A try that is a day late found nothing to do: an order was cancelled, an invoice paid. */
export const forgottenAfterMs = 86_400_000;
