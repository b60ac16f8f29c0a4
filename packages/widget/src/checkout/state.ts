import type { Authorization, CheckoutConfig, FieldToFix, Quote } from '@atobarai/sdk/contract';
import type { Buyer, Destination, Item, Method } from '../element/types.ts';

/** The id of deferred payment among the methods. */
export const atobarai = 'atobarai';

/** What the shop's page says. */
export type Input = {
  readonly amount: number | null;
  readonly items: readonly Item[] | null;
  readonly buyer: Buyer | null;
  readonly shipTo: readonly Destination[] | null;
  readonly buyerToken: string | null;
  readonly methods: readonly Method[];
  /** The page tells its developer what is wrong; a live one tells shoppers nothing of it. */
  readonly test: boolean;
};

/** The code of a call that had no answer. */
export const noConnection = 'no_connection';

/** Why a call brought nothing. `offline` may work when tried again. */
export type Trouble = {
  readonly is: 'offline' | 'refused';
  /** A code of the API, or `no_connection`; with `offline` it says that the server is busy. */
  readonly code: string;
  /** For the shop's developer. */
  readonly detail: string;
  readonly fields: readonly { readonly path: string; readonly code: string; readonly message: string }[];
};

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export type Loaded<T> =
  | { readonly is: 'none' }
  | { readonly is: 'loading' }
  | { readonly is: 'known'; readonly value: T }
  | { readonly is: 'failed'; readonly trouble: Trouble };

/** One input of the form for mending. */
export type MendedInput = { readonly path: string; readonly value: string };

export type Accepted = {
  readonly authorization: Authorization & { readonly authorizationToken: string };
  readonly acceptedAt: string;
  readonly termsVersion: string;
};

/** How far the screening of this buyer and amount is. */
export type Check =
  | { readonly is: 'none' }
  | { readonly is: 'running'; readonly slow: boolean }
  | { readonly is: 'held'; readonly fields: readonly FieldToFix[]; readonly inputs: readonly MendedInput[]; readonly incomplete: boolean }
  | ({ readonly is: 'approved' | 'review'; readonly validUntilMs: number } & Accepted)
  | { readonly is: 'rejected' }
  | { readonly is: 'failed'; readonly trouble: Trouble }
  | { readonly is: 'expired' };

export type State = {
  readonly input: Input;
  readonly config: Loaded<CheckoutConfig>;
  readonly quote: Loaded<Quote>;
  /** Number of the latest request of each kind; answers to earlier ones are dropped. */
  readonly latest: { readonly config: number; readonly quote: number; readonly authorization: number };
  /** Id of the chosen method. */
  readonly chosen: string | null;
  /** When the box was ticked; null while it is not. */
  readonly consentedAt: string | null;
  /** True once the order was tried without consent. */
  readonly consentMissed: boolean;
  /** The order was asked for while the quote was still on its way. */
  readonly wanted: boolean;
  readonly check: Check;
  /** The unused token of an earlier screening, whose reservation the next one gives back. */
  readonly unusedToken: string | null;
  /** The fieldset of the form around it is disabled. */
  readonly disabled: boolean;
};

export const noInput: Input = { amount: null, items: null, buyer: null, shipTo: null, buyerToken: null, methods: [], test: false };

export const initialState: State = {
  input: noInput,
  config: { is: 'none' },
  quote: { is: 'none' },
  latest: { config: 0, quote: 0, authorization: 0 },
  chosen: null,
  consentedAt: null,
  consentMissed: false,
  wanted: false,
  check: { is: 'none' },
  unusedToken: null,
  disabled: false,
};
