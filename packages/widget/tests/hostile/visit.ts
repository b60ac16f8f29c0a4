import type { Browser, BrowserContext, Page } from 'playwright';
import { type PaymentPage, paymentPage } from '../../src/testing/index.ts';
import type { AuthorizationResult } from '../../src/index.ts';
import type { Locator } from 'playwright';

/** A visit to one page, and everything that went wrong or out on it. */
export type Visit = {
  readonly page: Page;
  readonly payment: PaymentPage<Locator>;
  /** Errors, and whatever was written to the console. */
  readonly said: string[];
  /** What the content policy reported. */
  readonly reports: string[];
  readonly requests: string[];
  readonly close: () => Promise<void>;
};

export type Visiting = {
  /** Runs before every script of the page. */
  readonly before?: string;
  readonly prepare?: (context: BrowserContext) => Promise<unknown>;
  readonly viewport?: { readonly width: number; readonly height: number };
};

export async function visit(browser: Browser, url: string, { before, prepare, viewport }: Visiting = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'ja-JP', ...(viewport ? { viewport } : {}) });
  await prepare?.(context);
  const page = await context.newPage();
  const found = { said: [] as string[], reports: [] as string[], requests: [] as string[] };
  page.on('console', (message) => found.said.push(message.text()));
  page.on('pageerror', (error) => found.said.push(String(error)));
  page.on('request', (request) => found.requests.push(request.url()));
  await page.exposeBinding('reportPolicy', (_, report: string) => found.reports.push(report));
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => reportPolicy(event.violatedDirective + ' ' + event.blockedURI));`,
  );
  if (before !== undefined) await page.addInitScript(before);
  await page.goto(url);
  return { ...found, page, payment: paymentPage<Locator>(page, { language: 'ja' }), close: () => context.close() };
}

/** What `authorize()` of the page's first payment choice comes to. */
export const authorized = (page: Page): Promise<AuthorizationResult> =>
  page
    .locator('atobarai-payment')
    .first()
    .evaluate((element) => (element as HTMLElementTagNameMap['atobarai-payment']).authorize());
