import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { authorizationFor } from '../../tests/support/conditions.ts';
import { buyer, items } from '../../tests/support/story.ts';
import type { Call } from '../wire/transport.ts';
import { createErrands } from './errands.ts';
import type { Ask, News } from './news.ts';

const minuteMs = 60_000;
let calls: Call[];
let news: News[];
let errands: ReturnType<typeof createErrands>;
const question: Ask = { ask: 'authorization', number: 1, body: { amount: 5_500, items, buyer } };

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  [calls, news] = [[], []];
  errands = createErrands({
    transport: async (call) => {
      calls.push(call);
      return { ok: true, value: authorizationFor(5_500) };
    },
    focus: () => {},
    send: (one) => news.push(one),
  });
});
afterEach(() => {
  errands.stop();
  vi.useRealTimers();
});

async function askAtMinutes(...minutes: number[]): Promise<void> {
  for (const minute of minutes) {
    vi.setSystemTime(minute * minuteMs);
    errands.run(question);
    await Promise.resolve();
  }
}

it('a screening whose answer was lost is asked for with the same key while its token can hold, and with a new one after that', async () => {
  await askAtMinutes(0, 13, 15);
  const [first, soon, late] = calls.map(({ idempotencyKey }) => idempotencyKey);
  expect(soon).toBe(first);
  expect(late).not.toBe(first);
});

it('a token is as old as its question', async () => {
  await askAtMinutes(0, 13, 15);
  const times = news.flatMap((one) => (one.is === 'authorization' ? one.nowMs / minuteMs : []));
  expect(times).toEqual([0, 0, 15]);
});
