import { afterEach, describe, expect, it } from 'vitest';
import { openReceiver, type Receiver, type Treatment } from '../../tests/support/receiver.ts';
import type { Mode } from '../core/database.ts';
import type { WebhookRequest } from '../modules/webhooks/model.ts';
import { createNodeSender } from './webhook-sender.ts';

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
describe('an address that is not on the public internet', () => {
  const strict = createNodeSender({ allowLoopback: false });
  const loopback = [
    '127.0.0.1',
    '127.1.2.3',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
  ];
  const names = ['localhost', 'localhost.', 'LOCALHOST', 'a.localhost'];
  const inside = [
    '0.0.0.0',
    '0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '0xa9fea9fe',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::ffff:10.0.0.1]',
    '[::ffff:8.8.8.8]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::1]',
    '[100::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:7f00:1::]',
    '[3fff::1]',
    '[5f00::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
  ];
  const modes: readonly Mode[] = ['test', 'live'];

  it.each([...loopback, ...names, ...inside])('%s is refused when it is written down and when it is sent to', async (host) => {
    const shop = await receiver();
    for (const mode of modes) {
      const url = mode === 'live' ? `https://${host}/` : `http://${host}:${shop.port}/`;
      expect([mode, strict.isForbidden(new URL(url), mode)]).toEqual([mode, true]);
      if (names.includes(host)) continue; // Names go to the resolver, and are refused by what it says.
      expect(await strict.send(requestTo(url, { mode }))).toEqual({ kind: 'unanswered', problem: 'address_forbidden' });
    }
    expect(shop.received).toEqual([]);
  });

  it('is refused by what its name resolves to', async () => {
    const shop = await receiver();
    expect(await strict.send(requestTo(`http://localhost:${shop.port}/`))).toEqual({ kind: 'unanswered', problem: 'address_forbidden' });
    expect(shop.received).toEqual([]);
  });

  it.each(inside)('%s is refused also where test mode may send to this machine', (host) => {
    expect(local.isForbidden(new URL(`http://${host}/`), 'test')).toBe(true);
  });

  it.each([...loopback, ...names])('%s is taken in test mode where the setting allows it, never in live mode', (host) => {
    expect(local.isForbidden(new URL(`http://${host}/`), 'test')).toBe(false);
    expect(local.isForbidden(new URL(`https://${host}/`), 'live')).toBe(true);
  });

  it('is the only kind that is refused', () => {
    for (const host of [
      '8.8.8.8',
      '100.128.0.1',
      '172.32.0.1',
      '192.0.1.1',
      '198.20.0.1',
      '[2606:4700::1111]',
      '[2400::1]',
      'shop.example',
    ])
      expect([host, strict.isForbidden(new URL(`https://${host}/`), 'live')]).toEqual([host, false]);
  });

  it('is not reached in live mode by plain http or another port either', async () => {
    for (const url of ['http://8.8.8.8/', 'https://8.8.8.8:9000/', 'https://user:pass@8.8.8.8/'])
      expect(await strict.send(requestTo(url, { mode: 'live' }))).toEqual({ kind: 'unanswered', problem: 'address_forbidden' });
  });
});
