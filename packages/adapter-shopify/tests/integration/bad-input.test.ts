import type { EmbeddedServer } from '@atobarai/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopifyJson, signedWebhook } from '../../src/testing/index.ts';
import { openService, openStage, type Stage, type StageOptions } from '../support/stage.ts';

let service: EmbeddedServer;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service.close());

const secret = 'client-secret';
const webhookUri = 'https://adapter.example.jp/shopify/webhooks';

type Change = { readonly topic?: string; readonly shop?: string; readonly secret?: string; readonly body?: string };

let count = 0;
/** A delivery about an order, changed in one thing. */
function delivery({ shop }: Stage, change: Change = {}): Request {
  count += 1;
  const gid = 'gid://shopify/Order/820982911946154508';
  const body = shopifyJson({ id: 820_982_911_946_154_508n, admin_graphql_api_id: gid, note: '<&> 髙﨑 / 🍵' });
  const triggeredAt = new Date(0).toISOString();
  return signedWebhook({ shop: shop.domain, topic: 'orders/create', webhookId: `bad-${count}`, body, secret, triggeredAt, ...change });
}

/** The same request with another body under the same signature. */
async function withBody(request: Request, change: (body: string) => string | Uint8Array<ArrayBuffer>): Promise<Request> {
  return new Request(request.url, { method: 'POST', headers: request.headers, body: change(await request.text()) });
}

async function answerOf({ adapter }: Stage, request: Request): Promise<[number, string]> {
  const response = await adapter.fetch(request);
  const body = (await response.json()) as { readonly code?: string; readonly outcome?: string; readonly messageJa?: string };
  if (response.status !== 200) expect(body.messageJa).toMatch(/[。]$/);
  return [response.status, body.code ?? body.outcome ?? ''];
}

describe('what is no genuine delivery is refused, and asks for no look (G16)', () => {
  const cases: readonly [string, (stage: Stage) => Request | Promise<Request>, [number, string]][] = [
    ['as it is: taken', (stage) => delivery(stage), [200, 'accepted']],
    ['forged', (stage) => delivery(stage, { secret: 'guessed' }), [401, 'signature_invalid']],
    ['truncated', (stage) => withBody(delivery(stage), (body) => body.slice(0, -20)), [401, 'signature_invalid']],
    [
      'parsed and written anew',
      (stage) => withBody(delivery(stage), (body) => JSON.stringify(JSON.parse(body))),
      [401, 'signature_invalid'],
    ],
    ['with a byte changed', (stage) => withBody(delivery(stage), (body) => body.replace('508', '509')), [401, 'signature_invalid']],
    ['signed, but no JSON', (stage) => delivery(stage, { body: 'hello' }), [400, 'body_not_json']],
    ['signed, but a list', (stage) => delivery(stage, { body: '[]' }), [400, 'body_not_json']],
    ['signed, but about nothing', (stage) => delivery(stage, { body: '{}' }), [400, 'resource_missing']],
    ['with an id no number can hold', (stage) => delivery(stage, { body: '{"id":820982911946154508}' }), [200, 'accepted']],
    ['with an id of words', (stage) => delivery(stage, { body: '{"id":"drop table"}' }), [400, 'resource_missing']],
    ['too large', (stage) => delivery(stage, { body: JSON.stringify({ id: 1, note: 'x'.repeat(5_000_000) }) }), [413, 'body_too_large']],
    ['of a topic nobody knows', (stage) => delivery(stage, { topic: 'products/update' }), [404, 'topic_unknown']],
    ['of a topic that is a word of JavaScript', (stage) => delivery(stage, { topic: 'constructor' }), [404, 'topic_unknown']],
    ['of another shop', (stage) => delivery(stage, { shop: 'other.myshopify.com' }), [403, 'shop_unknown']],
    ['of something that is no shop', (stage) => delivery(stage, { shop: 'evil.example' }), [400, 'header_missing']],
    ['by GET', () => new Request(webhookUri), [405, 'method_not_allowed']],
    ['elsewhere', () => new Request('https://adapter.example.jp/admin', { method: 'POST' }), [404, 'not_found']],
  ];

  it('answers each with its status and what to do', async () => {
    const stage = await openStage(service);
    for (const [name, make, expected] of cases) expect([name, ...(await answerOf(stage, await make(stage)))]).toEqual([name, ...expected]);
    expect(await stage.store.due.backlog(stage.clock.now() + 60_000)).toMatchObject({ waiting: 1 });
    expect((await stage.store.notices.list()).map(({ code }) => code)).toEqual(['unknown_topic']);
    expect(stage.log.filter(({ event }) => event === 'delivery.refused').length).toBe(cases.length - 3);
  });

  it('takes no word for a whole shop that the signed body does not give: another topic in the header uninstalls nothing', async () => {
    const stage = await openStage(service);
    expect(await answerOf(stage, delivery(stage, { topic: 'app/uninstalled' }))).toEqual([400, 'shop_mismatch']);
    expect(await answerOf(stage, delivery(stage, { topic: 'shop/redact' }))).toEqual([400, 'shop_mismatch']);
    expect(await stage.store.shops.find(stage.shop.domain)).toMatchObject({ state: 'active' });
  });

  it('does not lose a shop that was installed anew to a late word of its uninstallation', async () => {
    const stage = await openStage(service);
    const body = shopifyJson({ id: 1, myshopify_domain: stage.shop.domain });
    expect(await answerOf(stage, delivery(stage, { topic: 'app/uninstalled', body }))).toEqual([200, 'accepted']);
    expect(await stage.store.shops.find(stage.shop.domain)).toMatchObject({ state: 'active' });
  });
});

