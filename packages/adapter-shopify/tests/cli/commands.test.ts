import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk, runProcess } from './command-line.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.writeEnv());
afterAll(() => desk.close());

const recently = new Date(Date.now() - 3_600_000).toISOString();

describe('the commands, against a shop on this machine', () => {
  it('doctor names what is missing in plain words, and subscriptions sync mends what it can', async () => {
    // A sweep of another test may have made them.
    desk.shop.subscriptions.length = 0;
    const before = await desk.run(['doctor']);
    expect(before.code).toBe(1);
    expect(before.out).toMatch(/✗ subscriptions .*Run subscriptions sync/);
    expect(before.out).toMatch(/✓ scopes/);
    const synced = await desk.run(['subscriptions', 'sync', '--json']);
    expect(synced.json).toMatchObject({ created: expect.arrayContaining(['ORDERS_CREATE']), mended: [], kept: 0 });
    expect((await desk.run(['subscriptions', 'sync', '--json'])).json).toMatchObject({ created: [], kept: 13 });
    expect((await desk.run(['subscriptions', 'list'])).out).toContain('ORDERS_CREATE  https://adapter.example.jp/shopify/webhooks');
    desk.shop.placeOrder({ email: 'approve@example.jp' });
    const after = await desk.run(['doctor', '--lang', 'ja']);
    expect({ code: after.code, out: after.out }).toEqual({ code: 0, out: expect.not.stringContaining('✗') });
    expect(after.out).toMatch(/✓ customer-data +氏名・住所・電話番号を読めます/);
    expect(after.out).toMatch(/✓ time +時刻の差 0 秒/);
  });

  it('doctor sees that protected data is blanked, by looking at real orders', async () => {
    desk.shop.placeOrder({ email: 'approve@example.jp' });
    desk.shop.settings.protectedData = false;
    const { code, json } = await desk.run(['doctor', '--json']);
    desk.shop.settings.protectedData = true;
    expect(code).toBe(1);
    expect(json['checks']).toContainEqual(expect.objectContaining({ name: 'customer-data', status: 'failed' }));
  });

  it('doctor sees scopes that are missing', async () => {
    const { scopes } = desk.shop.settings;
    desk.shop.settings.scopes = scopes.filter((scope) => scope !== 'read_fulfillments');
    const { json } = await desk.run(['doctor', '--json', '--lang', 'ja']);
    desk.shop.settings.scopes = scopes;
    expect(json['checks']).toContainEqual({ name: 'scopes', status: 'failed', detail: expect.stringContaining('read_fulfillments') });
  });

  it('backfill takes in an order from before, and order shows how it stands', async () => {
    const gid = desk.shop.placeOrder({ email: 'approve@example.jp', phone: '+819011112222' });
    const filled = await desk.run(['backfill', '--since', recently, '--json']);
    expect(filled.code, filled.notes.join('\n')).toBe(0);
    expect(desk.shop.order(gid)?.tags.has('atobarai:ok')).toBe(true);
    expect((await desk.run(['order', gid.split('/').at(-1) ?? '', '--json'])).json).toMatchObject({ gid, state: 'approved', flags: [] });
  });

  it('an order that nobody can screen is in the list of dead letters, with what to do, and is taken up again once it is mended', async () => {
    const gid = desk.shop.placeOrder({ email: 'approve@example.jp', address: null });
    await desk.run(['backfill', '--since', recently]);
    const listed = await desk.run(['dead-letters', 'list', '--lang', 'ja']);
    expect(listed.out).toContain(gid);
    expect(listed.out).toMatch(/address_missing {2}.*住所/);
    const ran = await desk.run(['order', gid, '--json']);
    expect(ran).toMatchObject({ code: 1, json: { flags: expect.arrayContaining([expect.objectContaining({ code: 'address_missing' })]) } });
  });

  it('sweep finds what no webhook told', async () => {
    await desk.run(['sweep']);
    const gid = desk.shop.placeOrder({ email: 'approve@example.jp', phone: '+819033334444' });
    const swept = await desk.run(['sweep', '--json']);
    expect(swept.json).toMatchObject({ counts: { updated: expect.any(Number) } });
    expect(desk.shop.order(gid)?.tags.has('atobarai:ok')).toBe(true);
  });

  it('the real command, in a process of its own, says the same of the shop', async () => {
    desk.shop.placeOrder({ email: 'approve@example.jp' });
    await desk.run(['subscriptions', 'sync']);
    const { code, out, said } = await runProcess(['doctor', '--json'], desk.folder);
    const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: { name: string; status: string }[] };
    expect({ code, said, ok }).toEqual({ code: 0, said: '', ok: true });
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(checks).toHaveLength(12);
  });

  it('toml prints the file of the app', async () => {
    const { out } = await desk.run(['toml']);
    expect(out).toContain('client_id = "client-id"');
    expect(out.endsWith('"\n')).toBe(true);
  });
});

