import { type AnyOperation, operations } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { lifeOn } from '../flows/life.ts';
import { appForEach, type CallOptions, type TestApp } from '../support/app.ts';
import { authorizationBody } from '../support/checkout.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';
import { withValue } from '../support/order-input.ts';
import { datePaths, type Ids, misshaped, nonsense, plainest, type Schema, schemaOf, shaped } from './any-body.ts';

const page = 'http://localhost:3000';

/** The clock comes last: what it runs makes due would hide what the others can do. */
const isLast = ({ path }: AnyOperation) => path.startsWith('/v1/sandbox/clock') || path.endsWith('/roll');
const calls: readonly AnyOperation[] = Object.values(operations).toSorted((one, other) => Number(isLast(one)) - Number(isLast(other)));

describePglite('whatever is sent to any call', (open) => {
  const server = appForEach(open);
  let ids: Ids;
  beforeEach(async () => {
    ids = await someLife(server);
  });

  const keyFor = ({ access }: AnyOperation): CallOptions => {
    if (access.includes('sk')) return {};
    if (access.includes('pk')) return { key: server.shop.publishableKey, headers: { origin: page } };
    return { key: server.operatorKey };
  };
  const idFor = ({ params }: AnyOperation) => {
    const schema = schemaOf(params)?.properties?.['id'];
    return schema === undefined ? '' : String(ids[/^\^([a-z]+)_/.exec(schema.pattern ?? '')?.[1] ?? '']?.[0] ?? plainest(schema));
  };
  const pathFor = ({ path }: AnyOperation, id: string) => path.replace(/:\w+/, id);
  const failures: string[] = [];
  const send = async (operation: AnyOperation, request: { path: string; body?: unknown; options?: CallOptions }) => {
    const options = { ...keyFor(operation), ...request.options };
    const reply = await server.call(operation.method, request.path, request.body, options);
    if (reply.status >= 500) failures.push(`${operation.method} ${request.path} ${shown(request.body)}: ${reply.text.slice(0, 200)}`);
    return reply;
  };

  it('no call has a date in its path, and every other date out of the calendar or out of bounds is refused by name', async () => {
    const [impossible, moments] = [
      ['0000-01-01', '1899-12-31', '2200-01-01', '9999-12-31', '2026-02-30'],
      ['0000-06-01T00:00:00Z', '0001-01-01T00:00:00+23:59', '9999-12-31T23:59:59-12:00', '2200-01-01T00:00:00Z', '2026-02-30T00:00:00Z'],
    ];
    const answered: string[] = [];
    for (const operation of calls) {
      expect(datePaths(schemaOf(operation.params) ?? {})).toEqual([]);
      const path = pathFor(operation, idFor(operation));
      for (const date of datePaths(schemaOf(operation.query) ?? {})) {
        for (const value of date.format === 'date' ? impossible : moments) {
          const { status, json } = await send(operation, { path: `${path}?${date.path}=${encodeURIComponent(value)}` });
          expect([operation.id, status, json['fields']]).toMatchObject([operation.id, 422, [{ path: date.path, code: 'date_range' }]]);
          answered.push(`${operation.id} ${date.path}`);
        }
      }
      const body = schemaOf(operation.body);
      for (const date of datePaths(body ?? {})) {
        for (const value of date.format === 'date' ? impossible : moments) {
          const { status, json } = await send(operation, { path, body: withValue(soundBody(operation, body ?? {}), date.path, value) });
          expect([operation.id, status]).toEqual([operation.id, 422]);
          expect([operation.id, json['fields']]).toEqual([
            operation.id,
            expect.arrayContaining([expect.objectContaining({ path: date.path, code: 'date_range' })]),
          ]);
          answered.push(`${operation.id} ${date.path}`);
        }
      }
    }
    expect(new Set(answered).size).toBeGreaterThan(30);
  });

  it('every call answers below 500 to what has its shape, and to what has not', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    for (const operation of calls) {
      const runs = isLast(operation) ? 3 : 16;
      const sample = (value: fc.Arbitrary<unknown>) => fc.sample(value, { numRuns: runs, seed });
      const queries = sample(queryOf(operation, ids)) as Record<string, unknown>[];
      const bodies = sample(bodyOf(operation, ids));
      for (let run = 0; run < runs; run += 1) {
        const query = new URLSearchParams(Object.entries(queries[run] ?? {}).map(([name, value]) => [name, String(value)])).toString();
        const path = `${pathFor(operation, idFor(operation))}${query === '' ? '' : `?${query}`}`;
        await send(operation, { path, body: bodies[run] });
      }
    }
    expect([seed, failures]).toEqual([seed, []]);
  });

  it('every call answers below 500 to paths, headers and bytes that are none', async () => {
    const paths = ['a%00b', '%ff', '%ed%a0%80', 'ord_%00000000000000000000000', 'x'.repeat(300), '%F0%9F%98%80', '..%2f', '__proto__'];
    const bytes = [
      '',
      '{',
      'null',
      '"x"',
      '[]',
      '{}',
      '\u0000',
      '['.repeat(5_000),
      new Uint8Array([0xff, 0xfe, 0x00]),
      'x'.repeat(300_000),
    ];
    const strange: Record<string, string>[] = [
      { 'idempotency-key': 'x'.repeat(300) },
      { 'idempotency-key': '"' },
      { 'content-type': 'application/json; charset=cp932' },
      { 'content-type': 'text/csv' },
      { 'accept-language': ','.repeat(2_000), 'x-request-id': 'x'.repeat(300) },
      { authorization: 'Bearer \u00ff' },
    ];
    for (const operation of calls) {
      const path = pathFor(operation, idFor(operation));
      if (operation.params !== null) for (const id of paths) await send(operation, { path: pathFor(operation, id) });
      if (operation.body !== null) for (const body of bytes) await send(operation, { path, body });
      const own = keyFor(operation).headers;
      const body = operation.body === null ? undefined : '{}';
      for (const headers of strange) await send(operation, { path, body, options: { headers: { ...own, ...headers } } });
    }
    expect(failures).toEqual([]);
  });
});

