import { expect, it } from 'vitest';
import { visitorPaces } from '../../src/modules/checkout/index.ts';
import { appForEach, type Reply } from '../support/app.ts';
import { authorizationBody, pageOf, somebody } from '../support/checkout.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

const visitor = '203.0.113.5';

describePglite('how fast a visitor may call with a publishable key', (open) => {
  const server = appForEach(open);
  const page = pageOf(server);

  const quote = (from?: string) => page.call('POST', '/v1/checkout/quotes', { amount: 3_300 }, from === undefined ? {} : { visitor: from });

  async function many(calls: number, call: () => Promise<Reply>): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (let turn = 0; turn < calls; turn += 1) statuses.push((await call()).status);
    return statuses;
  }

  it('answers whoever calls faster with 429, the seconds to wait, and words for a person; then it goes on', async () => {
    const { burst } = visitorPaces.calls;
    const statuses = await many(burst + 1, () => quote(visitor));
    expect(statuses).toEqual([...Array<number>(burst).fill(200), 429]);

    const refused = await quote(visitor);
    expect(refused.json).toMatchObject({ code: 'rate_limited', status: 429, title: 'リクエストが多すぎます' });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect((await quote('203.0.113.6')).status).toBe(200);

    server.passSeconds(Number(refused.headers.get('retry-after')));
    expect((await quote(visitor)).status).toBe(200);
  });

  it('is slower for authorizations, by which a stranger could try names and sums, and holds back nothing else', async () => {
    const { burst } = visitorPaces.authorizations;
    const authorize = () =>
      page.call('POST', '/v1/checkout/authorizations', authorizationBody(orderBody({ buyer: somebody() })), { visitor });
    expect(await many(burst, authorize)).toEqual(Array<number>(burst).fill(201));
    const refused = await authorize();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3']);
    expect((await quote(visitor)).status).toBe(200);
  });

  it("does not hold back a shop's server, nor a call whose address is unknown", async () => {
    const calls = visitorPaces.calls.burst + 5;
    expect(new Set(await many(calls, () => server.call('GET', '/v1/settings', undefined, { visitor })))).toEqual(new Set([200]));
    expect(new Set(await many(calls, () => quote()))).toEqual(new Set([200]));
  });
});
