import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { repository } from '../../run/places.ts';
import { startStorefront, type Storefront } from '../../run/storefront.ts';
import { newBuyer } from '../support/checkout.ts';
import { remoteOrder } from '../support/remote.ts';
import type { RunningShop } from '../support/running-shop.ts';

const found = await findBrowser();
const pictures = join(repository, '.cache', 'medusa', 'pictures');

/** A person in the shop's page. Where no browser is found, tools/browser.test.ts says so. */
export function storefront(shop: () => RunningShop): void {
  describe.runIf(found)('a shopper in the storefront', () => {
    let page: Page;
    let browser: Browser;
    let site: Storefront;
    let reports: string[];

    beforeAll(async () => {
      if (!found) return;
      const { medusaUrl, publishableKey, storefrontPort, service } = shop();
      const { from: _, ...launchOptions } = found;
      [site, browser] = await Promise.all([
        startStorefront({ port: storefrontPort, medusaUrl, publishableKey }),
        chromium.launch(launchOptions),
        service.client.settings.change({ origins: [`http://localhost:${storefrontPort}`] }),
      ]);
      mkdirSync(pictures, { recursive: true });
    });
    afterAll(async () => {
      await browser?.close();
      await site?.stop();
    });

    beforeEach(async () => {
      page = await browser.newPage({ locale: 'ja-JP', viewport: { width: 900, height: 1_200 } });
      reports = [];
      page.on('pageerror', (error) => reports.push(String(error)));
      await page.goto(site.url);
    });
    afterEach(async (story) => {
      if (story.task.result?.state === 'fail') await page.screenshot({ path: join(pictures, 'failed.png'), fullPage: true });
      expect(reports).toEqual([]);
      await page.close();
    });

    const heading = (name: string | RegExp) => page.getByRole('heading', { name });
    const press = (name: string) => page.getByRole('button', { name }).click();
    const total = () => page.getByText('合計(税込)').locator('..').getByRole('status').innerText();

    async function fillIn(magicName: string, quantity: number): Promise<void> {
      const { email, address } = newBuyer(magicName);
      await page.getByLabel('電気ケトル').fill(String(quantity));
      await page.getByLabel('電気ケトル').blur();
      await page.getByLabel('姓', { exact: true }).fill(address.last_name);
      await page.getByLabel('名', { exact: true }).fill(address.first_name);
      await page.getByLabel('町名・番地').fill(address.address_1);
      await page.getByLabel('電話番号').fill(address.phone ?? '');
      await page.getByLabel('メールアドレス').fill(email);
      await page.getByLabel('佐川急便').check();
      await press('お支払い方法へ進む');
    }

    async function choosePayLater(): Promise<void> {
      await page.getByRole('radio', { name: '後払い' }).check();
      await page.getByRole('checkbox').check();
    }

    it('fills the cart, chooses carrier and pay-later, is screened, and the order arrives at the service', async () => {
      const { client, service } = shop();
      await fillIn('approve', 2);
      await choosePayLater();
      expect(await total()).toBe('10,260円');
      await page.screenshot({ path: join(pictures, 'payment.png'), fullPage: true });
      await press('注文を確定する');
      await heading('ご注文ありがとうございます').waitFor();
      await page.screenshot({ path: join(pictures, 'thanks.png'), fullPage: true });
      const [id = ''] = /order_\w+/.exec(await page.locator('main').innerText()) ?? [];
      const order = await client.order(id);
      expect(order).toMatchObject({ payment_status: 'authorized', total: 10_260 });
      expect(await remoteOrder(service.client, order)).toMatchObject({ status: 'approved', billedAmount: 10_260 });
    });

    it('is refused, keeps the cart, and pays another way', async () => {
      await fillIn('reject', 1);
      await choosePayLater();
      await press('注文を確定する');
      await heading(/後払いをご利用いただけません/).waitFor();
      await page.screenshot({ path: join(pictures, 'rejected.png'), fullPage: true });
      expect(await total()).toBe('5,460円');
      await page.getByRole('radio', { name: '店頭でのお支払い' }).check();
      await press('注文を確定する');
      await heading('ご注文ありがとうございます').waitFor();
    });

    it('is held for the phone number, mends it in the widget, and the order arrives with the right one', async () => {
      const { client, service } = shop();
      await fillIn('hold-phone', 3);
      await choosePayLater();
      await press('注文を確定する');
      await page.locator('atobarai-payment').getByLabel('電話番号').fill('090-1234-5678');
      await press('この内容で確認する');
      await heading('後払いをご利用いただけます').waitFor();
      await press('注文を確定する');
      await heading('ご注文ありがとうございます').waitFor();
      const [id = ''] = /order_\w+/.exec(await page.locator('main').innerText()) ?? [];
      const remote = await remoteOrder(service.client, await client.order(id));
      expect(remote).toMatchObject({ status: 'approved', buyer: { phone: expect.stringContaining('1234') } });
    });
  });
}
