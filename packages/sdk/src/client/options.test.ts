import { describe, expect, it } from 'vitest';
import { wallClock } from './options.ts';

describe('waiting on the wall clock', () => {
  it('ends with the reason of an abort', async () => {
    const controller = new AbortController();
    const waiting = wallClock.sleep(60_000, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });

  it('does not begin after an abort', async () => {
    await expect(wallClock.sleep(60_000, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
  });

  it('ends by itself', async () => {
    await expect(wallClock.sleep(0)).resolves.toBeUndefined();
  });
});
