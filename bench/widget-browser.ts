import { type Browser, chromium, type Page } from 'playwright';
import { conditions, quoteFor } from '../packages/widget/tests/support/conditions.ts';
import { findBrowser } from '../tools/browser.ts';
import { type FirstPaint, installStopwatch, openCheckout, settle, showAdyen, showOurs, takeInteractions } from './widget-pages.ts';

/** `bare` is the key press in the quantity field before the widget is there: what the page and the machine take without it. */
export type Interaction = 'bare' | 'quantity' | 'method' | 'consent';

/** Ours with its answers at hand, as Adyen's list of methods is; ours asking a server on this machine; Adyen's. */
export type Shown = 'ours' | 'oursAsking' | 'adyen';

export type WidgetBrowser = {
  readonly version: string;
  readonly show: Readonly<Record<Shown, () => Promise<FirstPaint>>>;
  /** How long each kind of interaction took to its next paint. */
  readonly interact: () => Promise<Record<Interaction, number[]>>;
  readonly close: () => Promise<void>;
};

const ours = { script: '/bundles/atobarai-widget.js' };
const answers = { config: conditions, quotes: quoteFor(5_500) };

/** How much slower the page's processor is made: about a phone of the middle of the range. */
const slowdown = 4;

/** A Chromium at the pages of the shop. Every load is the first of its own profile: nothing is cached, nothing compiled before. */
export async function openWidgetBrowser(shopUrl: string): Promise<WidgetBrowser | undefined> {
  const found = await findBrowser();
  if (found === undefined) return undefined;
  const { from: _, ...launchOptions } = found;
  const browser = await chromium.launch(launchOptions);
  const adyen = { script: '/bundles/adyen-econtext.js' };
  return {
    version: browser.version(),
    show: {
      ours: () => inPage(browser, `${shopUrl}/ours`, (page) => page.evaluate(showOurs, { ...ours, answers })),
      oursAsking: () => inPage(browser, `${shopUrl}/ours`, (page) => page.evaluate(showOurs, ours)),
      adyen: () => inPage(browser, `${shopUrl}/adyen`, (page) => page.evaluate(showAdyen, adyen)),
    },
    interact: () => inPage(browser, `${shopUrl}/ours`, interact),
    close: () => browser.close(),
  };
}

async function inPage<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.addInitScript(installStopwatch);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(url, { waitUntil: 'load' });
    return await work(page);
  } finally {
    await context.close();
  }
}

async function interact(page: Page): Promise<Record<Interaction, number[]>> {
  type Step = readonly [Interaction, () => Promise<unknown>];
  const addOne = () => page.getByRole('spinbutton').press('ArrowUp');
  const choose = (name: string) => () => page.getByRole('radio', { name }).click();
  const uses: readonly Step[] = [
    ['quantity', addOne],
    ['consent', () => page.getByRole('checkbox').click()],
    ['method', choose('Credit card')],
    ['method', choose('Pay later')],
  ];
  const begun: { kind: Interaction; at: number }[] = [];
  const take = async ([kind, step]: Step) => {
    await page.evaluate(settle);
    begun.push({ kind, at: await page.evaluate(() => performance.now()) });
    await step();
  };
  await take(['bare', addOne]);
  await take(['bare', addOne]);
  await page.evaluate(openCheckout, ours);
  for (const use of [...uses, ...uses]) await take(use);
  await page.evaluate(settle);
  const taken: Record<Interaction, number[]> = { bare: [], quantity: [], method: [], consent: [] };
  for (const { startTime, duration } of await page.evaluate(takeInteractions)) {
    const step = begun.findLast(({ at }) => at <= startTime);
    if (step) taken[step.kind].push(duration);
  }
  return taken;
}
