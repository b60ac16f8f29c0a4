import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OrderSummary } from '@atobarai/sdk';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { register } from '../src/trigger/stage.ts';
import { type Machine, newMachine, type RunOptions } from './support/cli.ts';
import { listenings } from './support/listening.ts';
import { type ShopReceiver, shopReceiver } from './support/receiver.ts';
import { type RestartableServer, restartableServer } from './support/restartable-server.ts';

let server: RestartableServer;
let machine: Machine;
let receiver: ShopReceiver;
const listening = listenings();
beforeAll(async () => {
  server = await restartableServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  machine = await newMachine({ ATOBARAI_KEY: server.apiKey, ATOBARAI_BASE_URL: server.baseUrl });
  receiver = await shopReceiver();
  receiver.secret = (await machine.run('listen --print-secret')).out.trim();
});
afterEach(async () => {
  await listening.endAll();
  await receiver.stop();
  await machine.remove();
});

const listen = (options?: string, runOptions?: RunOptions) => listening.begun(machine, { forwardTo: receiver.url, options, runOptions });
const begin = (options?: string, runOptions?: RunOptions) => listening.begin(machine, { forwardTo: receiver.url, options, runOptions });

const order = (buyer = 'approve'): Promise<OrderSummary> =>
  register(
    { client: server.client, signal: new AbortController().signal, operator: () => Promise.reject(new Error('no operator')) },
    buyer,
  );
const isOf = (id: string) => (event: { resource: { id: string } }) => event.resource.id === id;
const timesHeard = (id: string) => receiver.heard.filter(isOf(id)).length;

