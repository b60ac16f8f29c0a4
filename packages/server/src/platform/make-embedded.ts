import { createPglite } from './pglite.ts';

/** Makes an empty database in the directory it is given, and ends (see embedded-database.ts). */
const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('name the directory');
const pglite = await createPglite(directory);
await pglite.close();