describe('what stands in the way', () => {
  it('settings that are missing are named as they stand in .env', async () => {
    await desk.writeEnv({
      SHOPIFY_CLIENT_SECRET: '',
      SHOPIFY_APP_URL: 'adapter',
      ATOBARAI_SHOPIFY_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    });
    const { code, notes } = await desk.run(['doctor', '--lang', 'ja']);
    expect(code).toBe(3);
    expect(notes.join('\n')).toMatch(/SHOPIFY_CLIENT_SECRET.*\n?.*SHOPIFY_APP_URL/);
  });

  it('a token that Shopify refuses', async () => {
    await desk.writeEnv({ SHOPIFY_ACCESS_TOKEN: 'shpat_wrong' });
    const { code, out } = await desk.run(['doctor']);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ shopify .*access token/);
    expect(await desk.run(['subscriptions', 'sync'])).toMatchObject({ code: 3 });
  });

  it('a payment service that is not there', async () => {
    await desk.writeEnv({ ATOBARAI_BASE_URL: 'http://127.0.0.1:9', DATA_DIR: 'elsewhere' });
    const { out } = await desk.run(['doctor', '--json']);
    expect(out).toContain('"name":"atobarai","status":"failed"');
  });

  it('an adapter that is running keeps the embedded database to itself: doctor looks without it, others wait', async () => {
    await desk.writeEnv({ DATABASE_URL: '' });
    const folder = join(desk.folder, '.data');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'adapter.lock'), String(process.ppid));
    const looked = await desk.run(['doctor']);
    expect(looked.notes).toEqual([`The adapter is running (process ${process.ppid}): this looks without the orders it keeps.`]);
    expect(await desk.run(['sweep'])).toMatchObject({ code: 4, notes: [expect.stringContaining('PostgreSQL (DATABASE_URL)')] });
    await rm(join(folder, 'adapter.lock'));
  });

  it.each([
    [['orders'], 'There is no command orders. Did you mean order?'],
    [['subscriptions'], 'Which of them? subscriptions sync, subscriptions list'],
    [['backfill'], '--since DATE is missing.'],
    [['backfill', '--since', 'monday'], '--since is written as 2026-11-01 or 2026-11-01T09:00:00+09:00, not monday.'],
    [['order'], 'GID is missing.'],
    [
      ['order', '#1001'],
      '#1001 is not the id of an order. Write gid://shopify/Order/6012345678901 or 6012345678901; it is not the number in #1001.',
    ],
    [['doctor', '--shp', 'x'], 'There is no option --shp. Did you mean --shop?'],
    [['doctor', '--shop', 'other.myshopify.com'], 'Name the store with --shop: teien.myshopify.com.'],
    [['doctor', '--env', 'nowhere.env'], expect.stringMatching(/^There is no .*nowhere\.env\.$/)],
    [['sweep', '--lang', 'de'], '--lang cannot be de. It is one of ja, en.'],
  ])('%j is wrong usage', async (words, message) => {
    expect(await desk.run(words)).toMatchObject({ code: 2, notes: [message] });
  });
});
