import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWidget } from '../../build.ts';
import type { Integrity } from '../../build/integrity.ts';
import { scriptedShop } from '../support/scripted-shop.ts';
import { buyerOf } from '../support/scenes.ts';

/** A page of a shop, and what its server says beside it. */
export type ShopPage = { readonly html: string; readonly policy?: string };

/** The built widget on a payment server, and a shop of another origin with the pages that tests put there. */
export type Site = {
  readonly payUrl: string;
  readonly integrity: Integrity;
  /** Where the scripts lie. */
  readonly scripts: string;
  /** Puts a page into the shop and answers its address. */
  readonly put: (page: ShopPage) => string;
  /** Headers of every request that the payment server has had. */
  readonly asked: readonly { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  readonly close: () => Promise<void>;
};

export async function hostileSite(): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'atobarai-hostile-'));
  await buildWidget(folder);
  const integrity = JSON.parse(await readFile(join(folder, 'integrity.json'), 'utf8')) as Integrity;
  const pages = new Map<string, ShopPage>();
  const asked: { url: string; headers: IncomingMessage['headers'] }[] = [];
  const shop = await listening((request, response) => {
    const page = pages.get(request.url?.split('?')[0] ?? '');
    const policy = page?.policy === undefined ? {} : { 'content-security-policy': page.policy };
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(page?.html);
  });
  const pay = await listening(async (request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers });
    if (await scriptedShop(request, response)) return;
    const file = /^\/widget\/v[\d.]+\/([a-z-]+\.js)$/.exec(request.url ?? '')?.[1];
    const headers = { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' };
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, headers).end(await readFile(join(folder, file)));
  });
  const payUrl = urlOf(pay, '127.0.0.1');
  return {
    payUrl,
    integrity,
    scripts: `${payUrl}/widget/v${integrity.version}`,
    asked,
    put(page) {
      const path = `/page-${pages.size}`;
      pages.set(path, page);
      return urlOf(shop, 'localhost') + path;
    },
    async close() {
      for (const server of [shop, pay]) {
        server.closeAllConnections();
        server.close();
      }
      await rm(folder, { recursive: true });
    },
  };
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const urlOf = (server: Server, host: string): string => `http://${host}:${(server.address() as AddressInfo).port}`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export type Markup = { readonly scenario?: string; readonly who?: string; readonly amount?: number; readonly more?: string };

/** The element with everything in attributes, as a page without a script of its own has it. */
export function paymentTag({ payUrl }: Site, { scenario = 'plain', who = 'approve', amount = 5_500, more = '' }: Markup = {}): string {
  const attributes = {
    'publishable-key': 'pk_test_sample',
    'base-url': `${payUrl}/shop/${scenario}`,
    locale: 'ja',
    name: 'payment',
    amount: String(amount),
    items: JSON.stringify([{ name: '電気ケトル', quantity: 1, unitPrice: amount, taxRate: 10 }]),
    buyer: JSON.stringify(buyerOf(who)),
    methods: JSON.stringify([{ id: 'card', label: 'クレジットカード' }]),
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<atobarai-payment ${written.join(' ')} ${more}></atobarai-payment>`;
}

export const pageWith = (head: string, body: string): string =>
  `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>ご注文</title><link rel="icon" href="data:,">${head}</head><body><main>${body}</main></body></html>`;
