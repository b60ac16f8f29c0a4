import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoReport, readDataSet, runDemo } from '../../src/demo/index.ts';
import { type NodeServer, nodeServer } from '../support/node-server.ts';

const folder = new URL('../../../../examples/data/orders-300/', import.meta.url).pathname;

describe('the demo on PostgreSQL, over HTTP, through the SDK', () => {
  let server: NodeServer;
  let report: DemoReport;
  const printed: string[] = [];
  beforeAll(async () => {
    server = await nodeServer();
    report = await runDemo({
      client: server.client,
      operator: server.operator,
      baseUrl: server.baseUrl,
      dataSet: await readDataSet(folder),
      print: (line) => void printed.push(line),
      checks: async () =>
        (await server.app.database.admin('select name, violations from check_all')) as { name: string; violations: number }[],
    });
  }, 240_000);
  afterAll(() => server.close());

  it('runs two months of business, and everything comes out as it must', () => {
    expect(report.differences).toEqual([]);
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('prints what happened, step by step, and a trial balance of zero', () => {
    const text = printed.join('\n');
    for (const heading of ['Reconciliation', 'Dunning', 'Trial balance', 'Checks of the books', 'The whole run'])
      expect(text).toContain(heading);
    expect(text).toContain('試算表の差額          trial balance                                0');
  });

  it('G27 SF-52: logs requests with ids and routes, and no personal data', async () => {
    const orders = await readFile(new URL('orders.csv', `file://${folder}`), 'utf8');
    const names = new Set(
      orders
        .split('\n')
        .slice(1)
        .flatMap((row) => row.split('","').slice(4, 6))
        .filter((name) => name.length > 2),
    );
    const log = server.logged.join('\n');
    expect(names.size).toBeGreaterThan(50);
    expect(log).toContain('"route":"/v1/sandbox/clock/advance"');
    expect(log).toMatch(/"requestId":"req_/);
    expect([...names].filter((name) => log.includes(name))).toEqual([]);
    expect(log).not.toMatch(/sk_test_[0-9a-z]{12}_/);
  });

  it('keeps no name of a buyer in any table in the clear', async () => {
    const tables = (await server.app.database.admin(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    )) as { name: string }[];
    for (const { name } of tables) {
      const [row] = (await server.app.database.admin(
        `select count(*)::int as found from ${name} t where t::text like '%濵田%' or t::text like '%ハマダ%'`,
      )) as { found: number }[];
      expect([name, row?.found]).toEqual([name, 0]);
    }
  });

  it('answers metrics by route, health, the books and the reference page without the network', async () => {
    const text = async (path: string) => (await fetch(`${server.baseUrl}${path}`)).text();
    expect(await text('/metrics')).toContain('route="/v1/invoices"');
    expect(JSON.parse(await text('/healthz'))).toMatchObject({ status: 'ok' });
    expect(JSON.parse(await text('/readyz'))).toEqual({ status: 'ready' });
    expect(JSON.parse(await text('/healthz/ledger'))).toEqual({ status: 'ok', violations: [] });
    expect(JSON.parse(await text('/healthz/work'))).toEqual({ status: 'ok', parked: [] });
    expect(JSON.parse(await text('/openapi.json'))).toMatchObject({ openapi: '3.1.0' });
    const page = await text('/docs');
    expect(page).not.toMatch(/https?:\/\//);
    expect((await fetch(`${server.baseUrl}/docs/reference.js`)).headers.get('content-type')).toMatch(/javascript/);
  });
});
