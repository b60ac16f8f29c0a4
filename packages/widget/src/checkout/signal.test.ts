import { describe, expect, it } from 'vitest';
import { effect, signal } from './signal.ts';

describe('a signal', () => {
  it('is followed by what read it, and by nothing else', () => {
    const [amount, language] = [signal(1_000), signal('ja')];
    const seen: string[] = [];
    effect(() => {
      seen.push(`${amount.value} ${language.peek()}`);
    });
    language.value = 'en';
    amount.value = 2_000;
    amount.value = 2_000;
    expect(seen).toEqual(['1000 ja', '2000 en']);
  });

  it('is followed through functions, and from the moment it is first read', () => {
    const [chosen, total] = [signal(false), signal(5_500)];
    const shown = () => (chosen.value ? String(total.value) : '');
    const seen: string[] = [];
    effect(() => {
      seen.push(shown());
    });
    total.value = 5_830;
    chosen.value = true;
    total.value = 6_000;
    expect(seen).toEqual(['', '5830', '6000']);
  });

  it('one effect within another leaves the outer one following what it reads later', () => {
    const [inner, outer] = [signal(0), signal(0)];
    const seen: string[] = [];
    effect(() => {
      effect(() => {
        seen.push(`inner ${inner.value}`);
      });
      seen.push(`outer ${outer.value}`);
    });
    inner.value = 1;
    outer.value = 1;
    expect(seen).toEqual(['inner 0', 'outer 0', 'inner 1', 'inner 1', 'outer 1']);
  });

  it('what fails stops being followed by nobody else', () => {
    const amount = signal(1);
    expect(() =>
      effect(() => {
        if (amount.value > 0) throw new Error('cannot be shown');
      }),
    ).toThrow('cannot be shown');
    const seen: number[] = [];
    effect(() => {
      seen.push(amount.value);
    });
    amount.value = 0;
    expect(seen).toEqual([1, 0]);
  });
});
