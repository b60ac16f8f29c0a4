import { describe, expect, it } from 'vitest';
import { quoteFor } from '../../tests/support/conditions.ts';
import {
  nowMs,
  buyer,
  items,
  cart,
  card,
  consented,
  authorize,
  offline,
  after,
  loaded,
  answered,
  outcomes,
  asked,
  type Told,
} from '../../tests/support/story.ts';
import { decide } from './decide.ts';
import type { News } from './news.ts';
import { type Input, noInput } from './state.ts';

/** How often the page was told that choice, consent or validity are others now. */
const changes = ({ notices }: Told) => notices.filter(({ tell }) => tell === 'change').length;

describe('quotes', () => {
  it('are asked for when the cart is known, and once for what does not change it', () => {
    const told = after(...loaded(), { is: 'input', input: { ...cart, methods: [card] } });
    expect(asked(told, 'quote')).toEqual([{ ask: 'quote', number: 1, body: { amount: 5_500, items } }]);
  });

  it('the latest wins: an answer to an earlier cart is dropped, whenever it comes', () => {
    const told = after(
      ...loaded(),
      { is: 'input', input: { ...cart, amount: 11_000 } },
      { is: 'input', input: { ...cart, amount: 16_500 } },
      { is: 'quote', number: 2, answer: { ok: true, value: quoteFor(11_000) }, nowMs },
    );
    expect(told.state.quote).toEqual({ is: 'loading' });
    expect(decide(told.state, { is: 'quote', number: 3, answer: { ok: true, value: quoteFor(16_500) }, nowMs }).state.quote).toMatchObject({
      value: { amount: 16_500 },
    });
  });

  it.each<[string, Partial<Input>, object]>([
    ['the amount alone', { items: null }, { amount: 5_500 }],
    ['the items alone', { amount: null }, { items }],
  ])('are asked for with %s where the page says no more', (_, said, body) => {
    expect(asked(after({ is: 'input', input: { ...cart, ...said } }, { is: 'connected' }), 'quote')[0]?.body).toEqual(body);
  });

  it('an empty cart has none', () => {
    expect(after({ is: 'input', input: noInput }, { is: 'connected' }).state.quote).toEqual({ is: 'none' });
  });

  it('tell of a destination abroad', () => {
    const shipTo = [{ ...buyer, country: 'US' }];
    expect(asked(after({ is: 'input', input: { ...cart, shipTo } }, { is: 'connected' }), 'quote')[0]?.body).toEqual({
      amount: 5_500,
      items,
      shipToCountry: 'US',
    });
  });

  it('new terms are loaded, and must be agreed to anew', () => {
    const told = after(
      ...loaded(),
      consented,
      { is: 'input', input: { ...cart, amount: 6_000 } },
      {
        is: 'quote',
        number: 2,
        answer: { ok: true, value: quoteFor(6_000, { termsVersion: '2026-10' }) },
        nowMs,
      },
    );
    expect(told.state).toMatchObject({ consentedAt: null, config: { is: 'loading' }, latest: { config: 2 } });
    // Once when it was given, once when it was no longer worth anything.
    expect(changes(told)).toBe(2);
  });

  it('new terms take nothing from a shopper who has agreed to none', () => {
    const answer = { ok: true, value: quoteFor(6_000, { termsVersion: '2026-10' }) } as const;
    expect(changes(after(...loaded(), { is: 'input', input: { ...cart, amount: 6_000 } }, { is: 'quote', number: 2, answer, nowMs }))).toBe(
      0,
    );
  });
});

describe('the list of methods', () => {
  it('alone, deferred payment is chosen; as a list, the shopper chooses', () => {
    expect(after({ is: 'input', input: cart }).state.chosen).toBe('atobarai');
    expect(after({ is: 'input', input: cart }, { is: 'input', input: { ...cart, methods: [card] } }).state.chosen).toBe(null);
  });

  it('a method that the shop takes back is no longer chosen', () => {
    const methods = [card, { id: 'cod', label: '代金引換' }];
    const told = after(
      { is: 'input', input: { ...cart, methods } },
      { is: 'chosen', method: 'cod' },
      { is: 'input', input: { ...cart, methods: [card] } },
    );
    expect(told.state.chosen).toBe(null);
    expect(changes(told)).toBe(2);
    // One that was not chosen may come and go.
    const other = after(
      { is: 'input', input: { ...cart, methods } },
      { is: 'chosen', method: 'card' },
      { is: 'input', input: { ...cart, methods: [card] } },
    );
    expect([other.state.chosen, changes(other)]).toEqual(['card', 1]);
  });

  it('a list that comes with the page is no choice that is taken back', () => {
    expect(changes(after({ is: 'input', input: { ...cart, methods: [card] } }))).toBe(0);
  });

  it('what was agreed and decided is forgotten when the form is reset', () => {
    const told = after(...loaded(), consented, authorize, answered(), { is: 'reset' });
    expect(told.state).toMatchObject({ consentedAt: null, check: { is: 'none' }, chosen: 'atobarai' });
  });
});

describe('a lost connection', () => {
  const failed: News[] = [
    { is: 'input', input: cart },
    { is: 'connected' },
    { is: 'config', number: 1, answer: { ok: false, trouble: offline }, nowMs },
    { is: 'quote', number: 1, answer: { ok: false, trouble: offline }, nowMs },
  ];

  it.each<News>([{ is: 'retry', nowMs }, { is: 'online' }])('is asked for again on $is, and for nothing that is known', (news) => {
    const told = after(...failed, news);
    expect(told.state).toMatchObject({ config: { is: 'loading' }, quote: { is: 'loading' }, latest: { config: 2, quote: 2 } });
    expect(decide(after(...loaded()).state, news).effects.filter((effect) => !('ask' in effect && effect.ask === 'focus'))).toEqual([]);
  });

  it('an order placed meanwhile says so', () => {
    expect(outcomes(after(...failed, consented, authorize))).toMatchObject([{ why: 'no_connection' }]);
  });
});
