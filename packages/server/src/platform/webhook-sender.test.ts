import { afterEach, describe, expect, it } from 'vitest';
import { openReceiver, type Receiver, type Treatment } from '../../tests/support/receiver.ts';
import type { WebhookRequest } from '../modules/webhooks/model.ts';
import { createNodeSender, type NodeSenderOptions, type Resolved } from './webhook-sender.ts';
import { createFetchSender } from './webhook-sender-fetch.ts';

let receivers: Receiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.map((receiver) => receiver.close()));
  receivers = [];
});

async function receiver(treatment: Treatment = { status: 200 }): Promise<Receiver> {
  const opened = await openReceiver(() => treatment);
  receivers.push(opened);
  return opened;
}

const requestTo = (url: string, more: Partial<WebhookRequest> = {}): WebhookRequest => ({
  mode: 'test',
  url,
  headers: { 'content-type': 'application/json', 'webhook-id': 'evt_01' },
  body: '{"注文":"承認"}',
  timeoutMs: 5_000,
  mostAnswerBytes: 65_536,
  ...more,
});

const local = createNodeSender({ allowLoopback: true });
const senders = [
  ['node', local],
  ['fetch', createFetchSender()],
] as const;

const ofUpgrade = {
  node: { kind: 'answered', status: 101, retryAfter: null, body: '' },
  fetch: { kind: 'unanswered', problem: 'connection_failed' },
} as const;

describe.each(senders)('a webhook by %s', (name, sender) => {
  it('arrives as it was signed, and brings back the answer', async () => {
    const shop = await receiver({ status: 201, body: '受け取りました' });
    expect(await sender.send(requestTo(shop.url))).toEqual({ kind: 'answered', status: 201, retryAfter: null, body: '受け取りました' });
    expect(shop.received).toMatchObject([
      { path: '/webhooks', body: '{"注文":"承認"}', headers: { 'webhook-id': 'evt_01', 'content-length': '19' } },
    ]);
  });

  it.each([400, 410, 500, 503])('tells of a %i', async (status) => {
    const shop = await receiver({ status, headers: { 'retry-after': '7' } });
    expect(await sender.send(requestTo(shop.url))).toEqual({ kind: 'answered', status, retryAfter: '7', body: '' });
  });

  // Node says neither that it answered nor that it failed when nobody asked for the upgrade.
  it('comes to an end with a receiver that changes the protocol', async () => {
    const shop = await receiver({ status: 101, headers: { connection: 'Upgrade', upgrade: 'websocket' } });
    expect(await sender.send(requestTo(shop.url, { timeoutMs: 1_500 }))).toEqual(ofUpgrade[name]);
    expect(shop.received).toHaveLength(1);
  });

  it('reads an answer that offers another protocol', async () => {
    const shop = await receiver({ status: 200, headers: { connection: 'Upgrade', upgrade: 'h2c' }, body: 'ok' });
    expect(await sender.send(requestTo(shop.url))).toMatchObject({ kind: 'answered', status: 200, body: 'ok' });
  });

  it('does not follow a redirect', async () => {
    const inside = await receiver();
    const shop = await receiver({ status: 302, headers: { location: inside.url } });
    expect(await sender.send(requestTo(shop.url))).toMatchObject({ kind: 'answered', status: 302 });
    expect(inside.received).toEqual([]);
  });

  it('waits for a receiver that hangs until its time is up, and no longer', async () => {
    const shop = await receiver('hang');
    expect(await sender.send(requestTo(shop.url, { timeoutMs: 1_500 }))).toEqual({ kind: 'unanswered', problem: 'timeout' });
    expect(shop.received).toHaveLength(1);
  });

  it('counts the status of an answer that never ends, or breaks off', async () => {
    for (const treatment of ['endless', 'break'] as const) {
      const shop = await receiver(treatment);
      expect(await sender.send(requestTo(shop.url, { timeoutMs: 1_500 }))).toMatchObject({ kind: 'answered', status: 200, body: 'so far' });
    }
  });

  it('reads 64 kB of an answer of 5 MB and leaves the rest', async () => {
    const shop = await receiver({ status: 200, body: 'x'.repeat(5_000_000) });
    expect(await sender.send(requestTo(shop.url))).toEqual({ kind: 'answered', status: 200, retryAfter: null, body: 'x'.repeat(65_536) });
  });

  it('tells of a connection that is refused or closed', async () => {
    const shop = await receiver('close');
    expect(await sender.send(requestTo(shop.url))).toEqual({ kind: 'unanswered', problem: 'connection_failed' });
    await shop.close();
    expect(await sender.send(requestTo(shop.url))).toEqual({ kind: 'unanswered', problem: 'connection_failed' });
  });

  it('gives up with an error when the process ends', async () => {
    const shop = await receiver('hang');
    const ending = new AbortController();
    const sent = sender.send(requestTo(shop.url, { signal: ending.signal }));
    await shop.count(1);
    ending.abort();
    await expect(sent).rejects.toThrow();
    await expect(sender.send(requestTo(shop.url, { signal: ending.signal }))).rejects.toThrow();
    expect(shop.received).toHaveLength(1);
  });
});

