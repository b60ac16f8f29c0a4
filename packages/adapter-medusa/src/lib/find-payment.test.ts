import { describe, expect, it } from 'vitest';
import { findPayment, isOurProvider } from './find-payment';
import { fulfillmentGate } from './fulfillment-gate';
import type { PaymentCollectionRecord, PaymentRecord, PaymentSessionRecord } from './order-record';

const ours = 'pp_atobarai_jp';
const session = (id: string, change: Partial<PaymentSessionRecord> = {}): PaymentSessionRecord => ({
  id,
  provider_id: ours,
  status: 'pending_authorization',
  ...change,
});
const payment = (id: string, change: Partial<PaymentRecord> = {}): PaymentRecord => ({
  id,
  provider_id: ours,
  canceled_at: null,
  ...change,
});
const collection = (id: string, change: Partial<PaymentCollectionRecord>): PaymentCollectionRecord => ({
  id,
  status: 'not_paid',
  ...change,
});

describe('the deferred payment of an order', () => {
  it('is of our provider, whatever id the shop gave it', () => {
    for (const id of ['pp_atobarai', 'pp_atobarai_jp', 'pp_atobarai_b2b']) expect(isOurProvider(id)).toBe(true);
    for (const id of ['pp_system_default', 'pp_atobaraix_jp', '', null, undefined]) expect(isOurProvider(id)).toBe(false);
  });

  it('is none where the shopper paid in another way', () => {
    expect(findPayment(undefined)).toBeUndefined();
    expect(findPayment({ payment_collections: null })).toBeUndefined();
    expect(
      findPayment({ payment_collections: [collection('a', { payment_sessions: [session('s', { provider_id: 'pp_system_default' })] })] }),
    ).toBeUndefined();
  });

  it('is the newest after an order edit, which cancels the payment and opens a new collection', () => {
    const before = collection('pay_col_1', {
      created_at: '2026-11-20T00:00:00Z',
      payment_sessions: [session('payses_1', { status: 'authorized' })],
      payments: [payment('pay_1', { canceled_at: '2026-11-21T00:00:00Z' })],
    });
    const after = collection('pay_col_2', { created_at: '2026-11-21T00:00:00Z', payment_sessions: [session('payses_2')] });
    expect(findPayment({ payment_collections: [before, after] })?.session.id).toBe('payses_2');
    expect(findPayment({ payment_collections: [after, before] })?.session.id).toBe('payses_2');
    // Until the new one has a session the old one is all there is, and its payment is gone.
    const opened = { ...after, payment_sessions: [] };
    const found = findPayment({ payment_collections: [before, opened] });
    expect(found?.session.id).toBe('payses_1');
    expect(found?.payment).toBeUndefined();
  });

  it('is not one of a collection that was cancelled', () => {
    const cancelled = collection('b', { status: 'canceled', created_at: '2026-11-22T00:00:00Z', payment_sessions: [session('payses_9')] });
    const open = collection('a', { created_at: '2026-11-21T00:00:00Z', payment_sessions: [session('payses_1')] });
    expect(findPayment({ payment_collections: [cancelled, open] })?.session.id).toBe('payses_1');
  });

  it('is the session that is alive, and the payment made of it', () => {
    const found = findPayment({
      payment_collections: [
        collection('a', {
          payment_sessions: [session('payses_2', { status: 'error' }), session('payses_1')],
          payments: [null, payment('pay_0', { canceled_at: '2026-01-01' }), payment('pay_1', { payment_session_id: 'payses_1' })],
        }),
      ],
    });
    expect([found?.session.id, found?.payment?.id]).toEqual(['payses_1', 'pay_1']);
  });
});

describe('the gate before fulfilment (SF-15)', () => {
  const gate = (change: Partial<PaymentCollectionRecord>) => fulfillmentGate({ payment_collections: [collection('a', change)] });
  const known = (status: string) => session('payses_1', { data: { atobarai: { status } } });

  it('opens once there is a payment, which Medusa makes of an approval', () => {
    expect(gate({ payment_sessions: [known('approved')], payments: [payment('pay_1')] })).toBe('open');
  });

  it('stays shut while nobody has decided', () => {
    expect(gate({ payment_sessions: [session('payses_1')] })).toBe('waiting');
    expect(gate({ payment_sessions: [known('manual_review')] })).toBe('waiting');
    expect(gate({ payment_sessions: [known('approved')] })).toBe('waiting');
  });

  it.each(['rejected', 'cancelled', 'expired'])('stays shut for good after %s', (status) => {
    expect(gate({ payment_sessions: [known(status)], payments: [payment('pay_1', { canceled_at: '2026-11-21' })] })).toBe('refused');
  });

  it('is no business of ours where the shopper paid in another way', () => {
    expect(gate({ payment_sessions: [session('s', { provider_id: 'pp_system_default' })] })).toBe('open');
    expect(fulfillmentGate(undefined)).toBe('open');
  });
});
