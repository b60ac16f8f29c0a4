import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { BrowserTests } from '../../../../tools/browser-project.ts';
import { exampleImport } from '../support/examples.ts';

type Plugins = NonNullable<BrowserTests['plugins']>;

/** Takes imports on the origin of the test pages, over HTTP/1.1 as a sandbox on localhost does, and counts the rows that arrive. */
export const plainServer: Plugins[number] = {
  name: 'plain-server',
  configureServer: ({ middlewares }) => {
    middlewares.use('/plain-server/v1/imports', (request, response) => void takeImport(request, response));
  },
};

async function takeImport(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rowsTotal = (await text(request)).split('\n').length - 1;
  response.writeHead(202, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...exampleImport, rowsTotal }));
}
