import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { HonoEnvironment } from './http/api.ts';
import { shopRoutes, type ShopPlace } from './sample-shop.ts';

const served = (fetch: ShopPlace['fetch'], path: string, method = 'GET') => {
  const app = new Hono<HonoEnvironment>();
  shopRoutes(app, { fetch, open: async () => true });
  return app.request(path, { method });
};

describe('the place of the example shop', () => {
  it('is a 404 until the shop is open', async () => {
    expect((await served(() => undefined, '/shop')).status).toBe(404);
  });

  it('hands everything below /shop to the shop, and allows its pages nothing from elsewhere', async () => {
    const shop = (request: Request) => new Response(`${request.method} ${new URL(request.url).pathname}`, { status: 202 });
    for (const [method, path] of [
      ['GET', '/shop'],
      ['GET', '/shop/cart.js'],
      ['POST', '/shop/orders'],
    ] as const) {
      const reply = await served(shop, path, method);
      expect([reply.status, await reply.text()]).toEqual([202, `${method} ${path}`]);
      expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*require-trusted-types-for 'script'/);
    }
  });

  it('leaves a policy of the shop’s own alone', async () => {
    const reply = await served(() => new Response('', { headers: { 'content-security-policy': "default-src 'self'" } }), '/shop');
    expect(reply.headers.get('content-security-policy')).toBe("default-src 'self'");
  });
});
