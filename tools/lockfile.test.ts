import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree, root } from './source-tree.ts';

const lockfile = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');

/** The entries of the section `packages:`, each with the lines below it. */
function lockedPackages(text: string): string[] {
  const section = text.split(/^packages:$/m)[1]?.split(/^snapshots:$/m)[0] ?? '';
  return section.split(/^ {2}(?=\S.*:$)/m).slice(1);
}

const withoutIntegrity = (text: string) =>
  lockedPackages(text)
    .filter((entry) => !/^ {4}resolution: \{integrity: sha512-[A-Za-z0-9+/]{86}==[,}]/m.test(entry))
    .map((entry) => entry.split('\n')[0]);

const addressLines = (text: string) =>
  text.split('\n').filter((line) => /tarball:|https?:|git\+|registry/i.test(line) && !/^ {4}deprecated:/.test(line));

describe('pnpm-lock.yaml', () => {
  it('names the contents of every package by a hash', () => {
    expect(lockedPackages(lockfile).length).toBeGreaterThan(100);
    expect(withoutIntegrity(lockfile)).toEqual([]);
  });

  it('holds no address that a package would be fetched from', () => {
    expect(addressLines(lockfile)).toEqual([]);
  });

  it('is read so that a bad entry is found', () => {
    const bad =
      "packages:\n\n  left@1.0.0:\n    resolution: {tarball: http://host/left.tgz}\n\n  'right@1.0.0':\n    engines: {node: '>=1'}\n\nsnapshots:\n";
    expect(withoutIntegrity(bad)).toEqual(['left@1.0.0:', "'right@1.0.0':"]);
    expect(addressLines(bad)).toHaveLength(1);
  });
});

describe('the workspace', () => {
  type Manifest = {
    packageManager?: string;
    scripts?: Record<string, string>;
    dependencies?: Record<string, string>;
    devDependencies?: Record<string, string>;
  };
  const manifests = [...readTree('package.json', 'packages/*/package.json', 'examples/*/package.json', 'bench/package.json')].map(
    ([file, text]): [string, Manifest] => [file, JSON.parse(text) as Manifest],
  );
  const [, top] = manifests.find(([file]) => file === 'package.json') ?? ['', {}];

  it('pins every dependency to one version', () => {
    const loose = manifests.flatMap(([file, { dependencies, devDependencies }]) =>
      Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/.test(version))
        .map(([name, version]) => `${file}: ${name} ${version}`),
    );
    expect(loose).toEqual([]);
  });

  it('runs everything under the Node it brings along', () => {
    expect(process.version).toBe(`v${top.devDependencies?.node}`);
  });

  it('starts the one pnpm from every npm command', () => {
    const commands = Object.values(top.scripts ?? {}).filter((command) => command.includes('pnpm'));
    expect(commands.filter((command) => !command.startsWith(`npx --yes ${top.packageManager} `))).toEqual([]);
    expect(commands.length).toBeGreaterThan(1);
  });
});
