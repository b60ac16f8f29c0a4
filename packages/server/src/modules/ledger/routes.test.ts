import { AccountList, LedgerEntryPage, TrialBalance } from '@atobarai/sdk/contract';
import { beforeEach, expect, it } from 'vitest';
import { appForEach } from '../../../tests/support/app.ts';
import { describePglite } from '../../../tests/support/databases.ts';
import { yen } from '../../core/money.ts';
import { post } from './index.ts';

describePglite('F76: the ledger a shop sees', (open) => {
  const server = appForEach(open);
  beforeEach(async () => {
    const { shop, otherShop, app } = server;
    await app.units.inUnit({ mode: 'test', merchants: 'all' }, (unit) =>
      post(unit, [
        {
          merchantId: shop.merchantId,
          kind: 'advance',
          sourceId: 'shp_1',
          postings: [
            { debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: yen(12_000) },
            { debit: 'MERCHANT_PAYABLE', credit: 'FEE_REVENUE', amount: yen(504) },
          ],
        },
        {
          merchantId: otherShop.merchantId,
          kind: 'advance',
          sourceId: 'shp_2',
          postings: [{ debit: 'BUYER_RECEIVABLE', credit: 'MERCHANT_PAYABLE', amount: yen(1) }],
        },
      ]),
    );
  });
  const get = (path: string, options = {}) => server.call('GET', `/v1/ledger/${path}`, undefined, options);

  it('has every account of the chart with what went through it', async () => {
    const { data } = AccountList.parse((await get('accounts')).json);
    expect(data).toHaveLength(17);
    expect(data.find((account) => account.account === 'MERCHANT_PAYABLE')).toEqual({
      account: 'MERCHANT_PAYABLE',
      debit: 504,
      credit: 12_000,
      balance: -11_496,
    });
    expect(data.find((account) => account.account === 'CASH_OUT')).toMatchObject({ debit: 0, credit: 0, balance: 0 });
  });

  it('has its own entries only, newest first, page by page', async () => {
    const first = LedgerEntryPage.parse((await get('entries?limit=1')).json);
    expect(first.data).toMatchObject([
      {
        kind: 'advance',
        sourceId: 'shp_1',
        lineNo: 2,
        debit: 'MERCHANT_PAYABLE',
        credit: 'FEE_REVENUE',
        amount: 504,
        bookedOn: '2026-10-01',
      },
    ]);
    const second = LedgerEntryPage.parse((await get(`entries?limit=1&after=${first.nextCursor}`)).json);
    expect([second.data[0]?.amount, second.nextCursor]).toEqual([12_000, null]);
  });

  it('finds entries by account, kind, source and day', async () => {
    const amounts = async (query: string) => LedgerEntryPage.parse((await get(`entries?${query}`)).json).data.map((entry) => entry.amount);
    expect(await amounts('account=BUYER_RECEIVABLE')).toEqual([12_000]);
    expect(await amounts('kind=settlement_fee')).toEqual([]);
    expect(await amounts('sourceId=shp_1&from=2026-10-01&to=2026-10-01')).toEqual([504, 12_000]);
    expect(await amounts('from=2026-10-02')).toEqual([]);
    expect(await amounts('after=nonsense')).toEqual([504, 12_000]);
  });

  it('balances to zero', async () => {
    expect(TrialBalance.parse((await get('trial-balance')).json)).toMatchObject({ debit: 12_504, credit: 12_504, difference: 0 });
  });

  it('refuses an account that is none, and callers without a shop’s secret key', async () => {
    expect((await get('entries?account=PIGGY_BANK')).status).toBe(422);
    expect((await get('accounts', { key: null })).status).toBe(401);
    expect((await get('accounts', { key: server.operatorKey })).status).toBe(403);
  });
});
