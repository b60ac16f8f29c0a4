import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { findBrowser, howToGetBrowser } from '../../../../tools/browser.ts';
import { viewsAsCalls } from '../../build/jsx.ts';
import { scriptedShop } from '../support/scripted-shop.ts';
import { scenes } from '../support/scenes.ts';
import type { Shot } from './page.ts';

// Takes a picture of everything a shopper can see: `npm run gallery` in the root.

const widget = join(import.meta.dirname, '..', '..');
const folder = join(widget, 'gallery');
const elements = ['atobarai-message', 'atobarai-legal-notice'];

type Picture = Shot & { readonly width: number; readonly file: string };

const names = [...scenes.map(({ name }) => name), ...elements];
const pictures: readonly Picture[] = names.flatMap((scene): Picture[] => [
  { scene, language: 'ja', dark: false, width: 640, file: `${scene}.ja` },
  { scene, language: 'en', dark: true, width: 640, file: `${scene}.en.dark` },
  { scene, language: 'ja', dark: false, width: 360, file: `${scene}.ja.360` },
]);

async function take(page: Page, { file, width, ...shot }: Picture): Promise<void> {
  await page.setViewportSize({ width, height: 320 });
  await page.evaluate((wanted) => (Reflect.get(globalThis, 'show') as (shot: Shot) => Promise<void>)(wanted), shot);
  await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true, animations: 'disabled' });
}

const found = await findBrowser();
if (!found) throw new Error(howToGetBrowser);
const { from: _, ...launchOptions } = found;
if (process.argv.length === 2) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const server = await createServer({
  root: widget,
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['source', 'module', 'browser', 'development'] },
  plugins: [
    viewsAsCalls,
    {
      name: 'scripted-shop',
      configureServer: ({ middlewares }) =>
        void middlewares.use(async (request, response, next) => {
          if (!(await scriptedShop(request, response))) next();
        }),
    },
  ],
  server: { port: 0, host: '127.0.0.1' },
});
await server.listen();
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}tests/gallery/index.html`);
  await page.waitForFunction(() => 'show' in globalThis);
  for (const picture of pictures.filter(({ file }) => process.argv.slice(2).every((part) => file.includes(part))))
    await take(page, picture);
  console.log(`${pictures.length} pictures in ${folder}`);
} finally {
  await browser.close();
  await server.close();
}
