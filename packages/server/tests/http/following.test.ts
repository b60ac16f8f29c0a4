import { expect, it } from 'vitest';
import { appForEach } from '../support/app.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

describePglite('following what happens', (open) => {
  const server = appForEach(open);

  it('GET /v1/events goes on, oldest first, after the last event that was seen', async () => {
    const follow = async (after?: string) =>
      (await server.call('GET', `/v1/events?order=oldest_first&limit=2${after === undefined ? '' : `&after=${after}`}`)).json as {
        data: { id: string; resource: { id: string } }[];
        nextCursor: string | null;
      };
    const orders: string[] = [];
    for (let count = 0; count < 3; count += 1) orders.push(String((await server.call('POST', '/v1/orders', orderBody())).json['id']));
    const first = await follow();
    expect(first.data.map(({ resource }) => resource.id)).toEqual(orders.slice(0, 2));
    expect(first.nextCursor).toBe(first.data[1]?.id);
    const rest = await follow(first.nextCursor ?? '');
    expect([rest.data.map(({ resource }) => resource.id), rest.nextCursor]).toEqual([orders.slice(2), null]);
    expect(await follow(rest.data[0]?.id)).toEqual({ data: [], nextCursor: null });
    const gone = await server.call('GET', '/v1/events?order=oldest_first&after=evt_00000000000');
    expect([gone.status, gone.json['code']]).toEqual([404, 'not_found']);
    expect((await server.call('GET', '/v1/events?order=sideways')).status).toBe(422);
  });

  it('GET /v1/sandbox/request-logs tells what was called, without queries, bodies or other shops', async () => {
    const logs = async (query = '', key = server.shop.secretKey) =>
      (await server.call('GET', `/v1/sandbox/request-logs${query}`, undefined, { key })).json as {
        data: { id: string; method: string; path: string; status: number; code: string | null; requestId: string }[];
        nextCursor: string | null;
      };
    const order = await server.call('POST', '/v1/orders', orderBody(), { headers: { 'x-request-id': 'mine-1' } });
    await server.call('GET', '/v1/orders?shopOrderId=secret-name');
    await server.call('GET', '/v1/orders/ord_0000000000');
    await server.call('GET', '/v1/orders', undefined, { key: server.otherShop.secretKey });
    await server.call('GET', '/v1/orders', undefined, { key: null });
    const { data, nextCursor } = await logs();
    expect(nextCursor).toBeNull();
    expect(data.map(({ method, path, status, code }) => [method, path, status, code])).toEqual([
      ['POST', '/v1/orders', order.status, null],
      ['GET', '/v1/orders', 200, null],
      ['GET', '/v1/orders/ord_0000000000', 404, 'not_found'],
    ]);
    expect(data[0]).toMatchObject({ requestId: 'mine-1', at: expect.stringMatching(/\+09:00$/) as string, ms: 0 });
    expect(JSON.stringify(data)).not.toContain('secret-name');
    expect((await logs(`?after=${data[0]?.id}&limit=1`)).data).toEqual([data[1]]);
    expect((await logs(`?after=${data[0]?.id}&limit=1`)).nextCursor).toBe(data[1]?.id);
    expect((await logs('?limit=1')).data).toEqual([data[2]]);
    expect((await logs(`?after=${data[2]?.id}`)).data).toEqual([]);
    expect((await logs('', server.otherShop.secretKey)).data).toHaveLength(1);
    expect((await logs('', server.operatorKey)).data).toHaveLength(4);
  });
});