describe('listen', () => {
  it('forwards what happens from now on, signed, and shows what the receiver answered', async () => {
    const before = await order();
    const running = await listen();
    const { id } = await order();
    const event = await receiver.hears(isOf(id));
    expect(event).toMatchObject({ type: 'order.approved', sequence: 1, mode: 'test' });
    await running.says(`${event.id}  → 204`);
    const ran = await running.end();
    expect(ran.code).toBe(130);
    expect(ran.notes.join('\n')).toContain(`Signing secret ${receiver.secret}`);
    expect(timesHeard(before.id)).toBe(0);
  });

  it('speaks JSON lines to a script, with nothing else among them', async () => {
    const running = begin('--json');
    await running.says('"listening"');
    const { id } = await order();
    const event = await receiver.hears(isOf(id));
    await running.says('"taken":true');
    const { lines, code } = await running.end('SIGTERM');
    expect(code).toBe(143);
    expect(lines[0]).toMatchObject({ kind: 'listening', forwardTo: receiver.url, secret: receiver.secret, waiting: 0 });
    expect(lines[1]).toEqual({ kind: 'delivery', event, attempt: 1, taken: true, status: 204, ms: expect.any(Number) });
  });

  it('goes on where it stopped: what happened while it was not running is not lost', async () => {
    const first = await listen();
    const one = await order();
    await receiver.hears(isOf(one.id));
    await first.says('→ 204');
    await first.end();
    const [two, three] = [await order(), await order('reject')];
    await listen();
    await receiver.hears(isOf(three.id));
    expect([one, two, three].map(({ id }) => timesHeard(id))).toEqual([1, 1, 1]);
    const arrived = receiver.heard.map((event) => event.resource.id);
    expect(arrived.indexOf(two.id)).toBeLessThan(arrived.indexOf(three.id));
  });

  it('skips what happened meanwhile when it is told to', async () => {
    await (await listen()).end();
    const missed = await order();
    await listen('--latest');
    const { id } = await order();
    await receiver.hears(isOf(id));
    expect(timesHeard(missed.id)).toBe(0);
  });

  it('waits for a receiver that is down, and loses nothing', async () => {
    const running = await listen();
    await receiver.stop();
    const [one, two] = [await order(), await order()];
    await running.says('ECONNREFUSED');
    await receiver.start();
    await receiver.hears(isOf(two.id));
    expect(receiver.heard.map((event) => event.resource.id)).toEqual([one.id, two.id]);
  });

  it('waits for a server that is down, and loses nothing', async () => {
    const running = await listen();
    const one = await order();
    await receiver.hears(isOf(one.id));
    await server.stop();
    await running.says('cannot be reached');
    await server.start();
    const two = await order();
    await receiver.hears(isOf(two.id));
    await running.says('The server is back.');
    expect([one, two].map(({ id }) => timesHeard(id))).toEqual([1, 1]);
  });

  it('may be started before the server', async () => {
    await server.stop();
    const running = begin('');
    await running.says('cannot be reached');
    await server.start();
    await running.says('Waiting for events');
    const { id } = await order();
    await receiver.hears(isOf(id));
  });

  it('sends again what the receiver refused, and meanwhile what comes after it', async () => {
    let now = Date.now();
    const bad = { id: '', isMended: false };
    const running = await listen('', { now: () => now });
    receiver.answerWith = (event) => {
      if (bad.id === '' && event.type === 'order.rejected') bad.id = event.resource.id;
      return event.resource.id === bad.id && !bad.isMended ? 500 : 204;
    };
    const refused = await order('reject');
    await running.says('→ 500');
    const next = await order();
    await receiver.hears(isOf(next.id));
    bad.isMended = true;
    now += 60_000;
    await running.says('attempt 2');
    expect([refused, next].map(({ id }) => timesHeard(id))).toEqual([2, 1]);
  });

  it('sends what waited again after it was restarted itself', async () => {
    let now = Date.now();
    receiver.answerWith = () => 503;
    const first = await listen('', { now: () => now });
    const { id } = await order();
    await first.says('→ 503');
    await first.end();
    receiver.answerWith = () => 200;
    now += 60_000;
    const second = await listen('', { now: () => now });
    await second.says('1 that were not taken are sent again.');
    await second.says('attempt 2');
    expect(timesHeard(id)).toBe(2);
  });

  it('does not take a redirect for an answer', async () => {
    receiver.answerWith = () => 302;
    const running = await listen();
    await order();
    await running.says('→ 302');
  });

  it('forwards only the types that are wished, and passes over the others for good', async () => {
    const running = await listen('--events order.rejected,order.on_hold');
    const other = await order();
    const { id } = await order('reject');
    await receiver.hears(isOf(id));
    await running.says('order.rejected');
    expect(timesHeard(other.id)).toBe(0);
    await running.end();
    await listen();
    const { id: last } = await order();
    await receiver.hears(isOf(last));
    expect(timesHeard(other.id)).toBe(0);
  });

  it('keeps one secret, in a file only its owner can read, and no buyer in any other', async () => {
    const running = await listen();
    const { id } = await order();
    await receiver.hears(isOf(id));
    await running.says('→ 204');
    const folder = join(machine.home, '.config', 'atobarai');
    expect((await stat(join(folder, 'listen-secret'))).mode & 0o777).toBe(0o600);
    expect((await machine.run('listen --print-secret --json')).json).toEqual({ secret: receiver.secret });
    for (const name of await readdir(join(folder, 'listen'))) {
      const text = await readFile(join(folder, 'listen', name), 'utf8');
      expect(text).not.toMatch(/見本|090-|sk_test_/);
    }
  });

  it('begins with the first event of a server whose data was reset', async () => {
    await order();
    await (await listen()).end();
    const folder = join(machine.home, '.config', 'atobarai', 'listen');
    const [name = ''] = await readdir(folder);
    const state = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>;
    await writeFile(join(folder, name), JSON.stringify({ ...state, cursor: 'evt_0000000000000000000000' }));
    let [first] = (await server.client.events.list({ order: 'oldest_first', limit: 1 }).page()).data;
    while (!first) [first] = (await server.client.events.list({ order: 'oldest_first', limit: 1 }).page()).data;
    const running = await listen();
    await running.says('its data was reset');
    const { id } = await order();
    await receiver.hears(isOf(id));
    expect(receiver.heard[0]?.id).toBe(first.id);
  });

  it('ends when the key is refused', async () => {
    const ran = await machine.run(`listen --forward-to ${receiver.url}`, {
      env: { ATOBARAI_KEY: `sk_test_000000000000_${'x'.repeat(43)}` },
    });
    expect(ran.code).toBe(3);
  });
});
