import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../../tools/browser.ts';
import { hostileSite, pageWith, paymentTag, type Site } from './site.ts';
import { visit } from './visit.ts';

const found = await findBrowser();

/** Names that the widget, or what it calls, might look for and find on a prototype. */
const names = `
  is ask tell focus body path value panel rows state check fields inputs amount items buyer shipTo methods buyerToken
  idempotencyKey tag key attributes children ref country note dangerouslySetInnerHTML innerHTML className style onload
  decision remaining reason incomplete slow headers mode credentials redirect integrity keepalive window duplex method
  signal priority cache detail bubbles cancelable composed capture once passive delegatesFocus slotAssignment clonable
  extends get set writable enumerable configurable valueMissing customError badInput baseURL media disabled
`
  .trim()
  .split(/\s+/);

const wrapped = `
  const { fetch: ownFetch, setTimeout: ownTimeout } = globalThis;
  globalThis.fetch = async (...given) => ownFetch(...given);
  globalThis.setTimeout = (...given) => ownTimeout(...given);
  globalThis.Promise = class extends Promise {};
  for (const of of [JSON, customElements.constructor.prototype, EventTarget.prototype, Element.prototype]) {
    for (const name of ['parse', 'stringify', 'get', 'define', 'addEventListener', 'dispatchEvent', 'attachShadow', 'setAttribute']) {
      const own = Object.hasOwn(of, name) ? of[name] : undefined;
      if (own) of[name] = function (...given) { return own.apply(this, given); };
    }
  }`;

const pollutions: readonly (readonly [string, string])[] = [
  ['names on Object.prototype', `for (const name of ${JSON.stringify(names)}) Object.prototype[name] = 'polluted';`],
  ['prototypes that are frozen', `for (const { prototype } of [Object, Array, Function, String, Promise]) Object.freeze(prototype);`],
  ['toJSON on arrays, objects and texts', `Array.prototype.toJSON = Object.prototype.toJSON = String.prototype.toJSON = () => 'polluted';`],
  ['names on Array.prototype', `Array.prototype.evil = Array.prototype.key = () => 'polluted'; Array.prototype[0] = 'polluted';`],
  [
    'methods of functions that throw',
    `for (const name of ['call', 'apply', 'bind', 'toString']) Function.prototype[name] = () => { throw new Error('called ' + name); };`,
  ],
  [
    'methods of arrays that were replaced by careless ones',
    `for (const name of ['map', 'filter', 'find', 'some', 'flatMap', 'includes', 'reduce']) {
      const own = Array.prototype[name];
      Array.prototype[name] = function (...given) { return own.apply(this, given); };
    }`,
  ],
  ['functions of the page around those of the platform', wrapped],
];

// Where no browser is found, tools/browser.test.ts says so.
describe.runIf(found)('G29: on a page that meddles with prototypes', () => {
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

  const html = () => pageWith('', paymentTag(site, { who: 'hold-phone' }));
  /** After the page's own parts have been loaded, so that it is the widget which meets the pollution. */
  const load = () =>
    `const script = document.createElement('script'); script.type = 'module'; script.src = '${site.scripts}/atobarai-widget.js'; document.head.append(script);`;

  it.each(pollutions)('%s change nothing', async (_, pollution) => {
    const { page, payment, said, close } = await visit(browser, site.put({ html: html() }));
    await page.evaluate(`{ ${pollution} ${load()} }`);
    await payment.payLater.waitFor();
    await payment.choosePayLater();
    void page.evaluate(`void document.querySelector('atobarai-payment').authorize()`);
    await payment.mend({ phone: '090-1234-5678' });
    await payment.stage('approved').waitFor();
    expect(said).toEqual([]);
    await close();
  });
});
