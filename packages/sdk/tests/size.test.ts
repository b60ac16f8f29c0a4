import { describe, expect, it } from 'vitest';
import { bundle } from './support/bundle.ts';

const kilobytes = 1_000;

// A shop that only registers and follows orders writes `ordersOf(connect({ apiKey }))`: the same options,
// repeats, errors and checked answers as `createClient`, without the resources that it does not name.
describe('what the client adds to a page or an edge function, minified and gzipped', () => {
  it('orders alone, with everything a call needs: at most 18 KB', async () => {
    const { gzipBytes, code } = await bundle(`export { connect, ordersOf } from './src/index.ts';`);
    expect(gzipBytes).toBeLessThanOrEqual(18 * kilobytes);
    expect(code).toContain('/v1/orders');
    expect(code).not.toContain('/v1/payouts');
  });

  it('the whole client with everything that is exported beside it: at most 30 KB', async () => {
    const { gzipBytes, code } = await bundle(`export * from './src/index.ts';`);
    expect(gzipBytes).toBeLessThanOrEqual(30 * kilobytes);
    expect(code).toContain('/v1/operator/payouts');
  });

  it('brings along no schemas, no texts of the reference and nothing of Node', async () => {
    const { code, files } = await bundle(`export * from './src/index.ts';`);
    expect(files.filter((file) => file.includes('zod'))).toEqual([]);
    expect(files.filter((file) => file.startsWith('src/contract/')).toSorted()).toEqual([
      'src/contract/path-text.ts',
      'src/contract/query.ts',
    ]);
    for (const word of [/node:/, /\bBuffer\b/, /require\(/, /注文を登録/]) expect(code).not.toMatch(word);
  });
});
