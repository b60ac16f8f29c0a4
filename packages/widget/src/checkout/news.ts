import type { Authorization, AuthorizationRequest, CheckoutConfig, Quote, QuoteRequest } from '@atobarai/sdk/contract';
import type { AuthorizationResult } from '../element/types.ts';
import type { Answer, Input, MendedInput, State, Trouble } from './state.ts';

/** What can happen to the widget. */
export type News =
  | { readonly is: 'connected' }
  | { readonly is: 'left' }
  | { readonly is: 'online' }
  /** The browser found the widget invalid when the form was to be sent. */
  | { readonly is: 'invalid' }
  | { readonly is: 'input'; readonly input: Input }
  | { readonly is: 'config'; readonly number: number; readonly answer: Answer<CheckoutConfig>; readonly nowMs: number }
  | { readonly is: 'quote'; readonly number: number; readonly answer: Answer<Quote>; readonly nowMs: number }
  | { readonly is: 'authorization'; readonly number: number; readonly answer: Answer<Authorization>; readonly nowMs: number }
  | { readonly is: 'chosen'; readonly method: string; readonly focus?: true }
  | { readonly is: 'consented'; readonly at: string | null }
  | { readonly is: 'authorize'; readonly nowMs: number }
  | { readonly is: 'slow'; readonly number: number }
  | { readonly is: 'typed'; readonly inputs: readonly MendedInput[] }
  | { readonly is: 'retry'; readonly nowMs: number }
  | { readonly is: 'expired'; readonly token: string }
  | { readonly is: 'disabled'; readonly disabled: boolean }
  | { readonly is: 'reset' };

/** What the shell is to do. */
export type Ask =
  | { readonly ask: 'config'; readonly number: number }
  | { readonly ask: 'quote'; readonly number: number; readonly body: QuoteRequest }
  | { readonly ask: 'authorization'; readonly number: number; readonly body: AuthorizationRequest }
  | { readonly ask: 'stop'; readonly what: 'quote' | 'authorization' }
  | { readonly ask: 'expiry'; readonly token: string; readonly afterMs: number }
  | { readonly ask: 'focus'; readonly on: 'panel' | 'consent' | 'empty' | 'row' };

/** What the page hears of. */
export type Notice =
  | { readonly tell: 'ready' }
  | { readonly tell: 'change' }
  | { readonly tell: 'quote'; readonly quote: Quote }
  | { readonly tell: 'settled'; readonly result: AuthorizationResult }
  | { readonly tell: 'error'; readonly trouble: Trouble };

/** The state after the news, and what follows from it, in order. */
export type Decided = { readonly state: State; readonly effects: readonly (Ask | Notice)[] };

export const decided = (state: State, ...effects: readonly (Ask | Notice)[]): Decided => ({ state, effects });

/** What another decision goes on from. */
export const andThen = ({ state, effects }: Decided, next: (state: State) => Decided): Decided => {
  const after = next(state);
  return { state: after.state, effects: [...effects, ...after.effects] };
};
