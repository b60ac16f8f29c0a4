import type { Authorization, AuthorizationRequest, FieldToFix } from '@atobarai/sdk/contract';
import type { AuthorizationResult, NotMade } from '../element/types.ts';
import { inputsFor, mayBeEmpty, mendable, mended } from './mend.ts';
import { decided, type Decided, type Notice, andThen } from './news.ts';
import { type Answer, atobarai, type Check, type MendedInput, type State, type Trouble } from './state.ts';

// The token holds for 15 minutes; half a minute is left for the order itself to arrive.
const tokenLastsMs = 14.5 * 60_000;

const settled = (result: AuthorizationResult): Notice => ({ tell: 'settled', result });
export const notMade = (why: NotMade): Notice => settled({ decision: 'not_made', authorizationToken: null, why });

/** Screens the buyer, or says at once what is known already or what is missing. */
export function authorize(state: State, nowMs: number): Decided {
  const { check } = state;
  if (check.is === 'running') return decided(state);
  if (state.chosen !== atobarai) return refuse(state, 'not_chosen');
  const known = knownResult(state, nowMs);
  if (known) return decided(state, settled(known));
  if (check.is === 'held') return mendAndScreen(state, check);
  if (state.config.is === 'loading' || state.quote.is === 'loading') {
    return decided({ ...state, wanted: true });
  }
  const why = obstacle(state);
  return why ? refuse(state, why) : screen(state);
}

/** The order was wanted while the quote was still on its way: goes on now that it is here. */
export function goOn(step: Decided, nowMs: number): Decided {
  const { config, quote, wanted } = step.state;
  if (!wanted || config.is === 'loading' || quote.is === 'loading') return step;
  return andThen(step, (state) => authorize({ ...state, wanted: false }, nowMs));
}

function knownResult({ check, input }: State, nowMs: number): AuthorizationResult | undefined {
  if (check.is === 'rejected') return { decision: 'rejected', authorizationToken: null };
  return (check.is === 'approved' || check.is === 'review') && nowMs < check.validUntilMs ? resultOf(check, input) : undefined;
}

function resultOf(check: Extract<Check, { is: 'approved' | 'review' }>, { buyer, shipTo }: State['input']): AuthorizationResult {
  const { authorization, acceptedAt, termsVersion } = check;
  if (buyer === null) return { decision: 'not_made', authorizationToken: null, why: 'buyer_missing' };
  return {
    decision: check.is === 'approved' ? 'approved' : 'manual_review',
    authorizationToken: authorization.authorizationToken,
    expiresAt: authorization.expiresAt,
    amount: authorization.amount,
    billedAmount: authorization.billedAmount,
    consent: { termsVersion, acceptedAt, method: 'web' },
    buyer,
    shipTo,
  };
}

function obstacle({ config, quote, consentedAt, input }: State): NotMade | undefined {
  const failed = [config, quote].find((loaded) => loaded.is === 'failed');
  if (failed) return failed.trouble.is === 'offline' ? 'no_connection' : 'refused';
  if (config.is !== 'known' || quote.is !== 'known') return 'loading';
  if (!quote.value.available) return 'not_available';
  if (consentedAt === null) return 'consent_missing';
  if (!input.buyer) return 'buyer_missing';
  return input.items?.length ? undefined : 'items_missing';
}

const mistakes: Partial<Record<NotMade, string>> = {
  buyer_missing: 'Set the property `buyer` before authorize() is called or the form is sent.',
  items_missing: 'Set the property `items` before authorize() is called or the form is sent.',
  loading: 'Set `amount` or `items`, so that there is something to quote.',
};

function refuse(state: State, why: NotMade): Decided {
  const detail = mistakes[why];
  if (why === 'consent_missing') return decided({ ...state, consentMissed: true }, { ask: 'focus', on: 'consent' }, notMade(why));
  return detail
    ? decided(state, { tell: 'error', trouble: { is: 'refused', code: why, detail, fields: [] } }, notMade(why))
    : decided(state, notMade(why));
}

