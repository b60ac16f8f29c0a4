import { type AnyOperation, CheckoutConfig, checked, operations, Quote } from '@atobarai/sdk/contract';
import { expect, it } from 'vitest';
import { appForEach } from '../support/app.ts';
import { cart, pageOf, shopPage, somebody } from '../support/checkout.ts';
import { describePglite } from '../support/databases.ts';
import { orderBody } from '../support/order.ts';

const config = '/v1/checkout/config';
const quotes = '/v1/checkout/quotes';

describePglite('what a page may ask', (open) => {
  const server = appForEach(open);
  const page = pageOf(server);

  it.each<[string, Record<string, string>, number]>([
    ['a shop on its own machine', { origin: 'http://localhost:8080' }, 200],
    ['the same by its number', { origin: 'http://127.0.0.1:4400' }, 200],
    ['the page of the server itself, of which a browser names no origin', { 'sec-fetch-site': 'same-origin' }, 403],
    ['a page that is not registered', { origin: shopPage }, 403],
    ['a page whose name only begins like one', { origin: 'http://localhost.evil.example' }, 403],
    ['a page without an origin of its own', { origin: 'null' }, 403],
    ['a program that names none', {}, 403],
    ['another scheme', { origin: 'https://localhost:8080' }, 403],
  ])('%s', async (_, headers, status) => {
    const reply = await server.call('GET', config, undefined, { key: server.shop.publishableKey, headers });
    expect([reply.status, reply.json['code']]).toEqual([status, status === 200 ? undefined : 'origin_not_allowed']);
    expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('lets in the page of this very server when it is one of the shop', async () => {
    await server.call('PATCH', '/v1/settings', { origins: ['http://test.local'] });
    server.passSeconds(6);
    const reply = await server.call('GET', config, undefined, {
      key: server.shop.publishableKey,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(reply.status).toBe(200);
  });

  it('lets in the origins of the settings, at once and for this shop alone', async () => {
    const changed = await server.call('PATCH', '/v1/settings', { origins: [shopPage] });
    expect(changed.json).toMatchObject({ origins: [shopPage], scheduled: [] });
    server.passSeconds(6);
    const asked = (key: string) => pageOf(server, shopPage).call('GET', config, undefined, { key });
    expect((await asked(server.shop.publishableKey)).status).toBe(200);
    expect((await asked(server.otherShop.publishableKey)).status).toBe(403);
  });

  it.each(['https://shop.example/', 'https://shop.example/cart', 'shop.example', 'https://*.example', 'HTTPS://SHOP.EXAMPLE', 'null'])(
    'takes no %s for an origin',
    async (origin) => {
      const reply = await server.call('PATCH', '/v1/settings', { origins: [origin] });
      expect([reply.status, reply.json['fields']]).toMatchObject([422, [{ path: 'origins[0]' }]]);
    },
  );

  it('answers the question a browser asks first, for these calls alone', async () => {
    const asked = (path: string) =>
      server.call('OPTIONS', path, undefined, {
        key: null,
        headers: {
          origin: shopPage,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,idempotency-key',
        },
      });
    const reply = await asked('/v1/checkout/authorizations');
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(reply.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
    expect(reply.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('idempotency-key');
    expect(reply.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull();
    for (const path of ['/v1/orders', '/v1/settings', '/v1/buyer-tokens']) {
      expect((await asked(path)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('a page may read why it was refused', async () => {
    const reply = await page.call('GET', config, undefined, { key: null });
    expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
    expect(reply.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
  });

  it('opens no other call to a publishable key, from whatever page', async () => {
    const others = Object.entries<AnyOperation>(operations).filter(([, { access }]) => !access.includes('pk'));
    expect(others.length).toBeGreaterThan(50);
    for (const [name, { method, path, body }] of others) {
      const reply = await page.call(method, path.replace(/:\w+/, 'ord_0000000000000000000000'), body === null ? undefined : {});
      expect([name, reply.status, reply.json['code']]).toEqual([name, 403, 'wrong_key_kind']);
      expect([name, reply.headers.get('access-control-allow-origin')]).toEqual([name, null]);
    }
  });

  it('AD-23, SF-08, SF-29: shows the fee, the due date, the steps, the terms and the words for the 特商法 page', async () => {
    const shown = (await page.call('GET', config)).json;
    expect(checked(CheckoutConfig, shown).ok).toBe(true);
    expect(shown).toMatchObject({
      displayName: 'サンプル雑貨店',
      mode: 'test',
      buyerFee: 0,
      limits: { least: 1, most: 55_000, capNet: 50_000 },
    });
    expect(shown).toMatchObject({ due: { days: 14, text: { ja: '請求書の発行日から14日以内' } } });
    const { legalNotice, steps } = shown as CheckoutConfig;
    expect(steps).toHaveLength(3);
    for (const words of ['コンビニ・銀行・郵便局', '無料', '14日以内', '50,000円', '個人情報']) expect(legalNotice.ja).toContain(words);
    for (const words of ['none', '14 days', '50,000 yen']) expect(legalNotice.en).toContain(words);
    const bearing = (await page.call('GET', config, undefined, { key: server.otherShop.publishableKey })).json;
    expect(bearing).toMatchObject({ buyerFee: 209, limits: { most: 54_791 } });
    expect((bearing as CheckoutConfig).legalNotice.ja).toContain('請求書発行手数料 209円(税込)');
    expect((bearing as CheckoutConfig).terms.text.en).toContain('209 yen');
  });

  const at10 = (amount: number) => ({ items: cart(amount).items });
  it.each<[string, object, { available: boolean; reason: string | null }]>([
    ['a sum within the cap', { amount: 11_000 }, { available: true, reason: null }],
    ['AD-17: the largest sum that fits', { amount: 55_000 }, { available: true, reason: null }],
    ['AD-17: a yen more', { amount: 55_001 }, { available: false, reason: 'amount_over_limit' }],
    ['lines that fit', at10(55_000), { available: true, reason: null }],
    [
      'lines at 8 %, of which more is left without tax',
      { items: [{ name: '米', quantity: 1, unitPrice: 55_000, taxRate: 8 }] },
      { available: false, reason: 'amount_over_limit' },
    ],
    [
      'AD-11: a parcel that leaves the country',
      { amount: 1_000, shipToCountry: 'us' },
      { available: false, reason: 'overseas_not_supported' },
    ],
    ['a parcel to Japan', { amount: 1_000, shipToCountry: ' jp ' }, { available: true, reason: null }],
    [
      'AD-03: goods that cannot be sold this way',
      { items: [{ name: 'x', quantity: 1, unitPrice: 1_000, taxRate: 10, category: 'ticket' }] },
      { available: false, reason: 'unavailable' },
    ],
    ['a buyer token that says nothing', { amount: 1_000, buyerToken: 'bt_AAAA' }, { available: true, reason: null }],
  ])('quotes %s', async (_, body, expected) => {
    const reply = await page.call('POST', quotes, body, { idempotencyKey: null });
    expect(reply.status).toBe(200);
    expect(checked(Quote, reply.json).ok).toBe(true);
    expect(reply.json).toMatchObject({ ...expected, remaining: null, termsVersion: 'sample-2026-04' });
  });

  it('AD-23: counts the fee that the buyer bears', async () => {
    const asked = (amount: number) => page.call('POST', quotes, { amount }, { key: server.otherShop.publishableKey });
    expect((await asked(54_791)).json).toMatchObject({ available: true, amount: 54_791, buyerFee: 209, billedAmount: 55_000 });
    expect((await asked(54_792)).json).toMatchObject({ available: false, reason: 'amount_over_limit' });
  });

  it('SF-51: is not available in a shop without registration by API', async () => {
    const reply = await page.call('POST', quotes, { amount: 1_000 }, { key: server.shopWithoutApi.publishableKey });
    expect(reply.json).toMatchObject({ available: false, reason: 'unavailable' });
  });

  it.each<[object, string, string]>([
    [{}, 'required', 'amount'],
    [{ amount: 0 }, 'type', 'amount'],
    [{ amount: 1.5 }, 'type', 'amount'],
    [{ amount: 1_000, items: cart(999).items }, 'amount_mismatch', 'amount'],
    [{ items: [{ name: 'x', quantity: 0.5, unitPrice: 1, taxRate: 10 }] }, 'item_quantity', 'items[0].quantity'],
    [{ items: [] }, 'required', 'items'],
    [{ amount: 1, buyer: {} }, 'unknown_field', 'buyer'],
  ])('refuses %j', async (body, code, path) => {
    const reply = await page.call('POST', quotes, body);
    expect([reply.status, reply.json['code'], reply.json['fields']]).toMatchObject([422, code, [{ path }]]);
  });

  it('F04: tells what remains of the frame where the shop vouches for the buyer, for an hour', async () => {
    const who = somebody();
    await server.call('POST', '/v1/orders', orderBody({ buyer: who }));
    const made = await server.call('POST', '/v1/buyer-tokens', { buyer: who });
    expect(made.status).toBe(201);
    const { buyerToken } = made.json;
    const asked = (amount: number, key?: string) => page.call('POST', quotes, { amount, buyerToken }, key ? { key } : {});
    expect((await asked(44_000)).json).toMatchObject({ available: true, remaining: 40_000 });
    expect((await asked(44_001)).json).toMatchObject({ available: false, reason: 'unavailable', remaining: 40_000 });
    expect((await asked(1_000, server.otherShop.publishableKey)).json).toMatchObject({ available: true, remaining: null });
    expect(String(buyerToken)).not.toContain('山田');
    await server.advanceTo('2026-10-01T13:00:10+09:00');
    expect((await asked(1_000)).json).toMatchObject({ available: true, remaining: null });
  });

  it('a buyer token is made by the rules for a buyer', async () => {
    const reply = await server.call('POST', '/v1/buyer-tokens', { buyer: { ...somebody(), phone: '0120-000-000' } });
    expect([reply.status, reply.json['fields']]).toMatchObject([422, [{ path: 'buyer.phone', code: 'phone_invalid' }]]);
  });
});
