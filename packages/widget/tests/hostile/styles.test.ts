import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { hostileSite, pageWith, paymentTag, type Site } from './site.ts';
import { authorized, visit } from './visit.ts';

const found = await findBrowser();
const phone = { width: 360, height: 800 };

// Where no browser is found, tools/browser.test.ts says so.
describe.runIf(found)('G29: on a page with a style of its own', () => {
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

  /** As text and as it is drawn, in a page with this style. */
  async function shown(style: string, attributes = ''): Promise<{ page: Page; look: unknown; said: string[]; close: () => Promise<void> }> {
    const script = `<script type="module" src="${site.scripts}/atobarai-widget.js"></script>`;
    const html = pageWith(`${script}<style>${style}</style>`, paymentTag(site, { more: attributes }));
    const { page, payment, said, close } = await visit(browser, site.put({ html }), { viewport: phone });
    await payment.choosePayLater();
    expect(await authorized(page)).toMatchObject({ decision: 'approved' });
    await page.getByRole('radio', { name: 'クレジットカード' }).waitFor();
    return { page, look: await lookOf(page), said, close };
  }

  /** How everything in the widget looks, but for the font that it takes over from the page. */
  const lookOf = (page: Page) =>
    page.locator('atobarai-payment').evaluate((element) => {
      const traits = `display visibility color background-color font-style font-weight letter-spacing word-spacing text-transform
        text-indent text-align text-shadow white-space line-break writing-mode opacity border-top-width border-top-color border-radius
        padding-left margin-top float position cursor -webkit-text-fill-color`.split(/\s+/);
      return [...(element.shadowRoot?.querySelectorAll('*') ?? [])].map((inner) => {
        const style = getComputedStyle(inner);
        return [inner.tagName, inner.className, ...traits.map((trait) => `${trait}: ${style.getPropertyValue(trait)}`)].join('; ');
      });
    });

  const loud = `color: red; background: yellow; font-style: italic; font-weight: 900; line-height: 0; letter-spacing: 1em; word-spacing: 1em;
    text-transform: uppercase; text-indent: 99px; text-align: right; text-shadow: 0 0 9px red; white-space: nowrap; list-style: square;
    cursor: none; -webkit-text-fill-color: red; border: 9px dotted red; padding: 3px;`;
  const important = (rules: string) => rules.replaceAll(';', ' !important;');

  it.each([
    ['a reset of everything', 'main * { all: unset !important; }'],
    ['loud rules for everything', `main * { ${important(loud)} }`],
    ['loud rules that are inherited', `main { ${loud} }`],
    [
      'rules for every tag',
      `fieldset, legend, label, input, button, span, p, dl, dt, dd, ol, li, h3, svg, details { display: none !important; ${important(loud)} }`,
    ],
    [
      'names of our own',
      '* { --accent: red; --text: red; --surface: red; --line: red; --gap: 0; --radius: 0; } .box, .row, .name { display: none !important; }',
    ],
    ['everything that is not defined hidden', ':not(:defined) { display: none; } input { appearance: none; width: 0; opacity: 0; }'],
  ])('%s changes nothing within', async (_, style) => {
    const plain = await shown('');
    const styled = await shown(style);
    expect(styled.look).toEqual(plain.look);
    expect(styled.said).toEqual([]);
    await Promise.all([plain.close(), styled.close()]);
  });

  it.each([
    ['a font of 48 px', 'main * { font-size: 48px !important; }'],
    ['twice the size of text', 'html { font-size: 200%; }'],
    ['a narrow place', 'main { width: 240px; }'],
    ['words without breaks', 'main * { white-space: nowrap !important; word-break: keep-all !important; }'],
  ])('%s cuts nothing off and needs no scrolling sideways', async (_, style) => {
    const { page, close } = await shown(style);
    const cut = await page.locator('atobarai-payment').evaluate((element) => {
      const { right: edge } = element.getBoundingClientRect();
      return [...(element.shadowRoot?.querySelectorAll('*:not(.sr, .sr *)') ?? [])]
        .filter((inner) => inner.getBoundingClientRect().right > edge + 1 || inner.scrollWidth > inner.clientWidth + 1)
        .filter((inner) => getComputedStyle(inner).display !== 'inline')
        .map((inner) => inner.outerHTML.slice(0, 80));
    });
    expect(cut).toEqual([]);
    await close();
  });

  it('the page’s font is taken over, and the size that it tells', async () => {
    const { page, close } = await shown('main { font: italic 700 20px/3 monospace; } atobarai-payment { --atobarai-font-size: 18px; }');
    const font = await page
      .locator('.name')
      .first()
      .evaluate((name) => {
        const { fontFamily, fontSize, fontStyle } = getComputedStyle(name);
        return [fontFamily, fontSize, fontStyle];
      });
    expect(font).toEqual(['monospace', '18px', 'normal']);
    await close();
  });

  it.each([
    ['display: none', 'display: none'],
    ['visibility: hidden', 'visibility: hidden'],
  ])('a page that hides it, does: %s', async (_, rule) => {
    const script = `<script type="module" src="${site.scripts}/atobarai-widget.js"></script>`;
    const html = pageWith(`${script}<style>.tab { ${rule}; }</style>`, `<p>本文</p><div class="tab">${paymentTag(site)}</div>`);
    const { page, close } = await visit(browser, site.put({ html }));
    await page.locator('atobarai-payment .box').waitFor({ state: 'attached' });
    expect(await page.locator('atobarai-payment .box').isVisible()).toBe(false);
    await close();
  });
});
