import { join } from 'node:path';

export const shopFolder = join(import.meta.dirname, '..');
export const repository = join(shopFolder, '..', '..');
export const adapterFolder = join(repository, 'packages', 'adapter-medusa');

/** The program of the `medusa` command. */
export const medusaProgram = join(shopFolder, 'node_modules', '@medusajs', 'cli', 'cli.js');
