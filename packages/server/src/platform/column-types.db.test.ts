import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Scope } from '../core/database.ts';
import { describeBothEngines } from '../../tests/support/databases.ts';

const everything: Scope = { mode: 'test', merchants: 'all' };

describeBothEngines('values from the database', (open) => {
  const ask = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
    (await open()).transaction(everything, (tx) => tx.query<Row>(sql, params));

  it('arrive the same from both engines', async () => {
    const [row] = await ask(
      `select 9007199254740991::bigint as yen, sum(v)::bigint as total, sum(v) as exact, '2026-10-10'::date as day, true as yes,
        '2026-10-10T12:00:00.0456789+09:00'::timestamptz as at, '2026-10-10T03:00:00Z'::timestamptz as "onTheSecond",
        '\\x00ff0a'::bytea as bytes, '{"a":[1,null]}'::jsonb as json, null::bigint as nothing, 7::int as small, 0.5::float8 as half
       from unnest(array[1, 2]::bigint[]) v`,
    );
    expect(row).toStrictEqual({
      yen: 9_007_199_254_740_991,
      total: 3,
      exact: '3',
      day: '2026-10-10',
      yes: true,
      at: '2026-10-10T03:00:00.045Z',
      onTheSecond: '2026-10-10T03:00:00.000Z',
      bytes: Uint8Array.of(0, 255, 10),
      json: { a: [1, null] },
      nothing: null,
      small: 7,
      half: 0.5,
    });
  });

  it('arrive the same in lists', async () => {
    const [row] = await ask(
      `select array[1, null, 2]::bigint[] as yen, array['2026-10-10']::date[] as days, array['2026-10-10T03:00:00Z']::timestamptz[] as instants,
        array[1.50]::numeric[] as exact, array['\\x01', '\\xff']::bytea[] as bytes, array['a,b', '"q"', '', 'NULL', '山田 太郎']::text[] as texts,
        '{}'::text[] as none`,
    );
    expect(row).toStrictEqual({
      yen: [1, null, 2],
      days: ['2026-10-10'],
      instants: ['2026-10-10T03:00:00.000Z'],
      exact: ['1.50'],
      bytes: [Uint8Array.of(1), Uint8Array.of(255)],
      texts: ['a,b', '"q"', '', 'NULL', '山田 太郎'],
      none: [],
    });
  });

  it('come back as they were passed', async () => {
    const values = [
      5,
      'O’Neil "x", \\',
      true,
      null,
      Uint8Array.of(0, 92, 255),
      { a: ['é'] },
      '[1,2]',
      '2026-10-10',
      '2026-10-10T03:00:00.123Z',
      ['a', 'b,"c"', null, '', 'NULL', '{x}', ' \\ "\\"', '山田\n太郎'],
      [1, 2],
      [Uint8Array.of(7)],
    ];
    const types = ['bigint', 'text', 'boolean', 'text', 'bytea', 'jsonb', 'jsonb', 'date', 'timestamptz', 'text[]', 'bigint[]', 'bytea[]'];
    const [row] = await ask<Record<string, unknown>>(
      `select ${types.map((type, index) => `$${index + 1}::${type} as v${index}`).join(', ')}`,
      values,
    );
    expect(Object.values(row ?? {})).toStrictEqual(values.with(6, [1, 2]));
  });

  it('come back as they were passed in a list of any texts', async () => {
    const letter = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('"', '\\', 'n', 'u', '{', '}', ',', ' ', '山', '😀') },
      { weight: 1, arbitrary: fc.constantFrom('\n', '\t', '\u001f', '\u2028') },
    );
    const text = fc.oneof(fc.string({ unit: letter, maxLength: 6 }), fc.constantFrom(null, 'null', 'NULL', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (list) => {
        expect(await ask('select $1::text[] as list', [list])).toStrictEqual([{ list }]);
      }),
      { numRuns: 200 },
    );
  });

  it('are refused when they do not fit a safe number', async () => {
    await expect(ask('select 9007199254740993::bigint as yen')).rejects.toThrow('outside the safe range');
  });

  it('are refused on the way in when they are undefined, not numbers, or a list where JSON is meant', async () => {
    await expect(ask('select $1::text', [undefined])).rejects.toThrow('parameter $1 is undefined');
    await expect(ask('select $1::text[]', [['a', undefined]])).rejects.toThrow('parameter $1[] is undefined');
    await expect(ask('select $1::int', [Number.NaN])).rejects.toThrow('parameter $1 is NaN');
    await expect(ask('select $1::jsonb', [[1, 2]])).rejects.toThrow();
  });
});
