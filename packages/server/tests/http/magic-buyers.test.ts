import { expect, it } from 'vitest';
import { describePglite } from '../support/databases.ts';
import { appForEach } from '../support/app.ts';
import { orderBody } from '../support/order.ts';

describePglite('F38: the magic buyers of the sandbox', (open) => {
  const server = appForEach(open);

  const buy = (local: string, patch = {}) => {
    const body = orderBody(patch);
    return server.call('POST', '/v1/orders', { ...body, buyer: { ...body.buyer, email: `${local}@example.jp` } });
  };
  const statusOf = async (id: unknown) => (await server.call('GET', `/v1/orders/${String(id)}`)).json['status'];
  const reasons = (json: Record<string, unknown>) =>
    ((json['decision'] as { reasons: { code: string }[] }).reasons ?? []).map((reason) => reason.code);

  it.each([
    ['approve', 201, 'approved', []],
    ['reject', 201, 'rejected', ['blocked']],
    ['review', 202, 'manual_review', ['score_low']],
    ['review-ok', 202, 'manual_review', ['score_low']],
    ['review-ng', 202, 'manual_review', ['score_low']],
    ['hold-address', 201, 'on_hold', ['address_incomplete']],
    ['hold-phone', 201, 'on_hold', ['phone_unreachable_type']],
    ['limit', 201, 'rejected', ['limit_exceeded']],
    ['anyone.else', 201, 'approved', []],
  ])('%s@ answers %i %s', async (local, status, result, codes) => {
    const reply = await buy(local);
    expect([reply.status, reply.json['status'], reasons(reply.json)]).toEqual([status, result, codes]);
  });

  it('slow@ answers after six seconds, waited before any transaction', async () => {
    expect((await buy('slow')).status).toBe(201);
    expect(server.pausesMs).toEqual([6_000]);
  });

  it('error@ is unavailable once per order, then approved', async () => {
    const body = orderBody();
    const order = { ...body, buyer: { ...body.buyer, email: 'error@example.jp' } };
    expect((await server.call('POST', '/v1/orders', order)).json).toMatchObject({ status: 503, code: 'unavailable' });
    expect((await server.call('POST', '/v1/orders', order)).json['status']).toBe('approved');
  });

  it('review-ok@ and review-ng@ are decided at the next step of the clock; review@ waits for a person', async () => {
    const [ok, ng, person] = [await buy('review-ok'), await buy('review-ng'), await buy('review')];
    expect(person.json['expectedBy']).toBe('2026-10-01T14:00:00+09:00');
    await server.advanceTo('2026-10-01T13:00:00+09:00');
    expect([await statusOf(ok.json['id']), await statusOf(ng.json['id']), await statusOf(person.json['id'])]).toEqual([
      'approved',
      'rejected',
      'manual_review',
    ]);
  });

  it('F33: a hold is mended in place: the same order, approved after the field was amended', async () => {
    const held = await buy('hold-phone');
    const id = String(held.json['id']);
    const stray = await server.call('PATCH', `/v1/orders/${id}`, { buyer: { name: '別人 花子' } });
    expect(stray.json).toMatchObject({ status: 409, code: 'illegal_transition' });
    const mended = await server.call('PATCH', `/v1/orders/${id}`, { buyer: { phone: '03-3211-1111' } });
    expect(mended.json).toMatchObject({ id, status: 'approved', shipAllowed: true });
    const { json } = await server.call('GET', `/v1/orders/${id}/events`);
    expect((json['data'] as { type: string; sequence: number }[]).map(({ type, sequence }) => [sequence, type])).toEqual([
      [1, 'order.on_hold'],
      [2, 'order.amended'],
      [3, 'order.approved'],
    ]);
  });

  it('the cap stands before every magic: approve@ cannot pass it', async () => {
    const items = [{ name: 'ノートPC', quantity: 1, unitPrice: 69_800, taxRate: 10 as const }];
    const reply = await buy('approve', { billedAmount: 69_800, items });
    expect(reasons(reply.json)).toEqual(['limit_exceeded']);
  });
});
