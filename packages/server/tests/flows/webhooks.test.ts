import { beforeEach, expect, it } from 'vitest';
import { createFetchSender } from '../../src/platform/webhook-sender-fetch.ts';

import { adminRows, describePglite } from '../support/databases.ts';
import { lifeForEach } from './life.ts';

/** Marked so that a single part of it would be found anywhere. */
const person = {
  kind: 'consumer',
  name: '金糸雀 太郎',
  nameKana: 'カナリア タロウ',
  postalCode: '100-0005',
  address: { prefecture: '東京都', city: '千代田区', line1: '丸の内九丁目8-7', line2: 'カナリア荘303' },
  phone: '09087654321',
  email: 'canary.taro@example.jp',
} as const;
const marks = [
  '金糸雀',
  '太郎',
  'カナリア',
  'ｶﾅﾘｱ',
  'タロウ',
  '100-0005',
  '1000005',
  '丸の内',
  '千代田',
  '303',
  '09087654321',
  '87654321',
  'canary',
  'example.jp',
];

describePglite('the webhooks of the life of an order', (open) => {
  let sent: { type: string; body: string; headers: Headers }[];
  const receive: typeof fetch = async (_input, init) => {
    const body = String(init?.body);
    sent.push({ type: (JSON.parse(body) as { type: string }).type, body, headers: new Headers(init?.headers) });
    return new Response(null, { status: 204 });
  };
  const { server, life } = lifeForEach(open, { webhookSender: createFetchSender(receive) });
  beforeEach(async () => {
    sent = [];
    await life.post('/v1/webhook-endpoints', { url: 'https://shop.example/webhooks' });
  });

  it('SF-52: tell ids, statuses, dates and amounts from approval to payout and dunning, and nothing of the buyer', async () => {
    const { id } = await life.order({ buyer: person });
    const parcel = await life.ship(id);
    await server.advanceTo('2026-10-01T18:00:00+09:00');
    await life.deliver(parcel.id, 'in_transit');
    await life.deliver(parcel.id);
    const invoice = await life.invoiceOf(id);
    await life.payAtKonbini(invoice.id, 'sokuho', { amount: 1_000 });
    await life.payAtKonbini(invoice.id, 'kakuho', { amount: 1_000 });
    await life.deposit(20_000, `${invoice.reference} ｶﾅﾘｱ ﾀﾛｳ`, '2026-10-01');
    await life.post(`/v1/orders/${id}/returns`, { amount: 2_000, reason: 'returned' });
    await server.advanceTo('2026-10-09T18:00:00+09:00');
    const unpaid = await life.order({ buyer: { ...person, kind: 'company', company: 'カナリア商会' } });
    await life.deliver((await life.ship(unpaid.id, { shippedAt: '2026-10-09T10:00:00+09:00' })).id);
    await life.post(`/v1/orders/${(await life.order({ buyer: { ...person, email: 'hold-phone@example.jp' } })).id}/cancel`, {});
    await server.advanceTo('2026-12-20T00:00:00+09:00');
    await server.deliver();

    const types = new Set(sent.map(({ type }) => type));
    const wanted = ['order.approved', 'order.on_hold', 'order.cancelled', 'order.return_requested', 'shipment.delivered', 'invoice.issued'];
    const later = ['invoice.partially_paid', 'invoice.paid', 'invoice.overdue', 'invoice.dunned', 'payout.completed'];
    expect([...wanted, ...later].filter((type) => !types.has(type))).toEqual([]);
    const [told] = await adminRows<{ count: number }>(server.database, 'select count(*)::int as count from events');
    expect(sent).toHaveLength(told?.count ?? 0);
    const found = sent.flatMap(({ type, body }) =>
      marks.filter((mark) => body.includes(mark)).map((mark) => `${type}: ${mark} in ${body}`),
    );
    expect(found).toEqual([]);
    for (const { body } of sent) expect(new TextEncoder().encode(body).length).toBeLessThan(2_000);
  });
});
