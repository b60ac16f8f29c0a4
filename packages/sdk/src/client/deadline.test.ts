import { describe, expect, it } from 'vitest';
import { startDeadline } from './deadline.ts';

function timerInHand() {
  let ring = () => {};
  let isCalledOff = false;
  let ms = 0;
  const timer = (waitMs: number, atEnd: () => void) => {
    ms = waitMs;
    ring = atEnd;
    return () => {
      isCalledOff = true;
    };
  };
  return { timer, ring: () => ring(), isCalledOff: () => isCalledOff, ms: () => ms };
}

const never = new Promise<never>(() => {});

describe('the deadline of a try', () => {
  it('ends work that takes no notice of it', async () => {
    const { timer, ring } = timerInHand();
    const deadline = startDeadline({ timeoutMs: 1_000, signal: undefined }, timer);
    const work = deadline.within(never);
    ring();
    await expect(work).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(deadline.within(never)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(deadline.isTimeUp()).toBe(true);
  });

  it('tells whoever listens, once, and whoever listens later at once', () => {
    const { timer, ring } = timerInHand();
    const deadline = startDeadline({ timeoutMs: 1_000, signal: undefined }, timer);
    const told: string[] = [];
    deadline.onEnd(() => told.push('early'));
    const early = deadline.signal;
    ring();
    ring();
    deadline.onEnd(() => told.push('late'));
    expect([told, early.aborted, deadline.signal === early]).toEqual([['early', 'late'], true, true]);
  });

  it('hands the reason of the caller on, and is not a time-out then', async () => {
    const controller = new AbortController();
    const deadline = startDeadline({ timeoutMs: 1_000, signal: controller.signal }, timerInHand().timer);
    const work = deadline.within(never);
    controller.abort(new Error('the shopper left'));
    await expect(work).rejects.toThrow('the shopper left');
    expect([deadline.isTimeUp(), deadline.signal.reason]).toEqual([false, new Error('the shopper left')]);
  });

  it('leaves nothing behind when it is stopped', () => {
    const { timer, isCalledOff } = timerInHand();
    const controller = new AbortController();
    const deadline = startDeadline({ timeoutMs: 1_000, signal: controller.signal }, timer);
    const { signal } = deadline;
    deadline.stop();
    controller.abort();
    expect([isCalledOff(), signal.aborted]).toEqual([true, false]);
  });

  it('asks for no longer than a timer can wait', () => {
    const { timer, ms } = timerInHand();
    startDeadline({ timeoutMs: 10 ** 12, signal: undefined }, timer);
    expect(ms()).toBe(2 ** 31 - 1);
  });
});
