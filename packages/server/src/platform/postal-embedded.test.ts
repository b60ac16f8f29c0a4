import { expect, it } from 'vitest';
import { embeddedPostalTable } from './postal-embedded.ts';
import { openPostalTable } from './postal.ts';

it('knows the same towns in a tab as on a server', () => {
  const table = openPostalTable();
  const codes = ['1000005', '0600000', '4608513', '4980000', '6180000', '8710000', '0608621', '0000000', '', '100-0005', '１００００05'];
  for (const prefix of ['100', '498', '530', '618', '871', '907']) {
    for (let rest = 0; rest < 10_000; rest += 7) codes.push(`${prefix}${String(rest).padStart(4, '0')}`);
  }
  const differing = codes.filter((code) => JSON.stringify(embeddedPostalTable(code)) !== JSON.stringify(table(code)));
  expect(differing).toEqual([]);
  expect(codes.filter((code) => embeddedPostalTable(code) !== null).length).toBeGreaterThan(100);
});
