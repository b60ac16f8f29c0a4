import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skewOf } from './examine.ts';

const noon = Date.parse('2026-11-22T03:00:00Z');

describe('the difference of clocks, by the Date header of an answer', () => {
  let server: Server;
  let url: string;
  let date: string | undefined;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.sendDate = false;
      if (date !== undefined) response.setHeader('date', date);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => new Promise<unknown>((resolve) => server.close(resolve)));

  /** Our clock when it is asked for, first before the call and then after it. */
  const seen = (askedMs: number, heardMs: number) => {
    const readings = [askedMs, heardMs];
    return { now: () => noon + (readings.shift() ?? heardMs) };
  };

  it.each([
    ['none within the second that a header tells', 900, 950, 0],
    ['none when a busy server gives out the second before', 1_900, 1_950, 0],
    ['none when the answer took long', 0, 8_000, 0],
    ['ours ahead', 60_000, 60_100, 60_000],
    ['ours behind', -400_000, -399_900, -399_900],
  ])('%s', async (_what, askedMs, heardMs, skewMs) => {
    date = new Date(noon).toUTCString();
    expect(await skewOf(url, seen(askedMs, heardMs))).toBe(skewMs);
  });

  it('unknown without the header, and without an answer', async () => {
    date = undefined;
    expect(await skewOf(url, seen(0, 0))).toBeUndefined();
    expect(await skewOf('http://127.0.0.1:1/', seen(0, 0))).toBeUndefined();
  });
});
