import type { ShownSuggestion } from '../panel.ts';

/** What the shopper can do. */
export type Actions = {
  readonly choose: (method: string) => void;
  /** The same from a button that goes away with it. */
  readonly switchTo: (method: string) => void;
  readonly consent: (given: boolean) => void;
  readonly type: (path: string, value: string) => void;
  readonly take: (suggestion: ShownSuggestion) => void;
  readonly check: () => void;
  readonly retry: () => void;
};
