import { describe, expect, it } from 'vitest';
import { idFloor, idSource } from './id.ts';

const noChance = (count: number) => new Uint8Array(count);

describe('ids', () => {
  it('are a prefix, nine characters of time and thirteen of chance, of letters that are not misread', () => {
    const ids = idSource(
      () => 1_790_000_000_000,
      (count) => Uint8Array.from({ length: count }, (_, index) => index * 37),
    );
    expect(ids.next('ord')).toBe('ord_1m3250v0005afmsy38djqw');
    expect(ids.next('inv')).toMatch(/^inv_[0-9a-hjkmnp-tv-z]{22}$/);
  });

  it('sort by the moment at which they were made', () => {
    let now = 1_790_000_000_000;
    const ids = idSource(() => now, noChance);
    const made = [1, 31, 32, 1_024, 86_400_000].map((later) => {
      now += later;
      return ids.next('ord');
    });
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made.map((id) => id.slice(0, 13))).size).toBe(5);
  });

  it('sort by their order within a millisecond, also when a digit is full, and when the clock goes back', () => {
    let now = 1_790_000_000_000;
    const ids = idSource(
      () => now,
      (count) => new Uint8Array(count).fill(31, count - 2),
    );
    const made = Array.from({ length: 40 }, () => ids.next('ord'));
    now -= 5_000;
    made.push(ids.next('ord'));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(41);
    expect(made.slice(0, 3).map((id) => id.slice(-4))).toEqual(['00zz', '0100', '0101']);
  });

  it('carry through all digits but the time', () => {
    const ids = idSource(
      () => 1_790_000_000_000,
      (count) => new Uint8Array(count).fill(31, 1),
    );
    expect([ids.next('ord'), ids.next('ord')]).toEqual(['ord_1m3250v000zzzzzzzzzzzz', 'ord_1m3250v001000000000000']);
  });

  it('have a floor that sorts before those of its moment and after those of the one before', () => {
    const at = 1_790_000_000_000;
    const full = (count: number) => new Uint8Array(count).fill(255);
    expect(idFloor('evt', at) < idSource(() => at, noChance).next('evt')).toBe(true);
    expect(idFloor('evt', at) > idSource(() => at - 1, full).next('evt')).toBe(true);
  });
});
