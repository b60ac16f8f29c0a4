import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Axes } from '@atobarai/sdk';
import { nextStep, type SettlementFacts } from './settlement';

const axes = (credit: Axes['credit'], fulfilment: Axes['fulfilment'] = 'none'): Axes => ({
  credit,
  fulfilment,
  billing: 'none',
  settlement: 'not_due',
});

const remoteOf = (credit: Axes['credit'], fulfilment?: Axes['fulfilment']): SettlementFacts['remote'] => ({
  axes: axes(credit, fulfilment),
  status: credit === 'registered' ? 'registered' : (credit as SettlementFacts['remote']['status']),
});

const session = (status: string) => ({ id: 'payses_1', provider_id: 'pp_atobarai_jp', status });
const payment = (captured = false) => ({ id: 'pay_1', provider_id: 'pp_atobarai_jp', captured_at: captured ? '2026-11-22' : null });

const facts = (remote: SettlementFacts['remote'], found: SettlementFacts['found'], more: Partial<SettlementFacts> = {}) => ({
  remote,
  found,
  knownStatus: null,
  captureOn: 'shipment' as const,
  ...more,
});

describe('what Medusa does to stand where the service stands', () => {
  it.each(['registered', 'screening', 'manual_review', 'on_hold'] as const)('waits while the order is %s', (credit) => {
    expect(nextStep(facts(remoteOf(credit), { session: session('pending_authorization') }))).toBe('none');
  });

  it('authorizes once it is approved, and only once', () => {
    const approved = remoteOf('approved');
    expect(nextStep(facts(approved, { session: session('pending_authorization') }))).toBe('authorize');
    expect(nextStep(facts(approved, { session: session('authorized'), payment: payment() }))).toBe('none');
  });

  it('captures with the first slip, and only once', () => {
    for (const fulfilment of ['partially_shipped', 'shipped', 'delivered'] as const) {
      const shipped = remoteOf('approved', fulfilment);
      expect(nextStep(facts(shipped, { session: session('authorized'), payment: payment() }))).toBe('capture');
      expect(nextStep(facts(shipped, { session: session('authorized'), payment: payment(true) }))).toBe('none');
    }
  });

  it('captures on delivery where the shop wants that, and never by itself where it wants that', () => {
    const found = { session: session('authorized'), payment: payment() };
    expect(nextStep(facts(remoteOf('approved', 'shipped'), found, { captureOn: 'delivery' }))).toBe('none');
    expect(nextStep(facts(remoteOf('approved', 'delivered'), found, { captureOn: 'delivery' }))).toBe('capture');
    expect(nextStep(facts(remoteOf('approved', 'delivered'), found, { captureOn: 'manual' }))).toBe('none');
  });

  it('tells of a rejection once', () => {
    const found = { session: session('pending_authorization') };
    expect(nextStep(facts(remoteOf('rejected'), found))).toBe('reject');
    expect(nextStep(facts(remoteOf('rejected'), found, { knownStatus: 'rejected' }))).toBe('none');
  });

  it.each(['cancelled', 'expired'] as const)('lets the payment go when the order is %s at the service', (credit) => {
    expect(nextStep(facts(remoteOf(credit), { session: session('pending_authorization') }))).toBe('release');
    expect(nextStep(facts(remoteOf(credit), { session: session('authorized'), payment: payment() }))).toBe('release');
    expect(nextStep(facts(remoteOf(credit), { session: session('canceled') }))).toBe('none');
  });

  it('leaves captured money alone: a cancel after the shipment is a refund', () => {
    expect(nextStep(facts(remoteOf('cancelled', 'shipped'), { session: session('authorized'), payment: payment(true) }))).toBe('none');
  });

  it('comes to rest whatever the states are: no step leads back to itself', () => {
    const credits = fc.constantFrom<Axes['credit']>(
      'registered',
      'screening',
      'approved',
      'on_hold',
      'manual_review',
      'rejected',
      'expired',
      'cancelled',
    );
    const fulfilments = fc.constantFrom<Axes['fulfilment']>('none', 'partially_shipped', 'shipped', 'delivered', 'exception', 'returned');
    const captureOn = fc.constantFrom<SettlementFacts['captureOn']>('shipment', 'delivery', 'manual');
    const rests = fc.property(credits, fulfilments, captureOn, (credit, fulfilment, on) => {
      const remote = remoteOf(credit, fulfilment);
      let found: SettlementFacts['found'] = { session: session('pending_authorization') };
      let knownStatus: string | null = null;
      for (let turn = 0; turn < 3; turn += 1) {
        const step = nextStep(facts(remote, found, { knownStatus, captureOn: on }));
        if (step === 'none') return;
        if (step === 'authorize') found = { session: session('authorized'), payment: payment() };
        if (step === 'capture') found = { ...found, payment: payment(true) };
        if (step === 'release') found = { session: session('canceled') };
        knownStatus = remote.status;
      }
      expect.unreachable();
    });
    fc.assert(rests);
  });
});
