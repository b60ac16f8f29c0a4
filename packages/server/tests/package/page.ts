import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser } from '../../../../tools/browser.ts';

const mediaTypes: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

type Site = {
  /** Exports `main`, whose answer is the answer. */
  readonly bundle: string;
  /** Where the files lie that the bundle looks for beside itself. */
  readonly folder: string;
};

/** Runs a bundle in a page of a real browser. */
export async function inPage({ from: _, ...options }: Browser, { bundle, folder }: Site): Promise<unknown> {
  const site = createServer((request, response) => {
    const path = request.url ?? '/';
    const found = path === '/' ? '<!doctype html>' : path === '/bundle.js' ? bundle : readFile(join(folder, path));
    Promise.resolve(found).then(
      (body) => response.writeHead(200, { 'content-type': mediaTypes[extname(path)] ?? 'text/html' }).end(body),
      () => response.writeHead(404).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const browser = await chromium.launch(options);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
    return await page.evaluate(`import('/bundle.js').then(({ main }) => main())`);
  } finally {
    await browser.close();
    site.closeAllConnections();
    site.close();
  }
}
