import type { QuoteRequest } from '@atobarai/sdk/contract';
import { jsonOf } from '../hardened.ts';
import { decided, type Decided } from './news.ts';
import type { Input, State } from './state.ts';

/** The question to ask for this cart; nothing while the page has not said what is in it. */
function quoteRequest({ amount, items, shipTo, buyerToken }: Input): QuoteRequest | undefined {
  const known = amount !== null && amount > 0;
  if (!known && !items?.length) return undefined;
  const abroad = countryAbroad(shipTo);
  return {
    ...(known ? { amount } : {}),
    // What is in the cart can rule it out as well, and is better told before the shopper has agreed to anything.
    ...(items?.length ? { items: [...items] } : {}),
    ...(abroad ? { shipToCountry: abroad } : {}),
    ...(buyerToken ? { buyerToken } : {}),
  };
}

const countryAbroad = (shipTo: Input['shipTo']): string | undefined => shipTo?.find(({ country }) => country && country !== 'JP')?.country;

export const sameValue = (a: unknown, b: unknown): boolean => jsonOf(a) === jsonOf(b);

export const needsNewQuote = (before: Input, after: Input): boolean => !sameValue(quoteRequest(before), quoteRequest(after));

/** Asks anew; an answer to an earlier question will be dropped. */
export function quoteAnew(state: State): Decided {
  const body = quoteRequest(state.input);
  const number = state.latest.quote + 1;
  const latest = { ...state.latest, quote: number };
  return body
    ? decided({ ...state, latest, quote: { is: 'loading' } }, { ask: 'quote', number, body })
    : decided({ ...state, latest, quote: { is: 'none' } }, { ask: 'stop', what: 'quote' });
}

export function configAnew(state: State): Decided {
  const number = state.latest.config + 1;
  return decided({ ...state, latest: { ...state.latest, config: number }, config: { is: 'loading' } }, { ask: 'config', number });
}
