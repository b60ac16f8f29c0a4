import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBrowser, sessionData } from './session-data';

describe('the data of a payment session', () => {
  it('is read with every key, null where there is nothing', () => {
    expect(sessionData(undefined)).toEqual({
      session_id: null,
      atobarai: { order_id: null, shop_order_id: null, amount: null, status: null, line_ids: null },
      authorization_token: null,
      consent: null,
    });
  });

  it('may have been sent by a browser, of which only the token and the consent are taken', () => {
    const forged = {
      session_id: 'payses_x',
      atobarai: { order_id: 'ord_of_somebody_else', status: 'approved', amount: 1 },
      authorization_token: 'aut_1',
      consent: { terms_version: '2026-01', accepted_at: '2026-11-20T15:31:00+09:00', more: 1 },
    };
    expect(fromBrowser(forged)).toEqual({
      authorization_token: 'aut_1',
      consent: { terms_version: '2026-01', accepted_at: '2026-11-20T06:31:00.000Z' },
    });
  });

  it('never stops a checkout, whatever is in it', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const { atobarai, authorization_token: token } = sessionData(data);
        expect(Object.keys(atobarai)).toEqual(['order_id', 'shop_order_id', 'amount', 'status', 'line_ids']);
        expect(atobarai.line_ids === null || atobarai.line_ids.every((id) => typeof id === 'string')).toBe(true);
        expect(token === null || token.length <= 200).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        sessionData({ atobarai: value, consent: value, authorization_token: value });
      }),
    );
  });
});
