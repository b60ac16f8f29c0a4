import { authorize, goOn, notMade, screened } from './authorizing.ts';
import { decided, type Decided, type News, type Notice, andThen } from './news.ts';
import { configAnew, needsNewQuote, quoteAnew, sameValue } from './quoting.ts';
import { type Answer, atobarai, type Input, type Loaded, type State, type Trouble } from './state.ts';

type Deciders = { readonly [Is in News['is']]: (state: State, news: Extract<News, { is: Is }>) => Decided };

/** What the widget is after a piece of news, what is to be done, and what the page hears. */
export function decide(state: State, news: News): Decided {
  const decider = deciders[news.is] as (state: State, news: News) => Decided;
  return decider(state, news);
}

const deciders: Deciders = {
  connected: (state) => andThen(state.config.is === 'known' ? decided(state) : configAnew(state), quoteAnew),

  left(state) {
    const config: State['config'] = state.config.is === 'known' ? state.config : { is: 'none' };
    return forget({ ...state, config, quote: { is: 'none' } });
  },

  online: loadAgain,

  invalid(state) {
    const missed = state.chosen === atobarai && state.consentedAt === null;
    const on = missed ? 'consent' : state.chosen === atobarai ? 'panel' : 'row';
    return decided({ ...state, consentMissed: state.consentMissed || missed }, { ask: 'focus', on });
  },

  input(state, { input }) {
    const { input: before } = state;
    const next = { ...state, input, chosen: stillChosen(state, input) };
    const connected = state.config.is !== 'none';
    const step = andThen(
      connected && needsNewQuote(before, input) ? quoteAnew(next) : decided(next),
      sameOrder(before, input) ? (same) => decided(same) : forget,
    );
    // What the shopper had chosen is no longer there.
    return next.chosen !== state.chosen && before.methods.length > 0 ? andThen(step, changed) : step;
  },

  config(state, { number, answer, nowMs }) {
    if (number !== state.latest.config) return decided(state);
    return goOn(decided({ ...state, config: loaded(answer) }, answer.ok ? { tell: 'ready' } : fault(answer)), nowMs);
  },

  quote(state, { number, answer, nowMs }) {
    if (number !== state.latest.quote) return decided(state);
    const step = decided({ ...state, quote: loaded(answer) }, answer.ok ? { tell: 'quote', quote: answer.value } : fault(answer));
    const newTerms = answer.ok && state.config.is === 'known' && state.config.value.terms.version !== answer.value.termsVersion;
    // Consent was given to terms that are no longer those in force.
    if (!newTerms) return goOn(step, nowMs);
    const anew = andThen(step, (next) => configAnew({ ...next, consentedAt: null }));
    return state.consentedAt === null ? anew : andThen(anew, changed);
  },

  authorization(state, { number, answer, nowMs }) {
    return number === state.latest.authorization && state.check.is === 'running' ? screened(state, answer, nowMs) : decided(state);
  },

  authorize: (state, { nowMs }) => authorize(state, nowMs),

  chosen(state, { method, focus }) {
    if (method === state.chosen) return decided(state);
    const next = { ...state, chosen: method };
    return andThen(isUnderWay(state) ? forget(next) : decided(next), (step) =>
      focus ? decided(step, { ask: 'focus', on: 'row' }, { tell: 'change' }) : decided(step, { tell: 'change' }),
    );
  },

  consented: (state, { at }) =>
    decided({ ...state, consentedAt: at, consentMissed: state.consentMissed && at === null }, { tell: 'change' }),

  slow: (state, { number }) =>
    state.check.is === 'running' && number === state.latest.authorization
      ? decided({ ...state, check: { ...state.check, slow: true } })
      : decided(state),

  typed: (state, { inputs }) => (state.check.is === 'held' ? decided({ ...state, check: { ...state.check, inputs } }) : decided(state)),

  retry(state, { nowMs }) {
    const step = andThen(loadAgain(state), (next) => decided(next, { ask: 'focus', on: 'panel' }));
    const again = state.check.is === 'failed' || state.check.is === 'expired';
    return again ? andThen(step, (next) => authorize({ ...next, check: { is: 'none' } }, nowMs)) : step;
  },

  expired(state, { token }) {
    const { check } = state;
    const holdsIt = (check.is === 'approved' || check.is === 'review') && check.authorization.authorizationToken === token;
    return holdsIt ? decided({ ...state, check: { is: 'expired' } }, { tell: 'change' }) : decided(state);
  },

  disabled: (state, { disabled }) => decided({ ...state, disabled }),

  reset(state) {
    const chosen = state.input.methods.length === 0 ? atobarai : null;
    return andThen(withdraw({ ...state, chosen, consentedAt: null, consentMissed: false }), changed);
  },
};

const changed = (state: State): Decided => decided(state, { tell: 'change' });

/** Alone on the page it was chosen in the shop's own list. */
function stillChosen({ chosen, input: before }: State, { methods }: Input): string | null {
  if (methods.length === 0) return atobarai;
  if (before.methods.length === 0) return null;
  return chosen === atobarai || methods.some(({ id }) => id === chosen) ? chosen : null;
}

/** Asks again for what could not be loaded. */
function loadAgain(state: State): Decided {
  const config = state.config.is === 'failed' ? configAnew(state) : decided(state);
  return state.quote.is === 'failed' ? andThen(config, quoteAnew) : config;
}

const loaded = <T>(answer: Answer<T>): Loaded<T> =>
  answer.ok ? { is: 'known', value: answer.value } : { is: 'failed', trouble: answer.trouble };

const fault = ({ trouble }: { readonly trouble: Trouble }): Notice => ({ tell: 'error', trouble });

/** A decision stands for one amount, one cart and one buyer. */
const sameOrder = (a: Input, b: Input): boolean =>
  sameValue([a.amount, a.items, a.buyer, a.shipTo], [b.amount, b.items, b.buyer, b.shipTo]);

const isUnderWay = ({ check, wanted }: State): boolean => check.is === 'running' || wanted;

const decisions: readonly State['check']['is'][] = ['approved', 'review', 'held', 'rejected'];

/** What was decided no longer holds, which the page hears of. */
function forget(state: State): Decided {
  const step = withdraw(state);
  return decisions.includes(state.check.is) ? andThen(step, changed) : step;
}

function withdraw(state: State): Decided {
  const next: State = { ...state, check: { is: 'none' }, wanted: false };
  return isUnderWay(state) ? decided(next, { ask: 'stop', what: 'authorization' }, notMade('withdrawn')) : decided(next);
}
