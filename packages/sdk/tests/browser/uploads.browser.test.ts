import { describe, expect, it } from 'vitest';
import { rows, upload } from './upload.ts';

// Chromium sends a stream over HTTP/2 only; every server on localhost speaks HTTP/1.1.
describe('an upload that tells how far it is, to a server that speaks HTTP/1.1', () => {
  it('arrives from a page', async () => {
    expect(await upload(rows)).toEqual({ rowsTotal: 20_000, last: { sentBytes: rows.length, totalBytes: rows.length } });
  });

  it('arrives from a page that has its file as a stream', async () => {
    expect(await upload(new Blob([rows]).stream())).toEqual({
      rowsTotal: 20_000,
      last: { sentBytes: rows.length, totalBytes: undefined },
    });
  });

  it('arrives from a worker of a page', async () => {
    const worker = new Worker(new URL('upload.worker.ts', import.meta.url), { type: 'module' });
    const said: unknown = await new Promise((resolve) => {
      worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data), { once: true });
      worker.addEventListener('error', ({ message }) => resolve(message), { once: true });
    });
    worker.terminate();
    expect(said).toEqual({ rowsTotal: 20_000, last: { sentBytes: rows.length, totalBytes: rows.length } });
  });
});
