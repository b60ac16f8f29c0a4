import type { Event } from '@atobarai/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterSending, afterSkipping, dueAgain, type Follow, followIn, isFull, mostWaiting, type Outcome, pauseMs } from './follow.ts';

const event = (number: number): Event => ({
  id: `evt_${number}`,
  type: 'order.approved',
  createdAt: '2026-10-01T12:00:00+09:00',
  mode: 'test',
  sequence: 1,
  resource: { type: 'order', id: 'ord_1' },
  data: {},
});
const answered = (status: number): Outcome => ({ kind: 'answered', status, ms: 1 });
const silent = { kind: 'silent', problem: 'ECONNREFUSED', ms: 1 } as const;
const start: Follow = { cursor: 'evt_0', waiting: [] };

describe('how far a receiver has come', () => {
  it('moves on with every event that is taken', () => {
    expect(afterSending(start, event(1), { outcome: answered(204), nowMs: 0 })).toEqual({ cursor: 'evt_1', waiting: [] });
    expect(afterSkipping(start, event(1))).toEqual({ cursor: 'evt_1', waiting: [] });
  });

  it('stays where it is while nobody is there', () => {
    expect(afterSending(start, event(1), { outcome: silent, nowMs: 0 })).toEqual(start);
  });

  it.each(['timeout', 'ECONNRESET', 'UND_ERR_SOCKET'])('puts an event aside that was cut off by %s: it may be its fault', (problem) => {
    const cut = afterSending(start, event(1), { outcome: { ...silent, problem }, nowMs: 0 });
    expect(cut).toMatchObject({ cursor: 'evt_1', waiting: [{ attempts: 1 }] });
  });

  it.each([301, 400, 404, 410, 500])('puts an event aside that was answered with %i, and goes on with the next', (status) => {
    const refused = afterSending(start, event(1), { outcome: answered(status), nowMs: 1_000 });
    expect(refused).toEqual({ cursor: 'evt_1', waiting: [{ event: event(1), attempts: 1, nextAtMs: 3_000 }] });
    expect(dueAgain(refused, 2_999)).toEqual([]);
    expect(dueAgain(refused, 3_000)).toEqual([event(1)]);
  });

  it('waits longer each time, and never longer than a minute', () => {
    let follow = start;
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      follow = afterSending(follow, event(1), { outcome: answered(500), nowMs: 0 });
      waits.push(follow.waiting[0]?.nextAtMs ?? 0);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('forgets what waited once it is taken, and does not go back for it', () => {
    const refused = afterSending(start, event(1), { outcome: answered(500), nowMs: 0 });
    const later = afterSending(refused, event(2), { outcome: answered(200), nowMs: 0 });
    expect(afterSending(later, event(1), { outcome: answered(200), nowMs: 0 })).toEqual({ cursor: 'evt_2', waiting: [] });
  });

  it('takes nothing new while a hundred are waiting', () => {
    let follow = start;
    for (let number = 1; number <= mostWaiting; number += 1) {
      expect(isFull(follow)).toBe(false);
      follow = afterSending(follow, event(number), { outcome: answered(500), nowMs: 0 });
    }
    expect(isFull(follow)).toBe(true);
  });

  it('loses no event, whatever the receiver answers and wherever it is killed', () => {
    const outcome = fc.oneof(fc.constant(silent), fc.integer({ min: 200, max: 599 }).map(answered));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(outcome, { maxLength: 60 }), (count, outcomes) => {
        const events = Array.from({ length: count }, (_, index) => event(index + 1));
        const taken = new Set<string>();
        let follow = start;
        for (const [turn, each] of outcomes.entries()) {
          // As if killed and started again every time: only what is in the file goes on.
          follow = followIn(JSON.stringify(follow)) ?? start;
          const next = dueAgain(follow, turn * 60_000)[0] ?? events[Number(follow.cursor?.slice(4))];
          if (!next) break;
          if (each.kind === 'answered' && each.status < 300) taken.add(next.id);
          follow = afterSending(follow, next, { outcome: each, nowMs: turn * 60_000 });
        }
        const waiting = follow.waiting.map((item) => item.event.id);
        const ahead = events.slice(Number(follow.cursor?.slice(4))).map(({ id }) => id);
        expect([...taken, ...waiting, ...ahead].toSorted()).toEqual(events.map(({ id }) => id).toSorted());
      }),
    );
  });
});

describe('what an earlier run left', () => {
  it('is not taken for one when it is something else', () => {
    expect(followIn('')).toBeUndefined();
    expect(followIn('null')).toBeUndefined();
    expect(followIn('{"cursor":5}')).toBeUndefined();
    expect(followIn('{"cursor":"evt_1","waiting":[{"event":{}}]}')).toEqual({ cursor: 'evt_1', waiting: [] });
  });
});

describe('a pause', () => {
  it('grows to five seconds and no further', () => {
    expect([1, 2, 3, 4, 5, 50].map(pauseMs)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });
});