describe('orders that cannot be taken are flagged for a person, and the others go on', () => {
  type Case = {
    readonly name: string;
    readonly wish: Parameters<Stage['order']>[0];
    readonly flags: readonly string[];
    readonly policy?: StageOptions['policy'];
  };
  const cases: readonly Case[] = [
    { name: 'without an address', wish: { address: null }, flags: ['address_missing'] },
    { name: 'without a phone number', wish: { address: { phone: null } }, flags: ['phone_missing'] },
    { name: 'without an e-mail address', wish: { email: null }, flags: ['email_missing'] },
    { name: 'with a fraction of a yen', wish: { lines: [{ unitPrice: 100.5 }] }, flags: ['amount_fraction'] },
    { name: 'in another currency', wish: { currency: 'USD', presentmentCurrency: 'USD' }, flags: ['currency_foreign'] },
    { name: 'shown in another currency', wish: { presentmentCurrency: 'USD' }, flags: ['presentment_foreign'] },
    {
      name: 'to another country',
      wish: { address: { countryCode: 'US', zip: '90210', province: 'California', provinceCode: 'CA' } },
      flags: ['overseas'],
    },
    {
      name: 'over the limit of the shop itself',
      wish: { lines: [{ unitPrice: 9_000 }] },
      flags: ['amount_over_cap'],
      policy: { capYen: 9_000 },
    },
    { name: 'with a name the service refuses', wish: { address: { lastName: '12', firstName: '34' } }, flags: ['registration_refused'] },
  ];

  it.each(cases)('an order $name', async ({ wish, flags, policy }) => {
    const stage = await openStage(service, policy === undefined ? {} : { policy });
    const bad = stage.order(wish);
    const good = stage.order({ lines: [{ unitPrice: 1_000 }], shippingPrice: 0 });
    await stage.settle();
    expect(await stage.flags(bad)).toEqual(flags);
    expect(await stage.record(bad)).toMatchObject({ state: 'unregistered', atobaraiId: null });
    expect([...stage.inShopify(bad).tags]).toEqual(['atobarai:attention']);
    // What nobody screened does not leave.
    expect(stage.inShopify(bad).fulfillmentOrders[0]?.holds).toHaveLength(1);
    expect(await stage.record(good)).toMatchObject({ state: 'approved' });
  });

  it('an order that is deleted: its transaction is cancelled, and a person is told', async () => {
    const stage = await openStage(service);
    const [gone, stays] = [stage.order(), stage.order({ lines: [{ unitPrice: 1_000 }], shippingPrice: 0 })];
    await stage.settle();
    const { id } = await stage.atService(gone);
    stage.shop.staff.deleteOrder(gone);
    await stage.settle();
    expect(await stage.client.orders.get(id)).toMatchObject({ status: 'cancelled' });
    expect(await stage.flags(gone)).toEqual(['order_deleted']);
    expect(await stage.record(stays)).toMatchObject({ state: 'approved' });
  });

  it('an order with a fault nobody foresaw: parked where a person sees it, taken up again when it changes', async () => {
    let broken: string | undefined;
    const stage = await openStage(service, {
      storeThrough: (store) => ({
        ...store,
        orders: {
          ...store.orders,
          load: async (shop, gid) => {
            if (gid === broken) throw new RangeError('a bug of ours');
            return store.orders.load(shop, gid);
          },
        },
      }),
    });
    const bad = stage.order();
    broken = bad;
    const good = stage.order({ lines: [{ unitPrice: 1_000 }], shippingPrice: 0 });
    await stage.settle();
    for (let minute = 0; minute < 10; minute++) await stage.pass({ ms: 60_000 });
    expect(await stage.record(good)).toMatchObject({ state: 'approved' });
    const { parked, notices } = await stage.adapter.doctor(stage.shop.domain);
    expect(parked).toMatchObject([{ gid: bad, problem: 'RangeError: a bug of ours' }]);
    expect(notices.map(({ code }) => code)).toContain('orders_parked');
    broken = undefined;
    stage.shop.staff.editQuantity(bad, { line: 0, quantity: 1 });
    await stage.settle();
    expect(await stage.record(bad)).toMatchObject({ state: 'approved', flags: [] });
    expect((await stage.adapter.doctor(stage.shop.domain)).parked).toEqual([]);
  });

  it('orders of other payment methods and test orders: left alone without a trace, the former without a look', async () => {
    const stage = await openStage(service);
    const gids = [stage.order({ gateway: 'クレジットカード', late: true })];
    await stage.shop.webhooks.deliver((request) => stage.adapter.fetch(request));
    expect(await stage.store.due.nextAt()).toBeNull();
    gids.push(stage.order({ test: true }));
    await stage.settle();
    for (const gid of gids) {
      expect(await stage.store.orders.load(stage.shop.domain, gid)).toBeNull();
      expect([...stage.inShopify(gid).tags]).toEqual([]);
      expect(stage.inShopify(gid).fulfillmentOrders.flatMap(({ holds }) => holds)).toEqual([]);
    }
  });

  it('an address mended in Shopify is registered by itself', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ address: { phone: null } });
    await stage.settle();
    stage.shop.staff.changeAddress(gid, { phone: '+819012345678' });
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved', flags: [] });
  });

  it('an order on hold for its address is mended and screened again when the address is changed', async () => {
    const stage = await openStage(service);
    const gid = stage.order({ email: 'hold-address@example.jp' });
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'on_hold' });
    expect([...stage.inShopify(gid).tags]).toEqual(['atobarai:hold', 'atobarai:attention']);
    stage.shop.staff.changeAddress(gid, { address1: '神宮前5-42-14' });
    await stage.settle();
    expect(await stage.record(gid)).toMatchObject({ state: 'approved', revision: 1 });
  });
});
