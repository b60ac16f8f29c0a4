import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { repository } from '../run/places.ts';
import { badInput } from './over-http/bad-input.ts';
import { badSettings } from './over-http/bad-settings.ts';
import { faults } from './over-http/faults.ts';
import { wholeLife } from './over-http/whole-life.ts';
import { storefront } from './over-http/storefront.ts';
import { webhooks } from './over-http/webhooks.ts';
import { openRunningShop, type RunningShop } from './support/running-shop.ts';

// One real Medusa process, the true reference server in another, HTTP between them. A start takes seconds,
// so the stories share it; the last one moves the service's clock.
describe('Medusa and the service over HTTP', () => {
  let opened: RunningShop;
  const shop = () => opened;

  beforeAll(async () => {
    const startedMs = performance.now();
    opened = await openRunningShop('over_http');
    console.log(`Medusa and the reference server: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  });
  afterAll(async () => {
    // What Medusa said meanwhile, for whoever looks for the cause of a failure.
    await writeFile(join(repository, '.cache', 'medusa', 'over-http.log'), opened.medusa().text());
    await opened.close();
  });
  afterEach(() => opened.proxy.spoil(undefined));

  storefront(shop);
  badInput(shop);
  webhooks(shop);
  faults(shop);
  badSettings(shop);
  wholeLife(shop);
});
