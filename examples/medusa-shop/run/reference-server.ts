import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './places.ts';
import { type Program, startProgram, waitFor } from './program.ts';

export type ReferenceServer = Program & {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly operatorKey: string;
};

export type ReferencePlace = {
  readonly port: number;
  readonly dataFolder: string;
  /** PostgreSQL; without it the embedded database in the folder. */
  readonly databaseUrl?: string;
};

type SampleKeys = {
  readonly merchants: readonly { readonly profile: string; readonly secretKey: string; readonly publishableKey: string }[];
  readonly operatorKey: string;
};

/** Starts what `npm start` starts, without the demo's orders. */
export async function startReferenceServer({ port, dataFolder, databaseUrl }: ReferencePlace): Promise<ReferenceServer> {
  const program = startProgram({
    name: 'The reference server',
    cwd: repository,
    command: ['--conditions=source', 'packages/server/src/main.ts', '--empty', '--port', String(port), '--data', dataFolder],
    environment: { DATABASE_URL: databaseUrl },
  });
  const url = `http://localhost:${port}`;
  try {
    await waitFor(program, `${url}/healthz`);
    const { merchants, operatorKey } = await writtenKeys(program, join(dataFolder, 'sandbox-keys.json'));
    const shop = merchants.find(({ profile }) => profile === 'general');
    if (!shop) throw new Error('The reference server has no sample shop.');
    return { ...program, url, operatorKey, secretKey: shop.secretKey, publishableKey: shop.publishableKey };
  } catch (error) {
    await program.stop('SIGKILL');
    throw error;
  }
}

/** It answers before the sample shops are made. */
async function writtenKeys(program: Program, file: string): Promise<SampleKeys> {
  while (!program.hasEnded()) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('}\n')) return JSON.parse(text) as SampleKeys;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The reference server ended:\n${program.text()}`);
}
