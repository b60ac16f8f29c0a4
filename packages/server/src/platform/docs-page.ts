import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { HonoEnvironment } from './http/api.ts';

const page = `<!doctype html>
<html lang="ja">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Atobarai Kit API</title>
  </head>
  <body>
    <script id="api-reference" data-url="/openapi.json" data-configuration='{"hideClientButton":true,"showToolbar":"never","showDeveloperTools":"never","authentication":{"preferredSecurityScheme":"sk"},"withDefaultFonts":false,"telemetry":false,"agent":{"disabled":true},"mcp":{"disabled":true}}'></script>
    <script src="/docs/reference.js"></script>
  </body>
</html>
`;

/** The reference page, whole without the network: the browser bundle is served from here. */
export function docsRoutes(app: Hono<HonoEnvironment>): void {
  // The package exports its module alone; the browser bundle lies in the folder beside it.
  const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
  const bundle = join(dirname(entry), 'browser/standalone.js');
  app.get('/', (context) => context.redirect('/docs'));
  app.get('/docs', (context) => context.html(page));
  app.get('/docs/reference.js', () => {
    const body = Readable.toWeb(createReadStream(bundle)) as ReadableStream<Uint8Array>;
    return new Response(body, { headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' } });
  });
}
