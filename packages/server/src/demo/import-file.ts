import { type FileBody, type ImportKind, type ImportResult, isAtobaraiError, type Problem } from '@atobarai/sdk';
import type { DemoClient } from './demo-client.ts';
import { readAll } from './read-all.ts';

export type ImportedFile = { readonly results: readonly ImportResult[]; readonly refusedFile: Problem | null };

const lookEveryMs = 40;

/** Imports a file and reads what became of every row. A file refused as a whole is an outcome, not an error. */
export async function importFile({ imports }: Pick<DemoClient, 'imports'>, kind: ImportKind, file: FileBody): Promise<ImportedFile> {
  try {
    const { id } = await imports.create({ kind }, file);
    const { problem } = await imports.waitFor(id, { everyMs: lookEveryMs });
    return { results: await readAll(imports.results(id)), refusedFile: problem };
  } catch (error) {
    const problem = isAtobaraiError(error) && (error.status ?? 500) < 500 ? error.problem : undefined;
    if (problem?.code.startsWith('file_') !== true) throw error;
    return { results: [], refusedFile: problem };
  }
}
