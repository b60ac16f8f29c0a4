import { dirname, join, resolve } from 'node:path';
import type { Surroundings } from '../command.ts';
import { readIfThere } from './private-file.ts';

/** The sample shops that `npm start` made, with their test keys. */
export type SandboxKeys = {
  readonly file: string;
  readonly shops: readonly { readonly name: string; readonly secretKey: string }[];
  readonly operatorKey: string | undefined;
};

/** Looks for the keys in a data folder, or in `.data` of this folder and of those above it. */
export async function findSandboxKeys(
  { env, workingFolder }: Pick<Surroundings, 'env' | 'workingFolder'>,
  dataFolder?: string,
): Promise<SandboxKeys | undefined> {
  const name = dataFolder ?? (env['DATA_DIR'] || '.data');
  const folders = dataFolder === undefined ? foldersFrom(workingFolder) : [workingFolder];
  for (const folder of folders) {
    const file = join(resolve(folder, name), 'sandbox-keys.json');
    const text = await readIfThere(file);
    const found = text === undefined ? undefined : keysIn(text, file);
    if (found) return found;
  }
  return undefined;
}

function foldersFrom(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

function keysIn(text: string, file: string): SandboxKeys | undefined {
  try {
    const { merchants, operatorKey } = JSON.parse(text) as { merchants: { name: string; secretKey: string }[]; operatorKey?: string };
    return { file, operatorKey, shops: merchants.map(({ name, secretKey }) => ({ name, secretKey })) };
  } catch {
    return undefined;
  }
}
