import { describe, expect, it } from 'vitest';
import { phoneToFix, quoteFor } from '../../tests/support/conditions.ts';
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
  held,
  outcomes,
  asked,
} from '../../tests/support/story.ts';
import { decide } from './decide.ts';
import type { News } from './news.ts';

describe('a screening', () => {
  it('sends the cart, the buyer and the consent, and settles with the token', () => {
    const told = after(...loaded(), consented, authorize, answered());
    expect(asked(told, 'authorization')[0]?.body).toEqual({
      amount: 5_500,
      items,
      buyer,
      consent: { termsVersion: '2026-04', acceptedAt: '2026-10-05T03:00:00.000Z', method: 'web' },
    });
    expect(outcomes(told)).toEqual([
      {
        decision: 'approved',
        authorizationToken: 'auz_1',
        expiresAt: '2026-10-05T12:15:00+09:00',
        amount: 5_500,
        billedAmount: 5_830,
        consent: { termsVersion: '2026-04', acceptedAt: '2026-10-05T03:00:00.000Z', method: 'web' },
        buyer,
        shipTo: null,
      },
    ]);
  });

  it('is made once, however often the order is placed', () => {
    const told = after(...loaded(), consented, authorize, authorize, authorize);
    expect(asked(told, 'authorization')).toHaveLength(1);
    expect(asked(after(...loaded(), consented, authorize, answered(), authorize), 'authorization')).toHaveLength(1);
  });

  it('waits for a quote that is still on its way', () => {
    const [input, connected, config, quote] = loaded() as [News, News, News, News];
    const waiting = after(input, connected, config, consented, authorize);
    expect(outcomes(waiting)).toEqual([]);
    expect(asked(after(input, connected, config, consented, authorize, quote), 'authorization')).toHaveLength(1);
  });

  it('a person’s review lets the order be placed', () => {
    expect(outcomes(after(...loaded(), consented, authorize, answered({ decision: 'manual_review' })))).toMatchObject([
      { decision: 'manual_review', authorizationToken: 'auz_1' },
    ]);
  });

  it('no decision outlives its cart: another amount gives the old reservation back', () => {
    const told = after(
      ...loaded(),
      consented,
      authorize,
      answered(),
      { is: 'input', input: { ...cart, amount: 6_000 } },
      { is: 'quote', number: 2, answer: { ok: true, value: quoteFor(6_000) }, nowMs },
      authorize,
    );
    expect(told.state.check.is).toBe('running');
    expect(asked(told, 'authorization')[1]?.body).toMatchObject({ amount: 6_000, replaces: 'auz_1' });
  });

  it('is withdrawn when the cart changes or another method is chosen meanwhile', () => {
    const methods = [card];
    const running: News[] = [...loaded({ ...cart, methods }), { is: 'chosen', method: 'atobarai' }, consented, authorize];
    for (const change of [
      { is: 'input', input: { ...cart, methods, amount: 6_000 } },
      { is: 'chosen', method: 'card' },
    ] satisfies News[]) {
      const told = after(...running, change);
      expect(outcomes(told)).toMatchObject([{ why: 'withdrawn' }]);
      expect(asked(told, 'stop').map(({ what }) => what)).toContain('authorization');
      expect(decide(told.state, answered()).state.check).toEqual({ is: 'none' });
    }
  });

  it.each<[string, News[], string]>([
    ['without consent', [...loaded(), authorize], 'consent_missing'],
    ['without a buyer', [...loaded({ ...cart, buyer: null }), consented, authorize], 'buyer_missing'],
    ['without items', [...loaded({ ...cart, items: null }), consented, authorize], 'items_missing'],
    ['when another method is chosen', [...loaded({ ...cart, methods: [card] }), { is: 'chosen', method: 'card' }, authorize], 'not_chosen'],
  ])('is not made %s', (_, news, why) => {
    const told = after(...news);
    expect(outcomes(told)).toEqual([{ decision: 'not_made', authorizationToken: null, why }]);
    expect(asked(told, 'authorization')).toEqual([]);
  });

  it('a missing consent is shown where it is missing', () => {
    const told = after(...loaded(), authorize);
    expect(told.state.consentMissed).toBe(true);
    expect(asked(told, 'focus')).toEqual([{ ask: 'focus', on: 'consent' }]);
  });

  it('a lost connection can be tried again with the same words, so that nobody is screened twice', () => {
    const failed: News = { is: 'authorization', number: 1, answer: { ok: false, trouble: offline }, nowMs };
    const told = after(...loaded(), consented, authorize, failed, { is: 'retry', nowMs: nowMs + 9_000 });
    const [first, second] = asked(told, 'authorization');
    expect(outcomes(told)).toMatchObject([{ why: 'no_connection' }]);
    expect(second?.body).toEqual(first?.body);
  });

  it('its token expires, and is checked anew on a tap', () => {
    const told = after(...loaded(), consented, authorize, answered(), { is: 'expired', token: 'auz_1' });
    expect(told.state.check.is).toBe('expired');
    expect(asked(after(...loaded(), consented, authorize, answered(), { is: 'expired', token: 'auz_0' }), 'authorization')).toHaveLength(1);
    const again = decide(told.state, { is: 'retry', nowMs });
    expect(again.state.check.is).toBe('running');
    expect(again.effects).toContainEqual(expect.objectContaining({ body: expect.objectContaining({ replaces: 'auz_1' }) }));
  });

  it('a token too old is not handed out, even when no timer ran', () => {
    const told = after(...loaded(), consented, authorize, answered(), { is: 'authorize', nowMs: nowMs + 15 * 60_000 });
    expect(outcomes(told)).toHaveLength(1);
    expect(told.state.check.is).toBe('running');
  });

  it.each<[string, Parameters<typeof answered>[0]]>([
    ['an approval', {}],
    ['a review', { decision: 'manual_review' }],
    ['a hold', { ...held, fields: [phoneToFix] }],
    ['a rejection', { ...held, decision: 'rejected' }],
  ])('%s that another cart undoes is told as a change, and told once', (_, changes) => {
    const decision: News[] = [...loaded(), consented, authorize, answered(changes)];
    const changesAfter = (...news: News[]) => after(...decision, ...news).notices.filter(({ tell }) => tell === 'change').length - 1;
    const other: News = { is: 'input', input: { ...cart, amount: 6_000 } };
    expect([changesAfter(), changesAfter(other), changesAfter(other, { ...other, input: cart })]).toEqual([0, 1, 1]);
    expect(changesAfter({ is: 'reset' })).toBe(1);
  });

  it('a rejection stands for the same buyer and cart, and is forgotten with another', () => {
    const rejected: News[] = [...loaded(), consented, authorize, answered({ ...held, decision: 'rejected' })];
    const told = after(...rejected, authorize);
    expect(outcomes(told)).toEqual(Array.from({ length: 2 }, () => ({ decision: 'rejected', authorizationToken: null })));
    expect(after(...rejected, { is: 'input', input: { ...cart, buyer: { ...buyer, name: '見本 太郎' } } }).state.check).toEqual({
      is: 'none',
    });
  });
});
