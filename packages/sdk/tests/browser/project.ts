import { msw } from 'msw/vite';
import type { BrowserTests } from '../../../../tools/browser-project.ts';
import { plainServer } from './plain-server.ts';

/** The SDK in a page: the client against the light handlers, and the true server in the tab. */
export const sdkInBrowser: BrowserTests = {
  package: 'sdk',
  dependencies: [
    'ky',
    'msw/browser',
    'msw/http',
    'zod/mini',
    '@atobarai/server > hono',
    '@atobarai/server > libphonenumber-js/max',
    '@atobarai/server > @holiday-jp/holiday_jp',
    '@atobarai/server > yubin',
  ],
  asTheyAre: ['@electric-sql/pglite'],
  plugins: [msw({ mode: 'worker-only' }), plainServer],
};
