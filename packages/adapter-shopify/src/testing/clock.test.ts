import { describe, expect, it } from 'vitest';
import { createHandClock, listenOnLoopback } from './index.ts';

describe('the clock that is moved by hand', () => {
  it('wakes sleepers in the order of their moments, each at its own', async () => {
    const clock = createHandClock(0);
    const woken: string[] = [];
    for (const ms of [300, 100, 200]) void clock.sleep(ms).then(() => woken.push(`${ms} at ${clock.now()}`));
    await clock.advance(250);
    expect(woken).toEqual(['100 at 100', '200 at 200']);
    expect([clock.now(), clock.sleepers()]).toEqual([250, 1]);
  });

  it('wakes who goes to sleep again within the same stretch', async () => {
    const clock = createHandClock(0);
    let turns = 0;
    void (async () => {
      for (;;) {
        await clock.sleep(100);
        turns += 1;
      }
    })();
    await clock.advance(1000);
    expect(turns).toBe(10);
  });

  it('lets a sleeper go early when it is told to', async () => {
    const clock = createHandClock(0);
    const end = new AbortController();
    const slept = clock.sleep(1000, end.signal);
    end.abort();
    await slept;
    expect([clock.now(), clock.sleepers()]).toEqual([0, 0]);
  });

  it('moves by itself with every wait when asked to', async () => {
    const clock = createHandClock(0, { skipsWaits: true });
    await clock.sleep(60_000);
    expect(clock.now()).toBe(60_000);
  });
});

describe('a face behind a socket', () => {
  it('passes requests and answers on, and breaks the connection when an answer is to be lost', async () => {
    const { origin, close } = await listenOnLoopback(async (request) => {
      if (request.url.endsWith('/lost')) throw new Error('lost');
      return new Response(`${request.method} ${await request.text()}`, {
        status: 201,
        headers: { 'X-Seen': request.headers.get('x-sent') ?? '' },
      });
    });
    const answer = await fetch(`${origin}/a`, { method: 'POST', headers: { 'X-Sent': 'yes' }, body: '髙' });
    expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([201, 'yes', 'POST 髙']);
    await expect(fetch(`${origin}/lost`)).rejects.toThrow();
    await close();
  });
});
