import type { BrowserTests } from '../../../../tools/browser-project.ts';
import { viewsAsCalls } from '../../build/jsx.ts';
import { scriptedShop } from '../support/scripted-shop.ts';

/** The elements in a page, against a server that answers as each test needs. */
export const widgetInBrowser: BrowserTests = {
  package: 'widget',
  dependencies: ['axe-core', 'fast-check', 'preact'],
  plugins: [
    viewsAsCalls,
    {
      name: 'scripted-shop',
      configureServer(server) {
        server.middlewares.use(async (request, response, next) => {
          if (!(await scriptedShop(request, response))) next();
        });
      },
    },
  ],
};
