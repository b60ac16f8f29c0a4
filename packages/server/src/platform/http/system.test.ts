import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { HonoEnvironment } from './api.ts';
import { systemRoutes } from './system.ts';

it('reliability.md 1.4: a flood of questions about the books costs one look at a time, and every look is a new one', async () => {
  const app = new Hono<HonoEnvironment>();
  const looks: PromiseWithResolvers<unknown[]>[] = [];
  const admin = () => {
    const look = Promise.withResolvers<unknown[]>();
    looks.push(look);
    return look.promise;
  };
  systemRoutes(app, { database: { admin } as never, queue: { parked: async () => [] }, version: 'test' });
  const statuses = async (count: number, found: unknown[]) => {
    const replies = Array.from({ length: count }, async () => (await app.request('/healthz/ledger')).status);
    looks.at(-1)?.resolve(found);
    return [...new Set(await Promise.all(replies))];
  };
  expect(await statuses(20, [])).toEqual([200]);
  expect(looks).toHaveLength(1);
  expect(await statuses(20, [{ name: 'i05_exposure', violations: 1 }])).toEqual([503]);
  expect(looks).toHaveLength(2);
});

it('a look that fails is not remembered', async () => {
  const app = new Hono<HonoEnvironment>();
  app.onError(() => new Response(null, { status: 503 }));
  let isAway = true;
  const admin = async () => {
    if (isAway) throw new Error('away');
    return [];
  };
  systemRoutes(app, { database: { admin } as never, queue: { parked: async () => [] }, version: 'test' });
  expect((await app.request('/healthz/ledger')).status).toBe(503);
  isAway = false;
  expect((await app.request('/healthz/ledger')).status).toBe(200);
});
