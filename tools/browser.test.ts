import { describe, expect, it } from 'vitest';
import { type BrowserSurroundings, findBrowser } from './browser.ts';

const fromNpm = { executablePath: '/cache/chromium', args: ['--no-sandbox'] };

/** A machine on which these files exist. */
function machine(files: readonly string[], more: Partial<BrowserSurroundings> = {}): BrowserSurroundings {
  return {
    environment: {},
    exists: (path) => files.includes(path),
    playwrightPath: async () => '/home-of-playwright/chrome',
    unpackFromNpm: async () => fromNpm,
    ...more,
  };
}

const found = async (surroundings: BrowserSurroundings) => {
  const browser = await findBrowser(surroundings);
  return browser && [browser.from, browser.executablePath];
};

describe('the browser that tests run in', () => {
  const everything = ['/mine/chrome', '/home-of-playwright/chrome', '/usr/bin/chromium'];

  it('is the one that CHROMIUM_PATH names', async () => {
    expect(await found(machine(everything, { environment: { CHROMIUM_PATH: '/mine/chrome' } }))).toEqual(['CHROMIUM_PATH', '/mine/chrome']);
  });

  it('is never silently another one than was named', async () => {
    const surroundings = machine(everything, { environment: { CHROMIUM_PATH: '/gone/chrome' } });
    await expect(findBrowser(surroundings)).rejects.toThrow('CHROMIUM_PATH names /gone/chrome, where nothing is.');
  });

  it("is Playwright's own, else the system's, else the one from npm", async () => {
    expect(await found(machine(everything))).toEqual(['Playwright', '/home-of-playwright/chrome']);
    expect(await found(machine(['/usr/bin/chromium']))).toEqual(['the system', '/usr/bin/chromium']);
    expect(await found(machine([]))).toEqual(['npm', '/cache/chromium']);
  });

  it('is the one from npm where installed ones are to be ignored', async () => {
    expect(await found(machine(everything, { environment: { IGNORE_INSTALLED_BROWSERS: '1' } }))).toEqual(['npm', '/cache/chromium']);
  });

  it('is none where there is none', async () => {
    expect(await found(machine([], { unpackFromNpm: async () => undefined }))).toBeUndefined();
  });

  it('is there in CI, where tests in a browser must not be left out', async () => {
    expect(process.env['CI'] === 'true' && (await findBrowser()) === undefined).toBe(false);
  });
});
