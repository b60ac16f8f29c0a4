import type { App } from './app.ts';
import { docsRoutes } from './platform/docs-page.ts';
import type { Metrics } from './platform/metrics.ts';
import { type ShopPlace, shopRoutes } from './platform/sample-shop.ts';
import { widgetRoutes } from './platform/widget-files.ts';

/** The API with the pages that only Node can serve; metrics too, unless they have a port of their own. */
export function withPages(
  app: Pick<App, 'http'>,
  metrics: Metrics | undefined,
  shop?: ShopPlace,
): (request: Request) => Response | Promise<Response> {
  docsRoutes(app.http);
  widgetRoutes(app.http);
  if (shop) shopRoutes(app.http, shop);
  if (metrics) app.http.get('/metrics', () => metrics.text());
  return app.http.fetch;
}
