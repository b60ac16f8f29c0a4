import type { PayoutLine } from '@atobarai/sdk/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { appForEach } from '../../../../tests/support/app.ts';
import { describePglite } from '../../../../tests/support/databases.ts';
import { lifeOn } from '../../../../tests/flows/life.ts';
import { createApiKey } from '../../merchants/index.ts';
import { platformTenant } from '../../../core/database.ts';

describePglite('payouts over HTTP', (open) => {
  const server = appForEach(open);
  let payoutId: string;
  const get = (path: string, options = {}) => server.call('GET', path, undefined, options);
  const asOperator = () => ({ key: server.operatorKey });

  beforeEach(async () => {
    const life = lifeOn(server);
    for (let count = 0; count < 3; count += 1) {
      const { id } = await life.order();
      await life.deliver((await life.ship(id)).id);
    }
    await server.advanceTo('2026-10-05T00:00:00+09:00');
    payoutId = (await life.payouts())[0]?.id ?? '';
  });

  it('AD-22: the statement has a row per kind and a line per entry, which add up to what is sent', async () => {
    const { status, json } = await get(`/v1/payouts/${payoutId}`);
    // Three times 11,000, 462 of fee and 190 for the invoice; tax 46 and 19 each, and 30 on the transfer of 300.
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'approved', closesOn: '2026-10-04', paysOn: '2026-10-09', net: 33_000 - 1_386 - 570 - 195 - 330 });
    expect(json['totals']).toEqual([
      { kind: 'advance', count: 3, amount: 33_000 },
      { kind: 'settlement_fee', count: 3, amount: -1_386 },
      { kind: 'invoice_fee', count: 3, amount: -570 },
      { kind: 'transfer_fee', count: 1, amount: -300 },
      { kind: 'consumption_tax', count: 7, amount: -225 },
    ]);
  });

  it('gives the lines page by page, each with its order', async () => {
    const lines: PayoutLine[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { json } = await get(`/v1/payouts/${payoutId}?limit=4${cursor === '' ? '' : `&after=${cursor}`}`);
      const page = json['lines'] as { data: PayoutLine[]; nextCursor: string | null };
      expect(page.data.length).toBeLessThanOrEqual(4);
      lines.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(lines).toHaveLength(17);
    expect(lines.filter(({ kind }) => kind === 'advance')).toHaveLength(3);
    expect(lines[0]).toMatchObject({
      kind: 'advance',
      amount: 11_000,
      bookedOn: '2026-10-01',
      sourceId: expect.stringMatching(/^shp_/),
      orderId: expect.stringMatching(/^ord_/),
      shopOrderId: expect.stringMatching(/^T-/),
    });
    expect(lines.slice(-2)).toMatchObject([
      { kind: 'transfer_fee', amount: -300 },
      { kind: 'consumption_tax', amount: -30, orderId: null },
    ]);
  });

  it('AD-22: the CSV agrees with the ledger to the yen, in UTF-8 with its mark or in CP932', async () => {
    const { json } = await get(`/v1/payouts/${payoutId}`);
    const request = (query: string) =>
      server.app.http.fetch(
        new Request(`http://test.local/v1/payouts/${payoutId}/statement.csv${query}`, {
          headers: { authorization: `Bearer ${server.shop.secretKey}` },
        }),
      );
    const response = await request('');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="statement-2026-10-04.csv"');
    const text = new TextDecoder().decode(bytes);
    const rows = text.split('\r\n');
    expect(rows[0]).toBe('明細区分,区分コード,計上日,金額,店舗注文番号,注文ID,発生元');
    expect(rows[1]).toMatch(/^立替金,advance,2026-10-01,11000,T-\d{4},ord_\w+,shp_\w+$/);
    expect([rows.length, rows.at(-1)]).toEqual([19, '']);
    expect(rows.slice(1, -1).reduce((sum, row) => sum + Number(row.split(',')[3]), 0)).toBe(json['net']);
    const cp932 = await request('?encoding=cp932');
    expect(cp932.headers.get('content-type')).toBe('text/csv; charset=Shift_JIS');
    expect(new TextDecoder('shift_jis', { fatal: true }).decode(await cp932.arrayBuffer())).toBe(text);
  });

  it('are listed newest first, by status and by pay day', async () => {
    await server.advanceTo('2026-10-12T00:00:00+09:00');
    const listed = async (query: string) =>
      ((await get(`/v1/payouts${query}`)).json['data'] as { closesOn: string }[]).map(({ closesOn }) => closesOn);
    expect(await listed('')).toEqual(['2026-10-11', '2026-10-04']);
    expect(await listed('?status=carried')).toEqual(['2026-10-11']);
    expect(await listed('?from=2026-10-10')).toEqual(['2026-10-11']);
    expect(await listed('?to=2026-10-09')).toEqual(['2026-10-04']);
    expect(await listed('?limit=1')).toEqual(['2026-10-11']);
  });

  it('another shop’s payout is not there, and what is no payout neither', async () => {
    const other = { key: server.otherShop.secretKey };
    for (const path of [`/v1/payouts/${payoutId}`, `/v1/payouts/${payoutId}/statement.csv`])
      expect((await get(path, other)).status).toBe(404);
    expect((await get('/v1/payouts', other)).json['data']).toEqual([]);
    expect((await get('/v1/payouts/po_0000')).status).toBe(404);
    expect((await get(`/v1/payouts/${payoutId}`, asOperator())).status).toBe(403);
  });

  describe('for operators', () => {
    const approve = (id: string, key: string) => server.call('POST', `/v1/operator/payouts/${id}/approve`, undefined, { key });

    it('4.5: are listed with their shops', async () => {
      const { json } = await get('/v1/operator/payouts?status=approved', asOperator());
      expect(json['data']).toMatchObject([{ id: payoutId, merchantId: server.shop.merchantId, awaitsSecondApproval: false }]);
      expect((await get('/v1/operator/payouts')).status).toBe(403);
    });

    it('4.5: above the limit take two of them', async () => {
      // A payout of more than ten million yen, made of the one there is.
      await server.database.admin(`update payouts set status = 'closed', approved_at = null, next_action_at = null;
        insert into ledger_entries (merchant_id, mode, kind, source_id, line_no, debit, credit, amount, booked_on, posted_at) overriding system value
          select merchant_id, mode, 'recovery', 'x', 1, 'HELD_FOR_MERCHANT', 'MERCHANT_PAYABLE', 20000000, '2026-10-05', now() from payouts;
        update payouts set to_entry = (select max(id) from ledger_entries), net = net + 20000000`);
      const second = await server.app.units.inUnit({ mode: 'test', merchants: 'all' }, (unit) =>
        createApiKey(unit, { merchantId: platformTenant, kind: 'op' }),
      );
      const first = await approve(payoutId, server.operatorKey);
      expect([first.status, first.json]).toMatchObject([200, { status: 'closed', awaitsSecondApproval: true }]);
      const again = await approve(payoutId, server.operatorKey);
      expect([again.status, again.json['code']]).toEqual([409, 'four_eyes_required']);
      expect((await approve(payoutId, second.secret)).json).toMatchObject({ status: 'approved' });
      expect((await approve(payoutId, second.secret)).json).toMatchObject({ status: 'approved' });
    });

    it('cannot be approved once they have left', async () => {
      await server.advanceTo('2026-10-09T18:00:00+09:00');
      const { status, json } = await approve(payoutId, server.operatorKey);
      expect([status, json['code'], json['legalCommands']]).toEqual([409, 'illegal_transition', []]);
      expect((await approve('po_0000', server.operatorKey)).status).toBe(404);
    });
  });
});
