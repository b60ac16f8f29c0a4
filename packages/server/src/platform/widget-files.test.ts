import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HonoEnvironment } from './http/api.ts';
import { buildWidget, widgetRoutes } from './widget-files.ts';

const script = (text: string) => `import { mkdirSync, writeFileSync } from 'node:fs';
export async function buildWidget(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + '/atobarai-widget.js', ${JSON.stringify(text)});
}
`;

describe('the files of the widget', () => {
  let folder = '';
  const put = async (name: string, text: string) => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const asked = (path: string) => {
    const app = new Hono<HonoEnvironment>();
    widgetRoutes(app, folder);
    return app.request(path);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atobarai-widget-'));
    await put('package.json', '{"version":"1.2.3"}');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['/widget/v1.2.3/atobarai-widget.js', 'public, max-age=31536000, immutable'],
    ['/widget/v1/atobarai-widget.js', 'public, max-age=300'],
  ])('are served to every page: %s', async (path, cacheControl) => {
    await put('dist/atobarai-widget.js', 'export {}');
    const reply = await asked(path);
    expect([reply.status, await reply.text()]).toEqual([200, 'export {}']);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': cacheControl,
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    'v1.2.4/atobarai-widget.js',
    'v1.2.3/package.json',
    'v1.2.3/..%2fpackage.json',
    'v1.2.3/.hidden.js',
    'v1.2.3/',
    'v1.2.3/absent.js',
  ])('and nothing else: %s', async (path) => {
    await put('dist/atobarai-widget.js', 'export {}');
    await put('dist/.hidden.js', '');
    expect((await asked(`/widget/${path}`)).status).toBe(404);
  });

  it.each(['src/index.ts', 'build/bundle.ts'])('are built when they never were, and again when the source is newer: %s', async (source) => {
    await put(source, '');
    await put('build.ts', script('one'));
    expect(await buildWidget(folder)).toBe('built');
    expect(await buildWidget(folder)).toBe('fresh');
    await put('build.ts', script('two'));
    const later = new Date(Date.now() + 60_000);
    await utimes(join(folder, source), later, later);
    expect(await buildWidget(folder)).toBe('built');
    expect(await readFile(join(folder, 'dist/atobarai-widget.js'), 'utf8')).toBe('two');
  });

  it('are left as they are without a source, and when the build fails', async () => {
    expect(await buildWidget(folder)).toBe('absent');
    await put('dist/atobarai-widget.js', 'export {}');
    expect(await buildWidget(folder)).toBe('fresh');
    await rm(join(folder, 'dist'), { recursive: true });
    await put('src/index.ts', '');
    await put('build.ts', 'export async function buildWidget() { throw new Error("no vite"); }');
    await expect(buildWidget(folder)).rejects.toThrow('no vite');
  });
});
