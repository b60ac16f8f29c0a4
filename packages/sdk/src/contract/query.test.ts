import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operations } from './operations.ts';
import { checked } from './issues.ts';
import { queryText, queryValues } from './query.ts';

const read = (text: string) => queryValues(operations.createImport.query, new URLSearchParams(text));
const readList = (text: string) => queryValues(operations.listOrders.query, new URLSearchParams(text));

describe('a query', () => {
  it('is read as the values of the contract', () => {
    expect(read('kind=orders&dryRun=true&mode=all')).toEqual({ kind: 'orders', dryRun: true, mode: 'all' });
    expect(readList('limit=50&shopOrderId=00123')).toEqual({ limit: 50, shopOrderId: '00123' });
  });

  it.each([
    'limit=ten',
    'limit=1.5',
    'limit=0',
    'limit=101',
    'limit=1&limit=2',
    'from=2026-02-30',
    'limit=',
    'page=2',
    '__proto__=1',
    'status=lost',
  ])('is refused when it does not fit: %s', (text) => {
    expect(checked(operations.listOrders.query, readList(text)).ok).toBe(false);
  });

  it('comes back as it was written', () => {
    const query = fc.record(
      { limit: fc.integer({ min: 1, max: 100 }), after: fc.string({ maxLength: 40 }), shopOrderId: fc.string() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(query, (values) => {
        expect(readList(queryText(values))).toEqual(values);
      }),
    );
  });

  it('leaves out what is not known', () => {
    expect(queryText({ after: undefined, limit: 5 })).toBe('limit=5');
  });
});
