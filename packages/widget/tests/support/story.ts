import { decide } from '../../src/checkout/decide.ts';
import type { Ask, News, Notice } from '../../src/checkout/news.ts';
import { initialState, type Input, noInput, type State, type Trouble } from '../../src/checkout/state.ts';
import type { Buyer } from '../../src/element/types.ts';
import { authorizationFor, conditions, quoteFor } from './conditions.ts';

export const nowMs = Date.parse('2026-10-05T12:00:00+09:00');
export const buyer: Buyer = {
  kind: 'consumer',
  name: '見本 花子',
  postalCode: '100-0001',
  address: { prefecture: '東京都', city: '千代田区', line1: '千代田1-1' },
  phone: '050-0000-0000',
};
export const items = [{ name: '電気ケトル', quantity: 1, unitPrice: 5_500, taxRate: 10 }];
export const cart: Input = { ...noInput, amount: 5_500, items, buyer };
export const card = { id: 'card', label: 'クレジットカード' };
export const consented: News = { is: 'consented', at: '2026-10-05T03:00:00.000Z' };
export const authorize: News = { is: 'authorize', nowMs };
export const offline: Trouble = { is: 'offline', code: 'no_connection', detail: '', fields: [] };

export type Told = { state: State; asks: Ask[]; notices: Notice[] };

/** Everything that follows from some news, told one after the other. */
export function after(...news: readonly News[]): Told {
  return news.reduce<Told>(
    (told, one) => {
      const { state, effects } = decide(told.state, one);
      return {
        state,
        asks: [...told.asks, ...effects.filter((effect) => 'ask' in effect)],
        notices: [...told.notices, ...effects.filter((effect) => 'tell' in effect)],
      };
    },
    { state: initialState, asks: [], notices: [] },
  );
}

export const loaded = (input: Input = cart): News[] => [
  { is: 'input', input },
  { is: 'connected' },
  { is: 'config', number: 1, answer: { ok: true, value: conditions }, nowMs },
  { is: 'quote', number: 1, answer: { ok: true, value: quoteFor(5_500) }, nowMs },
];
export const answered = (changes: Parameters<typeof authorizationFor>[1] = {}, number = 1): News => ({
  is: 'authorization',
  number,
  answer: { ok: true, value: authorizationFor(5_500, changes) },
  nowMs,
});
/** An answer without a token. */
export const held = { decision: 'on_hold', authorizationToken: null, expiresAt: null } as const;
export const outcomes = ({ notices }: Told) => notices.flatMap((notice) => (notice.tell === 'settled' ? [notice.result] : []));
export const asked = <A extends Ask['ask']>({ asks }: Told, ask: A) =>
  asks.filter((one): one is Extract<Ask, { ask: A }> => one.ask === ask);
