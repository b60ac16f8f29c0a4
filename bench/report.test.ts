import { describe, expect, it } from 'vitest';
import { isMet } from './report.ts';
import { shown, table } from './table.ts';

const atLeast = { name: 'rate', title: 'rate', limit: 1, direction: 'at least' } as const;
const atMost = { name: 'cost', title: 'cost', limit: 1.2, direction: 'at most' } as const;

describe('a target', () => {
  it('is met on its limit and on the right side of it', () => {
    expect([0.99, 1, 1.01].map((rate) => isMet(atLeast, { rate }))).toEqual([false, true, true]);
    expect([1.19, 1.2, 1.21].map((cost) => isMet(atMost, { cost }))).toEqual([true, true, false]);
  });

  it('is not met by what was not measured', () => {
    expect(isMet(atMost, {})).toBe(false);
    expect(isMet(atMost, { cost: Number.NaN })).toBe(false);
  });
});

describe('a table', () => {
  it('is Markdown that lines up in a terminal', () => {
    expect(
      table(
        ['', 'per second'],
        [
          ['server', '9'],
          ['pgbench -N', '10,000'],
        ],
      ),
    ).toBe(
      ['|            | per second |', '| ---------- | ---------: |', '| server     |          9 |', '| pgbench -N |     10,000 |'].join(
        '\n',
      ),
    );
  });

  it('shows three digits that count, and a dash for nothing', () => {
    expect([1.234_5, 0.012_345, 12_345.6, Number.NaN, undefined].map(shown)).toEqual(['1.23', '0.0123', '12,346', '–', '–']);
  });
});
