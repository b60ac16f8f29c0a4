import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import process from 'node:process';
import { createShop } from './shop.ts';

type Shop = ReturnType<typeof createShop>;

/** The shop on a port of its own. */
export function serveShop(shop: () => Shop) {
  return createServer(async (request, response) => {
    const url = `http://${request.headers.host}${request.url}`;
    const body = request.method === 'POST' ? { body: new Uint8Array(await buffer(request)) } : {};
    const answer = await shop().fetch(new Request(url, { method: request.method ?? 'GET', ...body }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
}

if (import.meta.main) {
  const apiUrl = process.env['BASE_URL'] ?? 'http://localhost:4400';
  const shop = createShop({
    apiUrl,
    secretKey: process.env['ATOBARAI_KEY'] ?? '',
    publishableKey: process.env['ATOBARAI_PUBLISHABLE_KEY'] ?? '',
    basePath: '',
    widgetUrl: `${apiUrl}/widget/v0/atobarai-loader.js`,
  });
  serveShop(() => shop).listen(4500, () => console.log('http://localhost:4500'));
}
