import { readFile } from 'node:fs/promises';
import { createClient, isAtobaraiError, type RegisterOrder } from '@atobarai/sdk';

/** What the shop must be told. */
export type ShopFacts = {
  /** The server of the payment service. */
  readonly apiUrl: string;
  /** Stays in this file: the page never sees it. */
  readonly secretKey: string;
  readonly publishableKey: string;
  /** Where the shop lies: `/shop`, or empty for the root. */
  readonly basePath: string;
  readonly widgetUrl: string;
};

/** What the page sends when the order is placed. */
type Placed = Pick<RegisterOrder, 'buyer'> & {
  readonly number: string;
  readonly payment: string;
  readonly quantities: Readonly<Record<string, number>>;
  readonly consent?: RegisterOrder['consent'];
  readonly authorizationToken?: string;
};

// Prices are the shop's; what a page says of them counts for nothing.
const goods: Readonly<Record<string, { readonly name: string; readonly unitPrice: number }>> = {
  kettle: { name: '電気ケトル 0.8L', unitPrice: 4_800 },
  cup: { name: '湯のみ 2個組', unitPrice: 1_600 },
};

const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** A shop with one page: the cart, the payment, the order. */
export function createShop({ apiUrl, secretKey, publishableKey, basePath, widgetUrl }: ShopFacts) {
  const client = createClient({ apiKey: secretKey, baseUrl: apiUrl });

  async function placeOrder({ number, payment, quantities, buyer, consent, authorizationToken }: Placed): Promise<Response> {
    if (payment !== 'atobarai') return Response.json({ number, status: 'placed' });
    const items = Object.entries(goods).flatMap(([id, { name, unitPrice }]) =>
      quantities[id] ? [{ name, unitPrice, quantity: quantities[id], taxRate: 10 }] : [],
    );
    const billedAmount = items.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0);
    // The sandbox has a calendar of its own; with a live key it is the shop's own day.
    const { today } = await client.sandbox.clock();
    const order = { shopOrderId: number, orderDate: today, channel: 'ec', billedAmount, items, buyer, consent, authorizationToken };
    // The page may send it twice: the second time gets the answer of the first.
    const { id, status } = await client.orders.register(order, { idempotencyKey: `checkout-${number}` });
    return Response.json({ number, id, status });
  }

  async function file(name: string): Promise<Response> {
    const text = await readFile(new URL(name, import.meta.url), 'utf8');
    const facts = { basePath, publishableKey, widgetUrl, apiUrl, number: `WEB-${crypto.randomUUID().slice(0, 8)}` };
    const body = Object.entries(facts).reduce((page, [fact, value]) => page.replaceAll(`{{${fact}}}`, value), text);
    return new Response(body, { headers: { 'content-type': `${types[name.split('.')[1] ?? '']}; charset=utf-8`, ...policy } });
  }

  const policy = policyFor([apiUrl, new URL(widgetUrl, apiUrl).origin]);

  return {
    async fetch(request: Request): Promise<Response> {
      const path = new URL(request.url).pathname.slice(basePath.length);
      if (request.method === 'POST' && path === '/orders') {
        return placeOrder((await request.json()) as Placed).catch((error: unknown) => {
          if (!isAtobaraiError(error)) throw error;
          // What the server says is for whoever runs the shop; shoppers read the page's own words.
          console.error(error.message);
          return Response.json({ code: error.code }, { status: 422 });
        });
      }
      if (path === '' || path === '/') return file('index.html');
      return path === '/page.js' || path === '/shop.css' ? file(path.slice(1)) : new Response('', { status: 404 });
    },
  };
}

/** The page may load and call what it needs, and nothing else. */
function policyFor(origins: readonly string[]): Record<string, string> {
  const allowed = ["'self'", ...new Set(origins)].join(' ');
  const rules = [
    "default-src 'none'",
    `script-src ${allowed}`,
    "style-src 'self'",
    'img-src data:',
    `connect-src ${allowed}`,
    "form-action 'self'",
  ];
  return {
    'content-security-policy': [
      ...rules,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
  };
}
