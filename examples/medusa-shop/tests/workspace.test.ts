import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapterFolder, repository, shopFolder } from '../run/places.ts';

const within = (folder: string, name: string) => realpathSync(join(folder, 'node_modules', name));

describe("Medusa's workspace", () => {
  // Two copies would be two registries, and errors that are no longer known by `instanceof`.
  it.each(['@medusajs/framework', '@medusajs/medusa', '@atobarai/sdk', 'vitest'])('shop and adapter see one %s', (name) => {
    expect(within(adapterFolder, name)).toBe(within(shopFolder, name));
  });

  it('the SDK is loaded by `require`, as Medusa loads its plugins', () => {
    const require = createRequire(join(adapterFolder, 'package.json'));
    expect(require('@atobarai/sdk')).toHaveProperty('createClient');
    expect(require('@atobarai/sdk/webhooks')).toHaveProperty('verifyWebhook');
    const { exports } = JSON.parse(readFileSync(join(repository, '.cache', 'packages', 'sdk', 'package.json'), 'utf8')) as {
      exports: Record<string, { require: { default: string; types: string } }>;
    };
    for (const { require: wanted } of Object.values(exports)) {
      for (const file of Object.values(wanted)) expect(existsSync(join(repository, '.cache', 'packages', 'sdk', file)), file).toBe(true);
    }
  });
});
