import { describe, expect, it } from 'vitest';
import { addMs, instant } from '../../../core/time.ts';
import type { Attempt, Delivery, Endpoint } from '../model.ts';
import { attemptView, deliveryLogView, deliveryView, endpointView } from './view.ts';

const at = instant('2026-10-01T00:00:00Z');
const written = '2026-10-01T09:00:00+09:00';

describe('an endpoint as it is shown', () => {
  const endpoint: Endpoint = {
    merchantId: 'mer_1',
    id: 'whe_1',
    url: 'https://shop.example/',
    description: null,
    events: ['invoice.paid'],
    createdAt: at,
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
    resumeAt: null,
    previousSecretUntil: null,
  };
  const shown = {
    id: 'whe_1',
    url: 'https://shop.example/',
    description: null,
    events: ['invoice.paid'],
    enabled: true,
    disabledAt: null,
    disabledReason: null,
    failingSince: null,
    previousSecretUntil: null,
    createdAt: written,
  };

  it('is enabled until it is disabled, and says since when it fails', () => {
    expect(endpointView(endpoint, at)).toEqual(shown);
    expect(endpointView({ ...endpoint, disabledAt: at, disabledReason: 'failing', failingSince: at }, at)).toEqual({
      ...shown,
      enabled: false,
      disabledAt: written,
      disabledReason: 'failing',
      failingSince: written,
    });
  });

  it('speaks of the secret before a rotation as long as that still signs', () => {
    const until = (ms: number) => endpointView({ ...endpoint, previousSecretUntil: at }, addMs(at, ms)).previousSecretUntil;
    expect([until(-1), until(0), until(1)]).toEqual([written, null, null]);
  });
});

describe('a delivery as it is shown', () => {
  const delivery: Delivery = {
    merchantId: 'mer_1',
    id: 'whd_1',
    endpointId: 'whe_1',
    eventId: 'evt_1',
    eventType: 'invoice.paid',
    status: 'pending',
    attempts: 1,
    createdAt: at,
    nextAttemptAt: addMs(at, 5_000),
    lastAttemptAt: at,
    lastStatus: 500,
    lastProblem: null,
  };
  const attempt: Attempt = {
    at,
    durationMs: 12,
    succeeded: false,
    url: 'https://shop.example/',
    headers: { 'webhook-id': 'evt_1' },
    status: 500,
    answer: 'broken',
    problem: null,
  };
  const request = { url: 'https://shop.example/', headers: { 'webhook-id': 'evt_1' }, body: '{}' };

  it('says when it was tried, and when it is tried again', () => {
    expect(deliveryView(delivery)).toEqual({
      id: 'whd_1',
      webhookEndpointId: 'whe_1',
      eventId: 'evt_1',
      eventType: 'invoice.paid',
      status: 'pending',
      attempts: 1,
      createdAt: written,
      nextAttemptAt: '2026-10-01T09:00:05+09:00',
      lastAttemptAt: written,
      lastStatus: 500,
      lastProblem: null,
    });
    expect(deliveryView({ ...delivery, nextAttemptAt: null, lastAttemptAt: null })).toMatchObject({
      nextAttemptAt: null,
      lastAttemptAt: null,
    });
  });

  it('has a log of what was sent and of what came back, or of why nothing did', () => {
    const silent: Attempt = { ...attempt, status: null, answer: null, problem: 'timeout' };
    const answered = { at: written, durationMs: 12, succeeded: false, request, answer: { status: 500, body: 'broken' }, problem: null };
    expect(deliveryLogView(delivery, [attempt, silent], '{}')).toEqual({
      ...deliveryView(delivery),
      log: [answered, { ...answered, answer: null, problem: 'timeout' }],
    });
    expect(attemptView({ ...attempt, answer: null }, '{}').answer).toEqual({ status: 500, body: '' });
  });
});