function mendAndScreen(state: State, check: Extract<Check, { is: 'held' }>): Decided {
  if (check.inputs.some(({ path, value }) => !value.trim() && !mayBeEmpty(path))) {
    return decided({ ...state, check: { ...check, incomplete: true } }, { ask: 'focus', on: 'empty' }, settledHeld(check.fields));
  }
  return andThen(screen({ ...state, input: mended(state.input, check.inputs) }), (next) => decided(next, { ask: 'focus', on: 'panel' }));
}

function screen(state: State): Decided {
  const { input, quote, config, consentedAt, unusedToken } = state;
  if (quote.is !== 'known' || config.is !== 'known' || !input.buyer || consentedAt === null) return decided(state);
  const number = state.latest.authorization + 1;
  const body: AuthorizationRequest = {
    amount: quote.value.amount,
    items: [...(input.items ?? [])],
    buyer: input.buyer,
    ...(input.shipTo?.length ? { shipTo: [...input.shipTo] } : {}),
    consent: { termsVersion: config.value.terms.version, acceptedAt: consentedAt, method: 'web' },
    ...(unusedToken ? { replaces: unusedToken } : {}),
  };
  return decided(
    { ...state, latest: { ...state.latest, authorization: number }, check: { is: 'running', slow: false } },
    { ask: 'authorization', number, body },
  );
}

/** What the screening answered. */
export function screened(state: State, answer: Answer<Authorization>, nowMs: number): Decided {
  if (!answer.ok) return notScreened(state, answer.trouble);
  const { decision, authorizationToken, fields } = answer.value;
  if (authorizationToken !== null) return accepted(state, { ...answer.value, authorizationToken }, nowMs);
  if (decision === 'on_hold') return held(state, fields);
  return decided(
    { ...state, check: { is: 'rejected' }, unusedToken: null },
    { ask: 'focus', on: 'panel' },
    settled({ decision: 'rejected', authorizationToken: null }),
  );
}

function accepted(state: State, authorization: Authorization & { authorizationToken: string }, nowMs: number): Decided {
  const check: Extract<Check, { is: 'approved' | 'review' }> = {
    is: authorization.decision === 'approved' ? 'approved' : 'review',
    authorization,
    acceptedAt: state.consentedAt ?? '',
    termsVersion: state.config.is === 'known' ? state.config.value.terms.version : '',
    validUntilMs: nowMs + tokenLastsMs,
  };
  const token = authorization.authorizationToken;
  return decided(
    { ...state, check, unusedToken: token },
    { ask: 'expiry', token, afterMs: tokenLastsMs },
    settled(resultOf(check, state.input)),
  );
}

const settledHeld = (fields: readonly FieldToFix[]): Notice =>
  settled({ decision: 'on_hold', authorizationToken: null, fields: fields.map(({ path }) => path) });

function held(state: State, fields: readonly FieldToFix[]): Decided {
  const inputs = fields.flatMap((field) => inputsFor(field, state.input)).filter(isFirstOfItsPath);
  if (inputs.length === 0) {
    return notScreened(state, { is: 'refused', code: 'on_hold', detail: 'The hold names no field that can be mended here.', fields: [] });
  }
  return decided(
    { ...state, check: { is: 'held', fields, inputs, incomplete: false } },
    { ask: 'focus', on: 'panel' },
    settledHeld(fields),
  );
}

const isFirstOfItsPath = ({ path }: MendedInput, index: number, inputs: readonly MendedInput[]): boolean =>
  inputs.findIndex((input) => input.path === path) === index;

function notScreened(state: State, trouble: Trouble): Decided {
  const toFix = mendable(trouble, state.input);
  if (toFix.length > 0) return held(state, toFix);
  return decided(
    { ...state, check: { is: 'failed', trouble } },
    { ask: 'focus', on: 'panel' },
    { tell: 'error', trouble },
    notMade(trouble.is === 'offline' ? 'no_connection' : 'refused'),
  );
}
