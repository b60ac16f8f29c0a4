import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './source-tree.ts';

/** A Chromium to run tests in, as Playwright wants to be told of it. */
export type Browser = {
  /** Where it was found, for people. */
  readonly from: 'CHROMIUM_PATH' | 'Playwright' | 'the system' | 'npm';
  readonly executablePath: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
};

/** What finding a browser takes from its surroundings; replaced in tests. */
export type BrowserSurroundings = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly playwrightPath: () => Promise<string>;
  readonly unpackFromNpm: () => Promise<Omit<Browser, 'from'> | undefined>;
};

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const howToGetBrowser =
  'No Chromium was found, so the tests in a browser are left out. Run `npx playwright install chromium`, or name one in CHROMIUM_PATH.';

/**
 * Finds a Chromium: the one of CHROMIUM_PATH, Playwright's own, the system's, and at last the one that
 * lies in an npm package, which needs no download and no libraries of the system (Linux on x64 only).
 * With IGNORE_INSTALLED_BROWSERS=1 only the last one counts.
 */
export async function findBrowser(surroundings: BrowserSurroundings = thisMachine): Promise<Browser | undefined> {
  const { environment, exists } = surroundings;
  const named = environment['CHROMIUM_PATH'];
  if (named) {
    if (!exists(named)) throw new Error(`CHROMIUM_PATH names ${named}, where nothing is.`);
    return { from: 'CHROMIUM_PATH', executablePath: named, args: sandboxArgs() };
  }
  return environment['IGNORE_INSTALLED_BROWSERS'] === '1' ? fromNpm(surroundings) : installed(surroundings);
}

async function installed(surroundings: BrowserSurroundings): Promise<Browser | undefined> {
  const playwrights = await surroundings.playwrightPath();
  if (surroundings.exists(playwrights)) return { from: 'Playwright', executablePath: playwrights, args: sandboxArgs() };
  const systems = systemPaths.find(surroundings.exists);
  if (systems !== undefined) return { from: 'the system', executablePath: systems, args: sandboxArgs() };
  return fromNpm(surroundings);
}

async function fromNpm({ unpackFromNpm }: BrowserSurroundings): Promise<Browser | undefined> {
  const unpacked = await unpackFromNpm();
  return unpacked && { from: 'npm', ...unpacked };
}

/** Root may not use the sandbox of Chromium, and a container's user is often root. */
function sandboxArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

const thisMachine: BrowserSurroundings = {
  environment: process.env,
  exists: existsSync,
  playwrightPath: async () => (await import('playwright')).chromium.executablePath(),
  unpackFromNpm,
};

async function unpackFromNpm(): Promise<Omit<Browser, 'from'> | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const npmPackage = await import('@sparticuz/chromium').catch(() => undefined);
  if (npmPackage === undefined) return undefined; // It is an optional dependency.
  const cache = join(root, '.cache', 'chromium');
  mkdirSync(cache, { recursive: true });
  return inTemporaryFolder(cache, async () => {
    const executablePath = await npmPackage.default.executablePath();
    const args = ['--no-sandbox'];
    if (spawnSync(executablePath, ['--version']).status === 0) return { executablePath, args };
    // The system lacks libraries that it needs; the package brings them, too.
    const folder = dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')));
    const libraries = await npmPackage.inflate(join(folder, '..', 'bin', 'al2023.tar.br'));
    const env = { ...definedOnly(process.env), LD_LIBRARY_PATH: join(libraries, 'lib') };
    return { executablePath, args, env };
  });
}

/** The package unpacks into the system's temporary folder, which other users and other versions share. */
async function inTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

function definedOnly(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