describe('a name', () => {
  const named = (addresses: readonly Resolved[], options: Partial<NodeSenderOptions> = {}) =>
    createNodeSender({ allowLoopback: false, resolve: async () => addresses, ...options });

  it('that resolves to this machine is not sent to', async () => {
    const shop = await receiver();
    const url = `http://shop.example:${shop.port}/`;
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      const sender = named([{ address, family: address.includes(':') ? 6 : 4 }]);
      expect(await sender.send(requestTo(url))).toEqual({ kind: 'unanswered', problem: 'address_forbidden' });
    }
    expect(shop.received).toEqual([]);
  });

  it('that also resolves to this machine is not sent to, whichever comes first', async () => {
    const shop = await receiver();
    const mixed = [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    for (const addresses of [mixed, mixed.toReversed()]) {
      expect(await named(addresses).send(requestTo(`http://shop.example:${shop.port}/`))).toEqual({
        kind: 'unanswered',
        problem: 'address_forbidden',
      });
    }
    expect(shop.received).toEqual([]);
  });

  it('is asked for once, and the connection goes to the address that was checked (DNS rebinding)', async () => {
    const shop = await receiver();
    let asked = 0;
    // Nobody listens at the address that is checked; the receiver is at the one that comes when it is asked again.
    const sender = named([], {
      allowLoopback: true,
      resolve: async () => {
        asked += 1;
        return [{ address: asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }];
      },
    });
    const answer = await sender.send(requestTo(`http://rebind.example:${shop.port}/`, { timeoutMs: 2_000 }));
    expect(answer.kind).toBe('unanswered');
    expect(asked).toBe(1);
    expect(shop.received).toEqual([]);
  });

  it('is sent to at the address it resolved to, with its own name in Host', async () => {
    const shop = await receiver();
    const sender = named([{ address: '127.0.0.1', family: 4 }], { allowLoopback: true });
    expect(await sender.send(requestTo(`http://shop.example:${shop.port}/hooks`))).toMatchObject({ kind: 'answered', status: 200 });
    expect(shop.received).toMatchObject([{ path: '/hooks', headers: { host: `shop.example:${shop.port}` } }]);
  });

  it('that nobody knows is told apart from a receiver that is down', async () => {
    const unknown = named([], { resolve: () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })) });
    expect(await unknown.send(requestTo('http://nowhere.example/'))).toEqual({ kind: 'unanswered', problem: 'name_not_found' });
    expect(await named([]).send(requestTo('http://nowhere.example/'))).toEqual({ kind: 'unanswered', problem: 'address_forbidden' });
  });

  it('that takes for ever to resolve costs the time-out and no more', async () => {
    const slow = named([], { resolve: () => new Promise(() => {}) });
    expect(await slow.send(requestTo('http://slow.example/', { timeoutMs: 50 }))).toEqual({ kind: 'unanswered', problem: 'timeout' });
  });
});
