import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clientCalls } from '../packages/sdk/src/contract/client-calls.ts';

writeFileSync(fileURLToPath(new URL('../packages/sdk/src/client/calls.gen.ts', import.meta.url)), clientCalls());
