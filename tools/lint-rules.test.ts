import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanTree } from './planted/clean-tree.ts';
import { direction } from './planted/direction.ts';
import { effects } from './planted/effects.ts';
import type { PlantedViolation } from './planted/model.ts';
import { shape } from './planted/shape.ts';

const root = join(import.meta.dirname, '..');
const plantedViolations = [...direction, ...effects, ...shape];

type Finding = { readonly filename: string; readonly code?: string; readonly message: string; readonly help?: string };

async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atobarai-lint-'));
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, source] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), source);
  }
  return folder;
}

async function lint(folder: string): Promise<Finding[]> {
  const run = promisify(execFile)(join(root, 'node_modules/.bin/oxlint'), ['--deny-warnings', '--format=json', '.'], { cwd: folder });
  const { stdout } = await run.catch((failed: { stdout: string }) => failed);
  return (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics;
}

const said = (finding: Finding) => [finding.code, finding.message, finding.help].join(' ');

describe('the linter keeps the house rules', () => {
  const folders: string[] = [];
  let findings: Finding[] = [];

  beforeAll(async () => {
    const planted = plantedViolations.flatMap((violation) => [
      [violation.file, violation.source],
      ...Object.entries(violation.beside ?? {}),
    ]);
    const folder = await plant({ ...cleanTree, ...Object.fromEntries(planted) });
    folders.push(folder);
    findings = await lint(folder);
  });

  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true });
  });

  it('says nothing about a tree that keeps them', async () => {
    const folder = await plant(cleanTree);
    folders.push(folder);
    expect((await lint(folder)).map((finding) => `${finding.filename}: ${said(finding)}`)).toEqual([]);
  });

  it.each(plantedViolations.map((violation): [string, PlantedViolation] => [violation.title, violation]))(
    'finds it when %s',
    (_, violation) => {
      const here = findings.filter((finding) => finding.filename === violation.file);
      expect(here.map(said)).toEqual([expect.stringContaining(violation.says)]);
      expect(here[0]?.code ?? 'Unused').toBe(violation.rule);
    },
  );
});
