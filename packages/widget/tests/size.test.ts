import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWidget } from '../build.ts';
import { ceilings, sizesIn } from '../build/size.ts';
import type * as Widget from '../src/index.ts';

describe('what a page loads', () => {
  let folder: string;
  const read = (file: string) => readFile(join(folder, file), 'utf8');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atobarai-widget-'));
    await buildWidget(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(['element', 'style', 'message', 'loader'] as const)('P8: the %s is small', async (part) => {
    const { [part]: size } = await sizesIn(folder);
    expect(size.gzip).toBeGreaterThan(50);
    expect(size.gzip).toBeLessThanOrEqual(ceilings[part]);
  });

  it('stands alone: no module is loaded besides, no address is named, nothing is stored', async () => {
    for (const file of ['atobarai-widget.js', 'atobarai-message.js']) {
      const text = await read(file);
      expect(text).not.toMatch(
        /\bimport\s*[{*(]|\bfrom\s*["'`]|localStorage|sessionStorage|document\.cookie|(?:inner|outer|Adjacent)HTML|\beval\(|new Function/,
      );
      expect(
        [...text.matchAll(/https?:\/\/[\w.]+/g)].map(([address]) => address).filter((address) => !address.includes('www.w3.org')),
      ).toEqual([]);
    }
  });

  it('may be imported on a server, where it defines nothing', async () => {
    const { createPaymentWidget, AtobaraiPayment } = (await import(join(folder, 'atobarai-widget.js'))) as typeof Widget;
    expect([typeof createPaymentWidget, typeof AtobaraiPayment]).toEqual(['function', 'function']);
    await import(join(folder, 'atobarai-message.js'));
  });
});
