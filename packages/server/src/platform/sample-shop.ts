import { existsSync } from 'node:fs';
import type { Hono } from 'hono';
import type { HonoEnvironment } from './http/api.ts';

type Fetch = (request: Request) => Response | Promise<Response>;

/** What the example shop is told (examples/html-checkout/shop.ts). */
export type ShopFacts = {
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly basePath: string;
  readonly widgetUrl: string;
};

/** Where the example shop will be, once its keys are known. The shop has its own small server part. */
export type ShopPlace = {
  /** False when there is no example shop here. */
  readonly open: (facts: Omit<ShopFacts, 'basePath' | 'widgetUrl'>) => Promise<boolean>;
  readonly fetch: (request: Request) => Response | Promise<Response> | undefined;
};

const basePath = '/shop';
const module = new URL('../../../../examples/html-checkout/shop.ts', import.meta.url);

// What a careful shop allows its checkout page; the page may say something stricter itself.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function shopPlace(): ShopPlace {
  let shop: Fetch | undefined;
  return {
    fetch: (request) => shop?.(request),
    async open(facts) {
      if (!existsSync(module)) return false;
      const { createShop } = (await import(module.href)) as { createShop: (facts: ShopFacts) => { fetch: Fetch } };
      shop = createShop({ ...facts, basePath, widgetUrl: '/widget/v0/atobarai-loader.js' }).fetch;
      return true;
    },
  };
}

/** Serves the example shop under `/shop`, where it is there. */
export function shopRoutes(app: Hono<HonoEnvironment>, shop: ShopPlace): void {
  for (const path of [basePath, `${basePath}/*`]) {
    app.all(path, async (context) => {
      const answer = await shop.fetch(context.req.raw);
      if (answer === undefined) return context.notFound();
      const headers = new Headers(answer.headers);
      if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy);
      headers.set('x-content-type-options', 'nosniff');
      return new Response(answer.body, { status: answer.status, headers });
    });
  }
}
