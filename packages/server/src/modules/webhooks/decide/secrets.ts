import { instant, type Instant } from '../../../core/time.ts';

/** A secret that was replaced. It signs beside the present one to its own end. */
export type PreviousSecret = { readonly secret: string; readonly until: Instant };

/**
 * How they lie in one sealed column, newest first: `whsec_B whsec_A@2026-10-01T…Z`. The end of the newest
 * has a column of its own, so one alone is bare: a server that knows of no more than one reads it, too.
 */
export function previousText(previous: readonly PreviousSecret[]): string {
  return previous.map(({ secret, until }, place) => (place === 0 ? secret : `${secret}@${until}`)).join(' ');
}

export function previousFrom(text: string, newestUntil: Instant): PreviousSecret[] {
  return text.split(' ').map((entry) => {
    const [secret = '', until] = entry.split('@'); // Neither is in base64.
    return { secret, until: until === undefined ? newestUntil : instant(until) };
  });
}