function shown(body: unknown): string {
  return (JSON.stringify(body) ?? '').slice(0, 300);
}

/** Bodies that the rules take, where the plainest would end at the first of them. */
const soundBodies: Readonly<Record<string, () => object>> = {
  'orders.register': () => orderBody(),
  'orders.replace': () => ({ order: orderBody() }),
  'checkout.authorize': () => authorizationBody(orderBody()),
  'sandbox.advance': () => ({ to: '2026-10-02T00:00:00+09:00' }),
};

function soundBody({ id }: AnyOperation, schema: Schema): object {
  return soundBodies[id]?.() ?? (plainest(schema) as object);
}

function queryOf({ query }: AnyOperation, ids: Ids): fc.Arbitrary<unknown> {
  const schema = schemaOf(query);
  if (schema === undefined) return fc.constant({});
  return fc.oneof(shaped(schema, ids), misshaped(shaped(schema, ids)), fc.dictionary(fc.string(), fc.constantFrom(...nonsense)));
}

function bodyOf(operation: AnyOperation, ids: Ids): fc.Arbitrary<unknown> {
  if (operation.body === null) return fc.constant(undefined);
  if (operation.body === 'csv') return fc.string({ unit: 'binary' });
  const schema = schemaOf(operation.body) ?? {};
  const sound = fc.constant(undefined).map(() => soundBody(operation, schema));
  return fc.oneof(
    { weight: 4, arbitrary: shaped(schema, ids) },
    { weight: 3, arbitrary: misshaped(sound) },
    { weight: 2, arbitrary: misshaped(shaped(schema, ids)) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

/** Something of everything that a call can name. */
async function someLife(server: TestApp): Promise<Ids> {
  const life = lifeOn(server);
  const operator = { key: server.operatorKey };
  const orderOf = (local: string) => {
    const body = orderBody();
    return life.order({ ...body, buyer: { ...body.buyer, email: `${local}@example.jp` } });
  };
  const [paid, shipped, review, held, approved] = [
    await life.order(),
    await life.order(),
    await orderOf('review'),
    await orderOf('hold-phone'),
    await life.order(),
  ];
  const parcels = [await life.ship(paid.id), await life.ship(shipped.id)];
  await life.deliver(parcels[0]?.id ?? '');
  await server.advanceTo('2026-10-02T12:00:00+09:00');
  const invoices = [await life.invoiceOf(shipped.id), await life.invoiceOf(paid.id)];
  const deposits = [
    await life.deposit(100, 'ヤマダ', '2026-10-02'),
    await life.deposit(invoices[1]?.amount ?? 0, `${invoices[1]?.reference}`, '2026-10-02'),
  ];
  await server.advanceTo('2026-10-10T12:00:00+09:00');
  const payouts = await life.get<{ data: { id: string }[] }>('/v1/operator/payouts', operator);
  const endpoint = await life.post<{ id: string }>('/v1/webhook-endpoints', {
    url: 'https://shop.example/hook',
    events: ['order.approved'],
  });
  await life.order();
  await server.deliver();
  const named = async (path: string) => (await life.get<{ data: { id: string }[] }>(path)).data.map(({ id }) => id);
  return {
    ord: [approved.id, shipped.id, review.id, held.id, paid.id],
    shp: parcels.map(({ id }) => id).toReversed(),
    inv: invoices.map(({ id }) => id),
    pay: deposits.map(({ id }) => id),
    po: payouts.data.map(({ id }) => id),
    whe: [endpoint.id],
    whd: await named('/v1/webhook-deliveries'),
    evt: await named('/v1/events?limit=2'),
    key: (await named('/v1/api-keys')).slice(1),
  };
}
