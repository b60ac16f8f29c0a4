import { readFile } from 'node:fs/promises';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';

/** What is wrong with the types of an archive, by the ways there are to load it from Node 22 on. */
export async function problemsOf(archive: string, { isModuleOnly = false } = {}): Promise<readonly unknown[]> {
  const result = await checkPackage(createPackageFromTarballData(await readFile(archive)));
  if (result.types === false) return ['the package has no types'];
  return result.problems.filter((problem) => {
    if ('resolutionKind' in problem && problem.resolutionKind === 'node10') return false;
    return !(isModuleOnly && problem.kind === 'CJSResolvesToESM');
  });
}
