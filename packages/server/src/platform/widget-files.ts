import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Hono } from 'hono';
import type { HonoEnvironment } from './http/api.ts';

const beside = fileURLToPath(new URL('../../../widget/', import.meta.url));

/** Where the widget's package lies, with what it was built to: beside this one, or where the server was started. */
const widgetFolder = [beside, installedIn(process.cwd())].find(existsSync) ?? beside;

function installedIn(folder: string): string {
  try {
    return dirname(createRequire(join(folder, 'package.json')).resolve('@atobarai/widget/custom-elements.json'));
  } catch {
    return ''; // It is not installed there.
  }
}

const mediaTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
};

// A page of any shop loads these, also with `integrity`, which asks for CORS.
const everywhere = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};

/** `/widget/v0.1.0/…` never changes once it is published; `/widget/v0/…` is whatever is newest. */
export function widgetRoutes(app: Hono<HonoEnvironment>, folder = widgetFolder): void {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const places = [
    [`/widget/v${version}`, 'public, max-age=31536000, immutable'],
    [`/widget/v${version.split('.')[0]}`, 'public, max-age=300'],
  ] as const;
  for (const [path, cacheControl] of places) {
    app.get(`${path}/:file`, async (context) => {
      const file = context.req.param('file');
      const type = /^[a-z0-9-]+\.(?<ending>js|css|json)$/.exec(file)?.groups?.['ending'];
      const body = type === undefined ? undefined : await readFile(join(folder, 'dist', file)).catch(() => undefined);
      if (type === undefined || body === undefined) return context.notFound();
      return new Response(body, {
        headers: { ...everywhere, 'content-type': mediaTypes[type] ?? 'text/plain', 'cache-control': cacheControl },
      });
    });
  }
}

/** Builds the widget when it never was, or when its source is newer. A published one brings what it was built to. */
export async function buildWidget(folder = widgetFolder): Promise<'built' | 'fresh' | 'absent'> {
  const script = join(folder, 'build.ts');
  const built = await madeAt(join(folder, 'dist/atobarai-widget.js'));
  if (!existsSync(script)) return built > 0 ? 'fresh' : 'absent';
  const sources = [newestIn(join(folder, 'src')), newestIn(join(folder, 'build')), madeAt(script)];
  if (built > Math.max(...(await Promise.all(sources)))) return 'fresh';
  // In a folder of its own first: another server may be sending the old files meanwhile, or building, too.
  const made = join(folder, `.cache/build-${process.pid}`);
  const call = `import { buildWidget } from ${JSON.stringify(script)}; await buildWidget(${JSON.stringify(made)});`;
  try {
    await promisify(execFile)(process.execPath, [
      '--conditions=source',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      call,
    ]);
    await mkdir(join(folder, 'dist'), { recursive: true });
    for (const file of await readdir(made)) await rename(join(made, file), join(folder, 'dist', file));
  } finally {
    await rm(made, { recursive: true, force: true });
  }
  return 'built';
}

async function madeAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const times = await Promise.all(files.filter((file) => file.isFile()).map((file) => madeAt(join(file.parentPath, file.name))));
  return Math.max(0, ...times);
}
