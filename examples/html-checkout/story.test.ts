import type { AddressInfo } from 'node:net';
import { type PaymentPage, paymentPage } from '@atobarai/widget/testing';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
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
  let payment: PaymentPage<Locator>;
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
    payment = paymentPage<Locator>(page, { language: 'ja' });
    await page.goto(shopUrl);
  });
  afterEach(async () => {
    expect(reports).toEqual([]);
    await page.close();
  });

  const placeOrder = () => page.getByRole('button', { name: '注文を確定する' }).click();
  const thanks = (words = 'ご注文ありがとうございます') => page.getByText(words).innerText();

  /** Somebody at a door and with a number of their own: what others have ordered has nothing to do with them. */
  async function newcomer(number: number): Promise<void> {
    await page.getByLabel('町名・番地').first().fill(`千代田${number}-1`);
    await page.getByLabel('電話番号').first().fill(`090-1234-56${number}`);
  }

  async function payLater(who: string): Promise<void> {
    await page.getByLabel('メールアドレス').fill(`${who}@example.jp`);
    await payment.choosePayLater();
    await placeOrder();
  }

  async function orderOf(text: string) {
    return server.client.orders.get(/ord_\w+/.exec(text)?.[0] ?? '');
  }

  it('F02: sees fee, due date and steps, is approved, and the order arrives', async () => {
    await payment.payLater.check();
    await payment.box.getByText('お支払い合計', { exact: true }).waitFor();
    expect(await payment.steps.getByRole('listitem').count()).toBe(3);
    // The style is there, although the page's policy allows no inline style.
    const background = await page.locator('.box').evaluate((box) => getComputedStyle(box).backgroundColor);
    expect(background).toBe('rgb(255, 255, 255)');
    await payLater('approve');
    const order = await orderOf(await thanks());
    expect(order).toMatchObject({ status: 'approved', shipAllowed: true, items: [{ name: '電気ケトル 0.8L' }, { name: '湯のみ 2個組' }] });
  });

  it('is held, mends the phone number in place, and the order arrives with it', async () => {
    await newcomer(21);
    await payLater('hold-phone');
    await payment.mend({ phone: '090-1234-5678' });
    await payment.stage('approved').waitFor();
    expect(await page.getByRole('main').getByLabel('電話番号').first().inputValue()).toBe('090-1234-5678');
    await placeOrder();
    expect(await orderOf(await thanks())).toMatchObject({ status: 'approved', buyer: { phone: expect.stringContaining('1234') } });
  });

  it('is held, mistypes the number and mends it again: neither the hold nor what was typed is forgotten', async () => {
    await newcomer(25);
    await payLater('hold-phone');
    await payment.mend({ phone: '090-1234' });
    await expect.poll(() => page.getByRole('main').getByLabel('電話番号').first().inputValue()).toBe('090-1234');
    expect(reports.splice(0)).toEqual([expect.stringContaining('422')]);
    await payment.field('phone').press('End');
    await payment.field('phone').pressSequentially('-5675');
    expect(await payment.field('phone').inputValue()).toBe('090-1234-5675');
    await payment.check.click();
    await payment.stage('approved').waitFor();
  });

  it('is held for the address, takes the one of the postal code with one tap, and the order goes there', async () => {
    await newcomer(22);
    await page.getByLabel('郵便番号').fill('530-0001');
    await payLater('somebody');
    await payment.stage('held').waitFor();
    await payment.useSuggestion.click();
    expect(await payment.field('address.city').inputValue()).toBe('大阪市北区');
    await payment.check.click();
    await payment.stage('approved').waitFor();
    await placeOrder();
    const { buyer } = await orderOf(await thanks());
    expect(buyer).toMatchObject({ postalCode: '5300001', address: { prefecture: '大阪府', city: '大阪市北区', line1: '梅田22-1' } });
  });

  it('is rejected, takes another method, and the cart is as it was', async () => {
    await page.getByLabel('湯のみ').fill('3');
    await payLater('reject');
    await payment.stage('rejected').waitFor();
    expect(await page.getByLabel('湯のみ').inputValue()).toBe('3');
    await payment.insteadBy('クレジットカード').click();
    expect(await page.locator('output').innerText()).toBe('9,600円');
    await placeOrder();
    expect(await thanks()).not.toContain('ord_');
  });

  it('F15: orders the same again by mistake: a person looks at it, and nobody is sent to another method', async () => {
    await newcomer(23);
    await payLater('somebody');
    await thanks();
    await page.goto(shopUrl);
    await newcomer(23);
    await payLater('somebody');
    const again = await orderOf(await thanks('ご注文を受け付けました'));
    expect(again).toMatchObject({ status: 'manual_review', shipAllowed: false, decision: { reasons: [{ code: 'duplicate_recent' }] } });
  });

  it('waits too long on the page: the order is not lost, only agreed to once more', async () => {
    await newcomer(24);
    await payment.choosePayLater();
    await page.getByLabel('メールアドレス').fill('approve@example.jp');
    await page
      .locator('atobarai-payment')
      .evaluate((element) => (element as HTMLElement & { authorize: () => Promise<unknown> }).authorize());
    await payment.stage('approved').waitFor();
    const { now } = await server.client.sandbox.clock();
    await server.client.sandbox.advance({ to: new Date(Date.parse(now) + 16 * 60_000).toISOString() });
    await placeOrder();
    await page.locator('#result').getByText('有効期限').waitFor();
    expect(reports.splice(0)).toEqual([expect.stringContaining('422')]);
    await payment.choosePayLater();
    await placeOrder();
    expect(await orderOf(await thanks())).toMatchObject({ status: 'approved' });
  });

  it('F03: a cart over the limit says so before anything is asked', async () => {
    await page.getByLabel('電気ケトル').fill('20');
    await payment.box.getByText('50,000円(税抜)まで').first().waitFor();
    expect(await payment.payLater.isDisabled()).toBe(true);
  });
});
