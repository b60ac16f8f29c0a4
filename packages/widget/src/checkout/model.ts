import type { Language } from '../i18n/index.ts';
import { decide } from './decide.ts';
import { createErrands, type ErrandTools } from './errands.ts';
import type { Ask, News, Notice } from './news.ts';
import { type Screen, screenOf } from './screen.ts';
import { type ReadonlySignal, type Signal, signal } from './signal.ts';
import { initialState, type State } from './state.ts';

export type CheckoutModel = {
  readonly state: ReadonlySignal<State>;
  /** What the state looks like now; an effect that asks follows it. */
  readonly screen: () => Screen;
  readonly language: Signal<Language>;
  readonly send: (news: News) => void;
  /** Stops what is on its way. */
  readonly stop: () => void;
};

export type Surroundings = Pick<ErrandTools, 'transport' | 'focus'> & { readonly tell: (notice: Notice) => void };

const isAsk = (effect: Ask | Notice): effect is Ask => Object.hasOwn(effect, 'ask');

/** Holds the state, does what `decide` asks for, and passes on what it tells. */
export function createCheckoutModel({ transport, focus, tell }: Surroundings): CheckoutModel {
  const state = signal(initialState);
  const language = signal<Language>('ja');
  const screen = () => screenOf(state.value, language.value);
  const errands = createErrands({ transport, focus, send });

  function send(news: News): void {
    const { state: next, effects } = decide(state.peek(), news);
    state.value = next;
    for (const effect of effects) if (isAsk(effect)) errands.run(effect);
    // The page hears of it when everything is under way, because it may answer at once.
    for (const effect of effects) if (!isAsk(effect)) tell(effect);
  }

  return { state, screen, language, send, stop: errands.stop };
}
