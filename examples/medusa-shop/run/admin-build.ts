import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { Compiler } from '@medusajs/framework/build-tools';
import { logger } from '@medusajs/framework/logger';
import { shopFolder } from './places.ts';

// What `medusa build --admin-only` does, which asks for a tsconfig.json that this shop has not.
const [outFolder = ''] = process.argv.slice(2);
const bundler = await import('@medusajs/admin-bundler');
const compiler = new Compiler(shopFolder, logger);
// The settings of TypeScript count for the server's build only.
const noSettings = { options: {}, fileNames: [], errors: [] };
if (!(await compiler.buildAppFrontend(true, noSettings, bundler))) process.exit(1);
await rm(outFolder, { recursive: true, force: true });
mkdirSync(dirname(outFolder), { recursive: true });
await rename(join(shopFolder, '.medusa', 'admin'), outFolder);
process.exit(0);
