import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { hostileSite, pageWith, paymentTag, type Site } from './site.ts';
import { authorized, visit } from './visit.ts';

const found = await findBrowser();

// Where no browser is found, tools/browser.test.ts says so.
describe.runIf(found)('G29: on a page of a careful shop', () => {
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

  const module = (file: string, more = '') => `<script type="module" src="${site.scripts}/${file}" ${more}></script>`;
  const strict = (scripts: string) =>
    [
      "default-src 'none'",
      `script-src ${scripts}`,
      `connect-src ${site.payUrl}`,
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');

  it.each([
    ['the loader', () => `<script src="${site.scripts}/atobarai-loader.js" async></script>`, () => site.payUrl],
    ['the module', () => module('atobarai-widget.js'), () => site.payUrl],
    [
      'the loader, trusted by a nonce',
      () => `<script nonce="once" src="${site.scripts}/atobarai-loader.js"></script>`,
      () => "'nonce-once' 'strict-dynamic'",
    ],
  ])('F07: a policy of nothing but the payment server, with Trusted Types, has nothing to report: %s', async (_, script, scripts) => {
    const html = pageWith(script() + module('atobarai-message.js', 'nonce="once"'), banners() + paymentTag(site, { who: 'hold-phone' }));
    const { page, payment, said, reports, close } = await visit(browser, site.put({ html, policy: strict(scripts()) }));
    await page.getByText('後払い手数料: 330円').waitFor();
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'on_hold' });
    await payment.mend({ phone: '090-1234-5678' });
    await payment.stage('approved').waitFor();
    expect(await authorized(page)).toMatchObject({ decision: 'approved', authorizationToken: expect.stringMatching(/^auz_/) });
    // The style came along, although the policy allows none.
    expect(await page.locator('.box').evaluate((box) => getComputedStyle(box).borderRadius)).toBe('10px');
    expect([reports, said]).toEqual([[], []]);
    await close();
  });

  it('whatever a policy forbids would be seen here', async () => {
    const policy = strict(site.payUrl).replace('connect-src', 'img-src');
    const html = pageWith(module('atobarai-widget.js'), paymentTag(site));
    const { reports, close } = await visit(browser, site.put({ html, policy }));
    await expect.poll(() => reports.join()).toMatch(/connect-src/);
    await close();
  });

  const banners = () =>
    ['atobarai-message', 'atobarai-legal-notice']
      .map((name) => `<${name} publishable-key="pk_test_sample" base-url="${site.payUrl}/shop/plain" amount="5500"></${name}>`)
      .join('');

  it('is loaded with the hash that was published, from an address that never changes', async () => {
    const { 'atobarai-widget.js': hash = '' } = site.integrity.files;
    const html = pageWith(module('atobarai-widget.js', `integrity="${hash}" crossorigin="anonymous"`), paymentTag(site));
    const { page, payment, said, close } = await visit(browser, site.put({ html, policy: strict(site.payUrl) }));
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'approved' });
    expect(said).toEqual([]);
    await close();
  });

  it('with another hash nothing of it runs, and the page goes on', async () => {
    const { 'atobarai-message.js': other = '' } = site.integrity.files;
    const script = module('atobarai-widget.js', `integrity="${other}" crossorigin="anonymous"`);
    const { page, said, close } = await visit(browser, site.put({ html: pageWith(script, `${paymentTag(site)}<p>本文</p>`) }));
    await page.getByText('本文').waitFor();
    await expect.poll(() => said.join()).toMatch(/integrity/);
    expect(await page.evaluate(() => customElements.get('atobarai-payment'))).toBeUndefined();
    await close();
  });

  it('loaded twice, by both addresses and in both ways, is there once', async () => {
    const newest = `${site.payUrl}/widget/v0`;
    const scripts = [
      `<script src="${site.scripts}/atobarai-loader.js"></script>`,
      `<script src="${newest}/atobarai-loader.js"></script>`,
      module('atobarai-widget.js'),
      `<script type="module" src="${newest}/atobarai-widget.js"></script>`,
    ];
    const { page, payment, said, requests, close } = await visit(browser, site.put({ html: pageWith(scripts.join(''), paymentTag(site)) }));
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'approved' });
    expect(said).toEqual([]);
    expect(requests.filter((url) => url.endsWith('/checkout/config'))).toHaveLength(1);
    await close();
  });

  it('two on one page, in forms of their own, know nothing of each other', async () => {
    const form = (amount: number) => `<form id="of-${amount}">${paymentTag(site, { amount })}</form>`;
    const { page, said, close } = await visit(
      browser,
      site.put({ html: pageWith(module('atobarai-widget.js'), form(1_100) + form(2_200)) }),
    );
    const [one, two] = [page.locator('#of-1100'), page.locator('#of-2200')];
    await one.getByRole('radio', { name: '後払い' }).click();
    await two.getByRole('radio', { name: 'クレジットカード' }).click();
    await one.getByRole('checkbox').click();
    expect(await authorized(page)).toMatchObject({ decision: 'approved', amount: 1_100 });
    const sent = (id: string) => page.evaluate((form) => [...new FormData(document.querySelector<HTMLFormElement>(form)!).entries()], id);
    expect(await sent('#of-1100')).toEqual([
      ['payment', 'atobarai'],
      ['authorizationToken', expect.stringMatching(/^auz_/)],
    ]);
    expect(await sent('#of-2200')).toEqual([['payment', 'card']]);
    expect(said).toEqual([]);
    await close();
  });

  it('in a frame without an origin, without storage and cookies, works as well', async () => {
    const inner = escapedForAttribute(pageWith(module('atobarai-widget.js'), paymentTag(site)));
    const html = pageWith('', `<iframe sandbox="allow-scripts" title="checkout" width="600" height="900" srcdoc="${inner}"></iframe>`);
    const { page, said, close } = await visit(browser, site.put({ html }));
    const frame = page.frameLocator('iframe');
    await frame.getByRole('radio', { name: '後払い' }).click();
    await frame.getByText('5,830円', { exact: true }).waitFor();
    expect(said).toEqual([]);
    await close();
  });

  const escapedForAttribute = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
});
