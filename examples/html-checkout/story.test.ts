import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../packages/server/tests/support/node-server.ts';
import { buildWidget } from '../../packages/widget/build.ts';
import { findBrowser } from '../../tools/browser.ts';
import { serveShop } from './server.ts';
import { createShop } from './shop.ts';

const found = await findBrowser();

// Where no browser is found, tools/browser.test.ts says so.
describe.runIf(found)('a shopper in the example shop', () => {
  let server: NodeServer;
  let browser: Browser;
  let page: Page;
  let shopUrl: string;
  let reports: string[];
  const shop = serveShop(() => {
    const [first] = server.keys.merchants;
    if (!first) throw new Error('the sample shop is missing');
    const { secretKey, publishableKey } = first;
    const widgetUrl = `${server.baseUrl}/widget/v0/atobarai-loader.js`;
    return createShop({ apiUrl: server.baseUrl, secretKey, publishableKey, basePath: '', widgetUrl });
  });

  beforeAll(async () => {
    if (!found) return;
    await buildWidget();
    server = await nodeServer();
    const { from: _, ...launchOptions } = found;
    browser = await chromium.launch(launchOptions);
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    shop.close();
    await browser.close();
    await server.close();
  });

  beforeEach(async () => {
    page = await browser.newPage({ locale: 'ja-JP' });
    reports = [];
    page.on('console', (message) => message.type() === 'error' && reports.push(message.text()));
    page.on('pageerror', (error) => reports.push(String(error)));
    page.setDefaultTimeout(10_000);
    await page.goto(shopUrl);
  });
  afterEach(async () => {
    expect(reports).toEqual([]);
    await page.close();
  });

  const placeOrder = () => page.getByRole('button', { name: '注文を確定する' }).click();
  const thanks = () => page.getByText('ご注文ありがとうございます').innerText();
  const panel = (name: string) => page.getByRole('heading', { name });

  async function choosePayLater(who: string): Promise<void> {
    await page.getByLabel('メールアドレス').fill(`${who}@example.jp`);
    await page.getByRole('radio', { name: '後払い' }).check();
    await page.getByRole('checkbox').check();
  }

  async function orderOf(text: string) {
    return server.client.orders.get(/ord_\w+/.exec(text)?.[0] ?? '');
  }

  it('F02: sees fee, due date and steps, is approved, and the order arrives', async () => {
    await page.getByRole('radio', { name: '後払い' }).check();
    await page.getByText('お支払い合計', { exact: true }).waitFor();
    expect(await page.getByRole('list', { name: 'お支払いの流れ' }).getByRole('listitem').count()).toBe(3);
    // The style is there, although the page's policy allows no inline style.
    const background = await page.locator('.box').evaluate((box) => getComputedStyle(box).backgroundColor);
    expect(background).toBe('rgb(255, 255, 255)');
    await choosePayLater('approve');
    await placeOrder();
    const order = await orderOf(await thanks());
    expect(order).toMatchObject({ status: 'approved', shipAllowed: true, items: [{ name: '電気ケトル 0.8L' }, { name: '湯のみ 2個組' }] });
  });

  it('is held, mends the phone number in place, and the order arrives with it', async () => {
    // Another cart than in the other stories: the same one again would look like an order placed twice.
    await page.getByLabel('湯のみ').fill('2');
    await choosePayLater('hold-phone');
    await placeOrder();
    await panel('ご入力内容をご確認ください').waitFor();
    await page.locator('atobarai-payment').getByLabel('電話番号').fill('090-1234-5678');
    await page.getByRole('button', { name: 'この内容で確認する' }).click();
    await panel('後払いをご利用いただけます').waitFor();
    await placeOrder();
    expect(await orderOf(await thanks())).toMatchObject({ status: 'approved', buyer: { phone: expect.stringContaining('1234') } });
  });

  it('is rejected, takes another method, and the cart is as it was', async () => {
    await page.getByLabel('湯のみ').fill('3');
    await choosePayLater('reject');
    await placeOrder();
    await panel('申し訳ございません。今回は後払いをご利用いただけません').waitFor();
    expect(await page.getByLabel('湯のみ').inputValue()).toBe('3');
    await page.getByRole('button', { name: 'クレジットカードにする' }).click();
    await placeOrder();
    expect(await thanks()).not.toContain('ord_');
  });

  it('F03: a cart over the limit says so before anything is asked', async () => {
    await page.getByLabel('電気ケトル').fill('20');
    await page.getByText('後払いはご利用いただけません').first().waitFor();
    expect(await page.getByRole('radio', { name: '後払い' }).isDisabled()).toBe(true);
  });
});
