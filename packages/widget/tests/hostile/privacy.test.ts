import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { hostileSite, pageWith, paymentTag, type Site } from './site.ts';
import { authorized, visit } from './visit.ts';

const found = await findBrowser();
// Of the buyer in the tag; as it is, and as an address or a form would write it.
const personal = ['見本', 'ミホン', '050-0000-0000', '05000000000', 'approve@', '千代田', '100-0001'].flatMap((part) => [
  part,
  encodeURIComponent(part),
]);
const naming = (texts: readonly string[]) => texts.filter((text) => personal.some((part) => text.includes(part)));

// Where no browser is found, tools/browser.test.ts says so.
describe.runIf(found)('G29: what becomes of a buyer’s data', () => {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    if (!found) return;
    const { from: _, ...options } = found;
    [site, browser] = await Promise.all([hostileSite(), chromium.launch(options)]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const script = () => `<script type="module" src="${site.scripts}/atobarai-widget.js"></script>`;

  it('goes to the payment server in a body alone: no cookie, no storage, no third party, nothing in addresses or logs', async () => {
    const url = site.put({ html: pageWith(script(), paymentTag(site)) });
    const cookie = { name: 'session', value: 'of-the-visitor', sameSite: 'Lax' } as const;
    const { page, payment, said, requests, close } = await visit(browser, `${url}?email=approve@example.jp`, {
      prepare: (context) => context.addCookies([url, site.payUrl].map((at) => ({ ...cookie, url: at }))),
    });
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'approved' });

    const origins = new Set(requests.filter((request) => !request.startsWith('data:')).map((request) => new URL(request).origin));
    expect(origins).toEqual(new Set([new URL(url).origin, site.payUrl]));
    expect(naming(requests.filter((request) => new URL(request).origin === site.payUrl))).toEqual([]);
    const calls = site.asked.filter((call) => call.url.includes('/v1/checkout/'));
    expect(calls.length).toBeGreaterThan(2);
    for (const { headers } of calls) {
      expect(headers).not.toHaveProperty('cookie');
      // The page's own address may name a person: only its origin is told.
      expect(headers.referer).toBe(`${new URL(url).origin}/`);
    }
    expect(said).toEqual([]);
    expect(await left(page)).toEqual({ cookies: 'session=of-the-visitor', local: 0, session: 0, databases: 0, caches: 0, personal: [] });
    await close();
  });

  const left = async (page: Awaited<ReturnType<typeof visit>>['page']) => {
    const { names, ...rest } = await page.evaluate(async () => ({
      cookies: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      // Only where there is TLS.
      caches: 'caches' in globalThis ? (await caches.keys()).length : 0,
      names: performance.getEntriesByType('resource').map(({ name }) => name),
    }));
    return { ...rest, personal: naming(names) };
  };

  it('whatever the server sends as text stays text', async () => {
    const { page, payment, said, close } = await visit(
      browser,
      site.put({ html: pageWith(script(), paymentTag(site, { scenario: 'markup', who: 'hold-address' })) }),
    );
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'on_hold' });
    await payment.useSuggestion.waitFor();
    expect(await payment.box.getByText('<img src=x').count()).toBeGreaterThan(1);
    expect(await page.locator('atobarai-payment img, atobarai-payment script').count()).toBe(0);
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(said).toEqual([]);
    await close();
  });
});
