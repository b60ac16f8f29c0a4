import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { scriptedShop } from '../packages/widget/tests/support/scripted-shop.ts';
import { adyenStyle } from './widget-bundles.ts';
import { anchorsFolder } from './anchors.ts';

export type BenchShop = { readonly url: string; readonly close: () => Promise<void> };

const page = (head: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width" />
<title>Checkout</title>
${head}
<main>
  <h1>Checkout</h1>
  <p><label>Quantity <input id="quantity" type="number" value="1" min="1" /></label></p>
  <section></section>
</main>
</html>`;

const pages: Readonly<Record<string, string>> = {
  '/ours': page(''),
  // Nobody uses the component without its style; it is there before the clock starts.
  '/adyen': page('<link rel="stylesheet" href="/adyen.css" />'),
};

/** A checkout page for each, what was bundled, and a server behind ours that answers at once. */
export async function openBenchShop(folder: string): Promise<BenchShop> {
  const server = createServer((request, response) => void answer(request, response, folder));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, folder: string): Promise<void> {
  const path = request.url ?? '';
  const html = pages[path];
  if (html !== undefined) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  const script = /^\/bundles\/([\w.-]+\.js)$/.exec(path)?.[1];
  if (script !== undefined) return send(response, 'text/javascript', join(folder, script));
  if (path === '/adyen.css') return send(response, 'text/css', join(anchorsFolder, adyenStyle));
  if (await scriptedShop(request, response)) return;
  // Whatever Adyen's component asks of its own servers.
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}

async function send(response: ServerResponse, type: string, file: string): Promise<void> {
  const text = await readFile(file).catch(() => undefined);
  response.writeHead(text ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(text);
}
