import { readFileSync, writeFileSync } from 'node:fs';
import { folder, typesFile } from './operations.ts';

const file = new URL('types.gen.ts', folder);
const made = await typesFile();

if (!process.argv.includes('--check')) writeFileSync(file, made);
else if (readFileSync(file, 'utf8') !== made) {
  process.stderr.write('src/graphql/types.gen.ts is not what the operations make: run `generate` again.\n');
  process.exitCode = 1;
}
