import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NodeServer, nodeServer } from '../../server/tests/support/node-server.ts';
import { type Machine, newMachine } from './support/cli.ts';

let server: NodeServer;
let machine: Machine;
beforeAll(async () => {
  server = await nodeServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  machine = await newMachine({ ATOBARAI_KEY: server.keys.merchants[0]?.secretKey ?? '', ATOBARAI_BASE_URL: server.baseUrl });
});
afterEach(() => machine.remove());

const failingCall = () => server.client.orders.get('ord_0000000000000000000000').catch(() => {});

describe('logs tail', () => {
  it('shows the calls of the past, the last ones only, but not its own', async () => {
    for (let turn = 0; turn < 3; turn += 1) await server.client.sandbox.clock();
    await machine.run('logs tail --once');
    const past = await machine.run('logs tail --once --lines 2 --json');
    expect(past).toMatchObject({ code: 0, notes: [] });
    expect(past.lines).toHaveLength(2);
    expect(past.lines[1]).toMatchObject({ method: 'GET', path: '/v1/sandbox/clock', status: 200, code: null });
  });

  it('shows those that failed, with their code, as they come', async () => {
    await server.client.sandbox.clock();
    const ending = new AbortController();
    const shown = Promise.withResolvers<void>();
    const ran = machine.run('logs tail --lines 0 --failed', {
      signal: ending.signal,
      onWrite: (text) => (text.includes('not_found') ? shown.resolve() : undefined),
    });
    // Again and again, because nobody says when it has begun to look.
    const calling = setInterval(() => void failingCall(), 50);
    await shown.promise;
    clearInterval(calling);
    ending.abort('SIGINT');
    const { code, out } = await ran;
    expect(code).toBe(130);
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => / 404 {2}GET .* not_found$/.test(line)),
      out,
    ).toBe(true);
  });
});
