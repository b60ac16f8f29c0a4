import { describe, expect, it } from 'vitest';
import { lockNumber } from './answer.ts';
import { inWordsOf, Refused } from './result.ts';
import { settled } from './settled.ts';

describe('a refusal', () => {
  const inWords = (error: unknown) =>
    inWordsOf(
      (path) => `orders[2].${path}`,
      () => Promise.reject(error),
    ).catch((thrown: unknown) => thrown);

  it('is named by the first of its codes', () => {
    const refused = new Refused({ code: 'required', path: 'buyer.name' }, { code: 'not_found' });
    expect([refused.name, refused.message, refused.refusals.length]).toEqual(['Refused', 'required', 2]);
  });

  it('is told by the paths that the caller wrote; what names no path stays as it is', async () => {
    const values = { limit: 10 };
    const told = await inWords(new Refused({ code: 'required', path: 'buyer.name', values }, { code: 'not_found' }));
    expect(told).toBeInstanceOf(Refused);
    expect(told).toMatchObject({ refusals: [{ code: 'required', path: 'orders[2].buyer.name', values }, { code: 'not_found' }] });
    expect((told as Refused).refusals[1]).not.toHaveProperty('path');
  });

  it('is none where the work is done, and no other error is touched', async () => {
    const error = new TypeError('broken');
    expect(await inWords(error)).toBe(error);
    expect(await inWordsOf(String, async () => 'done')).toBe('done');
  });
});

describe('work that is settled before its outcome is asked for', () => {
  it('gives what it made, or throws what it threw, when it is asked', async () => {
    const error = new TypeError('broken');
    const [made, failed] = [await settled(Promise.resolve('made')), await settled(Promise.reject(error))];
    expect(made()).toBe('made');
    expect(failed).toThrow(error);
  });
});

describe('the number of a lock', () => {
  it('is the first 64 bits of a digest, with a sign', () => {
    const rest = 'f'.repeat(48);
    expect(lockNumber(`0000000000000001${rest}`)).toBe('1');
    expect(lockNumber(`7fffffffffffffff${rest}`)).toBe('9223372036854775807');
    expect(lockNumber(`8000000000000000${rest}`)).toBe('-9223372036854775808');
    expect(lockNumber(`ffffffffffffffff${rest}`)).toBe('-1');
  });
});
