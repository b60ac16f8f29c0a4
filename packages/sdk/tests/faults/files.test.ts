import { afterAll, describe, expect, it } from 'vitest';
import type { ClientOptions, Sent } from '../../src/index.ts';
import { nodeTransport } from '../../src/node/index.ts';
import { exampleImport } from '../support/examples.ts';
import { answers, type Fault, hangsAfter, misbehavingServer, refuses, resetsAfter } from './misbehaving-server.ts';

const overUndici = nodeTransport();
afterAll(overUndici.close);

const accepts = answers(202, exampleImport);
const csv: Fault = answers(200, 'a,b\n1,2\n', { 'content-type': 'text/csv' });
const rows = `${'店舗,注文\n'.repeat(20_000)}`;
const rowsBytes = new TextEncoder().encode(rows).length;

const transports: readonly (readonly [string, Partial<ClientOptions>])[] = [
  ['by fetch', {}],
  ['by undici', { transport: overUndici }],
];

describe.each(transports)('files on a bad line, %s', (_, options) => {
  it('a file is sent in pieces, telling how far it is, and again from the start', async () => {
    await using server = await misbehavingServer(refuses(503, 'unavailable'), accepts);
    const told: Sent[] = [];
    await server.client(options).imports.create({ kind: 'orders' }, rows, { onSent: (sent) => told.push(sent) });
    expect(server.arrived.map(({ body }) => body === rows)).toEqual([true, true]);
    expect(told.at(-1)).toEqual({ sentBytes: rowsBytes, totalBytes: rowsBytes });
    expect(told.filter(({ sentBytes }) => sentBytes === rowsBytes)).toHaveLength(2);
    expect(told.length).toBeGreaterThan(6);
  });

  it('a stream is sent as it comes, and once', async () => {
    await using server = await misbehavingServer(accepts, refuses(503, 'unavailable'));
    const { imports } = server.client(options);
    const told: Sent[] = [];
    await imports.create({ kind: 'orders' }, new Blob([rows]).stream(), { onSent: (sent) => told.push(sent) });
    expect(server.arrived[0]?.body).toBe(rows);
    expect(told.at(-1)).toEqual({ sentBytes: rowsBytes, totalBytes: undefined });
    await expect(imports.create({ kind: 'orders' }, new Blob(['a']).stream())).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.arrived).toHaveLength(2);
  });

  it('a file is read as a stream, as bytes or as text', async () => {
    await using server = await misbehavingServer(csv);
    const { exports } = server.client(options);
    expect(await new Response((await exports.orders()).stream()).text()).toBe('a,b\n1,2\n');
    expect(await (await exports.orders()).bytes()).toEqual(new TextEncoder().encode('a,b\n1,2\n'));
    expect(await (await exports.orders()).text()).toBe('a,b\n1,2\n');
  });

  it('a file that breaks off is no shorter file but a ConnectionError', async () => {
    await using server = await misbehavingServer(resetsAfter(200, 'a,b\n'));
    const file = server.client(options).exports.orders();
    await expect(file.then(({ text }) => text())).rejects.toMatchObject({ name: 'ConnectionError', retryable: true });
  });

  it('a file that stops coming is a TimeoutError', async () => {
    await using server = await misbehavingServer(hangsAfter('a,b\n'));
    const file = server.client(options).exports.orders();
    await expect(file.then(({ text }) => text())).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('a file that is not wanted any more ends with the reason of the abort', async () => {
    const controller = new AbortController();
    const { promise: left, resolve: sawIt } = Promise.withResolvers<void>();
    await using server = await misbehavingServer((_arrived, response) => {
      response.on('close', sawIt);
      response.writeHead(200, { 'content-type': 'text/csv' }).write('a,b\n');
    });
    const { stream } = await server.client(options).exports.orders({}, { signal: controller.signal });
    const reader = stream().getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('a,b\n');
    controller.abort(new Error('enough'));
    await expect(reader.read()).rejects.toThrow('enough');
    await left;
  });
});
