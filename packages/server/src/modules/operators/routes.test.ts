import { expect, it } from 'vitest';
import { lifeForEach } from '../../../tests/flows/life.ts';

import { adminRows, describePglite } from '../../../tests/support/databases.ts';
import { orderBody } from '../../../tests/support/order.ts';

describePglite('what operators do by hand', (open) => {
  const { server, life } = lifeForEach(open);

  type Action = { id: string; merchantId: string; at: string; operation: string; resourceId: string; keyId: string; reason: string | null };
  const asOperator = (path: string, body: unknown) => life.post(`/v1/operator${path}`, body, { key: server.operatorKey });
  const actions = async (query = '') =>
    (await life.get<{ data: Action[]; nextCursor: string | null }>(`/v1/operator/actions${query}`, { key: server.operatorKey })).data;
  const inReview = async () => {
    const body = orderBody();
    return life.order({ ...body, buyer: { ...body.buyer, email: 'review@example.jp' } });
  };
  const keyId = async () => (await adminRows<{ id: string }>(server.database, `select id from api_keys where kind = 'op'`))[0]?.id;

  it('AM-10: keeps the reason of a decided review with the key and the time, readable by operators', async () => {
    const { id } = await inReview();
    await asOperator(`/reviews/${id}/decide`, { result: 'approved', reason: '山田様に電話で確認' });
    const [shop] = await adminRows<{ merchant_id: string }>(server.database, `select merchant_id from orders where id = '${id}'`);
    expect(await actions()).toEqual([
      {
        id: expect.stringMatching(/^act_/),
        merchantId: shop?.merchant_id,
        at: expect.stringMatching(/^2026-10-01T12:0/),
        operation: 'operator.decideReview',
        resourceId: id,
        keyId: await keyId(),
        reason: '山田様に電話で確認',
      },
    ]);
  });

  it('AM-10: keeps the evidence of a delivery, the reason of an allocation and of a cancellation, each under what it is about', async () => {
    const stuck = await life.order();
    const shipment = await life.ship(stuck.id);
    const paid = await life.order();
    await life.ship(paid.id);
    await server.advanceTo('2026-10-02T12:00:00+09:00');
    await asOperator(`/shipments/${shipment.id}/force-delivered`, { deliveredOn: '2026-10-02', evidence: '受領印 12' });
    const invoice = await life.invoiceOf(paid.id);
    const deposit = await life.deposit(invoice.amount, 'ヤマダ', '2026-10-02');
    await asOperator(`/deposits/${deposit.id}/allocate`, { invoiceId: invoice.id, reason: '振込控えあり' });
    await asOperator(`/orders/${paid.id}/cancel`, { reason: 'damaged', refundBy: 'provider' });
    const kept = (await actions()).map(({ operation, resourceId, reason }) => [operation, resourceId, reason]);
    expect(kept).toEqual([
      ['operator.cancelOrder', paid.id, 'damaged'],
      ['operator.allocateDeposit', deposit.id, '振込控えあり'],
      ['operator.forceDelivered', shipment.id, '受領印 12'],
    ]);
    expect(await actions(`?resourceId=${shipment.id}`)).toHaveLength(1);
    expect((await actions('?limit=1')).map(({ operation }) => operation)).toEqual(['operator.cancelOrder']);
  });

  it('keeps the words sealed, and nothing of a call that was refused', async () => {
    const { id } = await inReview();
    await asOperator(`/reviews/${id}/decide`, { result: 'rejected', reason: '山田様と連絡が取れない' });
    const again = { key: server.operatorKey };
    expect((await server.call('POST', `/v1/operator/reviews/${id}/decide`, { result: 'approved', reason: 'x' }, again)).status).toBe(409);
    const rows = await adminRows<{ row: string }>(server.database, 'select a::text as row from operator_actions a');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain('山田');
  });

  it('lets the application add rows, not change or remove them', async () => {
    const rights = await adminRows<{ right: string }>(
      server.database,
      `select privilege_type as right from information_schema.table_privileges where table_name = 'operator_actions' and grantee = 'atobarai_app'`,
    );
    expect(rights.map(({ right }) => right).toSorted()).toEqual(['INSERT', 'SELECT']);
  });

  it.each([
    ['buyer.phone', 'phone_unreachable_type', { buyer: { phone: '03-1234-5678' } }],
    ['buyer.postalCode', 'postal_mismatch', { buyer: { postalCode: '100-0005' } }],
    ['buyer.address', 'address_incomplete', { buyer: { postalCode: '100-0005' } }],
    [undefined, 'address_incomplete', { buyer: { postalCode: '100-0005' } }],
    ['buyer.name', 'score_low', { buyer: { name: '山田 太郎' } }],
  ])('domain 4.2: a hold for %s tells the shop %s, and that field may then be mended', async (field, code, patch) => {
    const { id } = await inReview();
    await asOperator(`/reviews/${id}/decide`, { result: 'on_hold', reason: 'x', ...(field ? { field } : {}) });
    expect((await life.read(id)).decision?.reasons).toMatchObject([{ code, field: field ?? 'buyer.address' }]);
    // The magic buyer is held for a person again.
    expect((await server.call('PATCH', `/v1/orders/${id}`, patch)).json).toMatchObject({ status: 'manual_review' });
  });
});
