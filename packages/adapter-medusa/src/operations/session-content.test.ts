import { describe, expect, it } from 'vitest';
import { registeredLines, sessionData } from '../lib/session-data';
import { freshData, registeredData, withStatus } from './session-content';

const remote = { id: 'ord_1234', shopOrderId: 'payses_1', status: 'approved', billedAmount: 5_830, buyerFee: 330 } as const;

describe('what a payment session keeps', () => {
  it('writes over whatever a browser pretends to know of an order at the service', () => {
    const pretended = { order_id: 'ord_of_somebody', shop_order_id: 'x', amount: 1, status: 'approved', line_ids: ['ordli_1'] };
    const forged = { atobarai: pretended, session_id: 'other' };
    expect(freshData('payses_1', 5_500, forged)).toEqual({
      session_id: 'payses_1',
      atobarai: { order_id: null, shop_order_id: null, amount: 5_500, status: null, line_ids: null },
      authorization_token: null,
      consent: null,
    });
  });

  it('takes the token and the consent of the widget from the browser', () => {
    const consent = { terms_version: 'v1', accepted_at: '2026-11-22T00:00:00.000Z' };
    expect(freshData('payses_1', 5_500, { authorization_token: 'aut_1', consent })).toMatchObject({
      authorization_token: 'aut_1',
      consent,
    });
  });

  it('keeps neither reasons nor scores nor a used token: the shopper can read it', () => {
    const data = registeredData(freshData('payses_1', 5_500, { authorization_token: 'aut_1' }), remote);
    expect(data).toMatchObject({ authorization_token: null, atobarai: { order_id: 'ord_1234', amount: 5_500, status: 'approved' } });
    expect(Object.keys(data.atobarai).toSorted()).toEqual(['amount', 'line_ids', 'order_id', 'shop_order_id', 'status']);
  });

  it('keeps the lines as they were registered, until another order is registered', () => {
    const registered = registeredData(freshData('payses_1', 5_500, {}), remote, ['ordli_1', 'ordli_2']);
    expect(registeredLines(registered)).toEqual(['ordli_1', 'ordli_2']);
    expect(registeredLines(registeredData(registered, { ...remote, status: 'shipped' }))).toEqual(['ordli_1', 'ordli_2']);
    expect(registeredLines(registeredData(registered, { ...remote, id: 'ord_5678' }))).toBeNull();
    expect(registeredLines(registeredData({ atobarai: { order_id: remote.id } }, remote))).toBeNull();
  });

  it('changes the status and leaves the rest', () => {
    const data = freshData('payses_1', 5_500, {});
    expect(withStatus(data, sessionData(data), 'to_register')).toEqual({ ...data, atobarai: { ...data.atobarai, status: 'to_register' } });
  });
});
