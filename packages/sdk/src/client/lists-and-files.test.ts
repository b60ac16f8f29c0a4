import { describe, expect, it } from 'vitest';
import { exampleSummary } from '../../tests/support/examples.ts';
import { json, problem, scriptedServer } from '../../tests/support/scripted-server.ts';

const order = (shopOrderId: string) => ({ ...exampleSummary, shopOrderId });

const importReport = {
  id: 'imp_0000000000000000000001',
  kind: 'orders',
  mode: 'partial',
  dryRun: false,
  status: 'running',
  rowsTotal: 3,
  groupsTotal: 2,
  groupsDone: 1,
  accepted: 1,
  refused: 0,
  problem: null,
  createdAt: '2026-11-20T10:00:00+09:00',
  finishedAt: null,
  results: { data: [{ row: 2, shopOrderId: 'A', ok: true, id: 'ord_1', status: 'approved' }], nextCursor: null },
};

describe('lists', () => {
  it('goes through all pages with for await, keeping the filter', async () => {
    const server = scriptedServer(
      json(200, { data: [order('A'), order('B')], nextCursor: 'c/1' }),
      json(200, { data: [], nextCursor: 'c2' }),
      json(200, { data: [order('C')], nextCursor: null }),
    );
    const seen: string[] = [];
    for await (const { shopOrderId } of server.client().orders.list({ status: 'approved', limit: 2 })) seen.push(shopOrderId);
    expect(seen).toEqual(['A', 'B', 'C']);
    expect(server.requests.map((request) => new URL(request.url).search)).toEqual([
      '?status=approved&limit=2',
      '?status=approved&limit=2&after=c%2F1',
      '?status=approved&limit=2&after=c2',
    ]);
  });

  it('fetches no page that is not read', async () => {
    const server = scriptedServer(json(200, { data: [order('A'), order('B')], nextCursor: 'more' }));
    for await (const { shopOrderId } of server.client().orders.list()) if (shopOrderId === 'B') break;
    expect(server.requests).toHaveLength(1);
  });

  it('fetches one page alone', async () => {
    const server = scriptedServer(json(200, { data: [order('A')], nextCursor: 'c1' }));
    const { data, nextCursor } = await server.client().orders.list({ after: 'c0' }).page();
    expect([data.length, nextCursor]).toEqual([1, 'c1']);
    await server.client().orders.list().page('c1');
    expect(server.requests.map((request) => new URL(request.url).search)).toEqual(['?after=c0', '?after=c1']);
  });

  it('can be started again', async () => {
    const server = scriptedServer(json(200, { data: [order('A')], nextCursor: null }));
    const list = server.client().orders.list();
    for await (const _ of list);
    for await (const _ of list);
    expect(server.requests).toHaveLength(2);
  });
});

describe('imports', () => {
  const csv = '店舗注文番号,注文日\nA,2026-11-20\n';

  it('sends text as it is, with the kind in the query', async () => {
    const server = scriptedServer(problem(503, 'unavailable'), json(202, importReport));
    await server.client().imports.create({ kind: 'orders', dryRun: true, mode: 'all' }, csv);
    expect(server.requests.map((request) => request.body)).toEqual([csv, csv]);
    expect(server.requests[0]?.url).toBe('http://localhost:4400/v1/imports?kind=orders&dryRun=true&mode=all');
    expect(server.requests[0]?.headers.get('content-type')).toBe('text/csv');
  });

  it('sends bytes unchanged', async () => {
    const bytes = Uint8Array.from([0x93, 0x58, 0x95, 0xdc]); // 店舗 in CP932: not UTF-8
    let received: Uint8Array | undefined;
    const server = scriptedServer(async (request) => {
      received = new Uint8Array(await request.arrayBuffer());
      return json(202, importReport)(request);
    });
    await server.client().imports.create({ kind: 'orders' }, bytes);
    expect(received).toEqual(bytes);
  });

  it('sends a stream once: it cannot be repeated', async () => {
    const server = scriptedServer(problem(503, 'unavailable'), json(202, importReport));
    const stream = new Blob([csv]).stream();
    await expect(server.client().imports.create({ kind: 'orders' }, stream)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.requests.map((request) => request.body)).toEqual([csv]);
  });

  it('waits until it is done, telling how far it is', async () => {
    const done = { ...importReport, status: 'completed', groupsDone: 2 };
    const server = scriptedServer(json(200, importReport), json(200, importReport), json(200, done));
    const steps: number[] = [];
    const report = await server
      .client()
      .imports.waitFor(importReport.id, { everyMs: 200, onProgress: ({ groupsDone }) => steps.push(groupsDone) });
    expect(report.status).toBe('completed');
    expect(steps).toEqual([1, 1, 2]);
    expect(server.waits).toEqual([200, 200]);
  });

  it('waits no longer for an import that has failed', async () => {
    const server = scriptedServer(json(200, { ...importReport, status: 'failed' }));
    expect(await server.client().imports.waitFor(importReport.id)).toMatchObject({ status: 'failed' });
    expect(server.waits).toEqual([]);
  });

  it('stops waiting in the end', async () => {
    const server = scriptedServer(json(200, importReport));
    await expect(server.client().imports.waitFor(importReport.id, { everyMs: 400, atMostMs: 1_000 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(server.waits).toEqual([400, 400]);
  });

  it('goes through the results of every row', async () => {
    const second = { ...importReport, results: { data: [{ row: 4, shopOrderId: null, ok: false, code: 'required' }], nextCursor: null } };
    const server = scriptedServer(json(200, { ...importReport, results: { ...importReport.results, nextCursor: '2' } }), json(200, second));
    const rows: [number, boolean][] = [];
    for await (const { row, ok } of server.client().imports.results(importReport.id)) rows.push([row, ok]);
    expect(rows).toEqual([
      [2, true],
      [4, false],
    ]);
  });
});

describe('files', () => {
  const file = (bytes: BlobPart) => () => new Response(new Blob([bytes]), { status: 200, headers: { 'content-type': 'text/csv' } });

  it('gives a CSV as text in the encoding that was asked for', async () => {
    const server = scriptedServer(file(Uint8Array.from([0x93, 0x58, 0x95, 0xdc])));
    const { text } = await server.client().exports.orders({ encoding: 'cp932', from: '2026-10-01' });
    expect(await text()).toBe('店舗');
    expect(server.requests[0]?.url).toContain('/v1/exports/orders.csv?encoding=cp932&from=2026-10-01');
  });

  it('gives a CSV as a stream', async () => {
    const server = scriptedServer(file('a,b\n1,2\n'));
    const { stream } = await server.client().exports.shipments();
    expect(await new Response(stream()).text()).toBe('a,b\n1,2\n');
  });

  it('throws the refusal of a file like any other', async () => {
    const server = scriptedServer(problem(404, 'not_found'));
    await expect(server.client().payouts.statementCsv('po_0000000000000000000001')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the operator client', () => {
  it('decides a review with its own key', async () => {
    const server = scriptedServer(json(200, { ...exampleSummary, merchantId: 'mer_0000000000000000000001' }));
    await server.operator().decideReview(exampleSummary.id, { result: 'approved', reason: 'Called the buyer' });
    expect(server.requests[0]?.url).toBe(`http://localhost:4400/v1/operator/reviews/${exampleSummary.id}/decide`);
    expect(server.requests[0]?.headers.get('authorization')).toMatch(/^Bearer op_test_/);
  });
});
