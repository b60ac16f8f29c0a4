import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { instant } from '../../../core/time.ts';
import { chargeInvoiceFee } from './eligibility.ts';
import { payoutShop } from './shop.fixture.ts';
import { approveLargePayout, takeBankReturn } from './transfer.ts';

type Shop = Awaited<ReturnType<typeof payoutShop>>;
const entries = ({ database }: Shop) =>
  adminRows<{ line: string }>(
    database,
    `select concat_ws(' ', kind || '/' || source_id, credit, amount, booked_on) as line from ledger_entries order by id`,
  ).then((rows) => rows.map(({ line }) => line));
const monday = '2026-10-05T00:00:00+09:00';

describeBothEngines('from the advance to the bank', (open) => {
  it('SF-32 SF-38: the week closes on Sunday, is approved at once, leaves on Friday at nine and has arrived by three', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    expect(await shop.runUntil('2026-10-09T18:00:00+09:00')).toEqual([
      '2026-10-04T15:00:00.000Z payouts.close 1',
      '2026-10-04T15:00:00.000Z payouts.mark_advances 1',
      '2026-10-04T15:00:00.000Z payouts.approve 1',
      '2026-10-09T00:00:00.000Z payouts.send 1',
      '2026-10-09T06:00:00.000Z payouts.complete 1',
      '2026-10-09T06:00:00.000Z payouts.mark_advances 1',
    ]);
    // 10,000 − 420 − 42 − 300 − 30.
    const [payout] = await shop.payouts();
    expect(payout).toMatchObject({ status: 'completed', closes_on: '2026-10-04', pays_on: '2026-10-09', net: 9_208, transfer_fee: 300 });
    expect((await entries(shop)).slice(3)).toEqual([
      `transfer_fee/${payout?.id} TRANSFER_FEE_RECOVERY 300 2026-10-09`,
      `transfer_fee/${payout?.id} TAX_PAYABLE 30 2026-10-09`,
      `payout/${payout?.id} CASH_OUT 9208 2026-10-09`,
    ]);
    expect(await shop.owed()).toBe(0);
    expect(await shop.settlement(1)).toBe('paid_out');
    expect(await shop.violated()).toEqual([]);
  });

  it('tells each step on the payout’s own sequence', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.runUntil('2026-10-09T18:00:00+09:00');
    const told = shop.units.told.filter(({ resource }) => resource.type === 'payout');
    expect(told.map(({ type, sequence }) => `${sequence} ${type}`)).toEqual([
      '1 payout.closed',
      '2 payout.approved',
      '3 payout.sent',
      '4 payout.completed',
    ]);
    expect(told[0]?.data).toMatchObject({
      periodFrom: '2026-10-01',
      closesOn: '2026-10-04',
      paysOn: '2026-10-09',
      net: 9_208,
      transferFee: 300,
      transferFeeTax: 30,
    });
  });

  it('SF-21: what arrives after the closing day waits for the next closing, also when the closing runs late', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2, { amount: 20_000 });
    await shop.deliver(1);
    shop.units.moveTo('2026-10-06T10:00:00+09:00');
    await shop.deliver(2);
    await shop.runUntil('2026-10-12T00:00:00+09:00', ['close']);
    expect(await shop.payouts()).toMatchObject([
      { closes_on: '2026-10-04', net: 10_000 - 462 - 330, from_entry: 0, to_entry: 3 },
      { closes_on: '2026-10-11', net: 20_000 - 924 - 330, from_entry: 3, to_entry: 6 },
    ]);
    expect(await shop.violated()).toEqual([]);
  });

  it('SF-21: a fee that is charged late pulls nothing of the next period into the old one', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2, { amount: 20_000 });
    await shop.deliver(1);
    shop.units.moveTo('2026-10-05T08:00:00+09:00');
    await shop.deliver(2);
    const issued = shop.eventOf(1, 'invoice.issued', { documentVersion: 1, delivery: 'separate' });
    await shop.units.run((unit) => chargeInvoiceFee(unit, [issued]), instant('2026-10-02T18:00:00+09:00'));
    await shop.runUntil('2026-10-12T00:00:00+09:00', ['close']);
    expect((await entries(shop)).slice(6)).toEqual([
      'invoice_fee/inv_1:1 FEE_REVENUE 190 2026-10-05',
      'invoice_fee/inv_1:1 TAX_PAYABLE 19 2026-10-05',
    ]);
    expect(await shop.payouts()).toMatchObject([
      { closes_on: '2026-10-04', net: 10_000 - 462 - 330, from_entry: 0, to_entry: 3 },
      { closes_on: '2026-10-11', net: 20_000 - 924 - 209 - 330, from_entry: 3, to_entry: 8 },
    ]);
    expect(await shop.violated()).toEqual([]);
  });

  it('4.2: what arrives after the closing is not marked with it', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2);
    await shop.deliver(1);
    await shop.runUntil(monday, ['close']);
    await shop.deliver(2);
    await shop.runUntil(monday);
    expect([await shop.settlement(1), await shop.settlement(2)]).toEqual(['batched', 'eligible']);
  });

  it('4.2: the order is batched at the closing, and a return that comes then goes to the next one', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.runUntil('2026-10-06T12:00:00+09:00');
    expect(await shop.settlement(1)).toBe('batched');
    await shop.takeBack(1, 'credited = 4000');
    await shop.runUntil('2026-10-16T18:00:00+09:00');
    expect(await shop.settlement(1)).toBe('adjusted');
    // 4,000 back, 168 of the fee and 17 of its tax returned: the shop owes 3,815, and no transfer is charged.
    expect(await shop.payouts()).toMatchObject([
      { status: 'completed', net: 9_208 },
      { status: 'carried', net: -3_815, transfer_fee: 0 },
    ]);
    expect(await shop.violated()).toEqual([]);
  });

  it('WX-05: carries what cannot be sent, and the next closing sends both; its advances are paid with that one', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 300 });
    await shop.deliver(1);
    await shop.runUntil('2026-10-09T18:00:00+09:00');
    expect(await shop.settlement(1)).toBe('eligible');
    await shop.sell(2);
    await shop.deliver(2);
    await shop.runUntil('2026-10-16T18:00:00+09:00');
    // 300 − 12 − 1 = 287; 287 + 9,538 − 330 = 9,495.
    expect(await shop.payouts()).toMatchObject([
      { status: 'carried', net: 287 },
      { status: 'completed', carried_in: 287, net: 9_495 },
    ]);
    expect([await shop.settlement(1), await shop.settlement(2)]).toEqual(['paid_out', 'paid_out']);
    expect(await shop.violated()).toEqual([]);
  });

  it('G18: catches up on missed closings in their order, each at its own moment', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    const ran = await shop.runUntil('2026-10-27T00:00:00+09:00', ['monthly_fees', 'close']);
    expect(ran.map((line) => line.slice(0, 10))).toEqual(['2026-10-04', '2026-10-11', '2026-10-18', '2026-10-25']);
    const closed = await adminRows<{ at: string }>(
      shop.database,
      `select to_char(closed_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI') as at from payouts order by closes_on`,
    );
    expect(closed.map(({ at }) => at)).toEqual(['2026-10-05 00:00', '2026-10-12 00:00', '2026-10-19 00:00', '2026-10-26 00:00']);
    expect(await shop.violated()).toEqual([]);
  });
});

describeBothEngines('a payout that is not sent at once', (open) => {
  const large = async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 20_000_000 });
    await shop.deliver(1);
    await shop.runUntil(monday);
    const [payout] = await shop.payouts();
    return { shop, payoutId: payout?.id ?? '' };
  };

  it('4.5: waits for two operators when it is above the limit', async () => {
    const { shop, payoutId } = await large();
    expect(await shop.payouts()).toMatchObject([{ status: 'closed' }]);
    const approve = (keyId: string) => shop.units.run((unit) => approveLargePayout(unit, { payoutId, keyId }));
    expect(await approve('key_a')).toMatchObject({ status: 'closed', firstApprovedBy: 'key_a' });
    await expect(approve('key_a')).rejects.toThrow('four_eyes_required');
    expect(await approve('key_b')).toMatchObject({ status: 'approved', paysOn: '2026-10-09' });
    await shop.runUntil('2026-10-09T18:00:00+09:00');
    expect(await shop.payouts()).toMatchObject([{ status: 'completed' }]);
    await expect(approve('key_a')).rejects.toThrow('illegal_transition');
    expect(await shop.violated()).toEqual([]);
  });

  it('4.5: is not approved when the ledger says another sum', async () => {
    const { shop, payoutId } = await large();
    await shop.database.admin(`update payouts set net = net + 1`);
    await expect(shop.units.run((unit) => approveLargePayout(unit, { payoutId, keyId: 'key_a' }))).rejects.toThrow('differ by 1 yen');
  });

  it('4.5 組戻し: is owed again when the bank sends it back, and is sent once more under a number of its own', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.runUntil('2026-10-09T10:00:00+09:00');
    const [payout] = await shop.payouts();
    const payoutId = payout?.id ?? '';
    await shop.units.run((unit) => takeBankReturn(unit, payoutId));
    expect(await shop.owed()).toBe(9_538);
    expect(await shop.violated()).toEqual([]);
    await shop.sell(2);
    await shop.deliver(2);
    await shop.runUntil('2026-10-12T00:00:00+09:00');
    await shop.units.run((unit) => approveLargePayout(unit, { payoutId, keyId: 'key_a' }));
    await shop.runUntil('2026-10-16T18:00:00+09:00');
    expect(await shop.payouts()).toMatchObject([
      { status: 'completed', net: 9_208, pays_on: '2026-10-13' },
      { status: 'completed', net: 9_208, pays_on: '2026-10-16' },
    ]);
    expect(await shop.owed()).toBe(0);
    expect(await shop.violated()).toEqual([]);
    await expect(shop.units.run((unit) => takeBankReturn(unit, payoutId))).rejects.toThrow('illegal_transition');
  });

  it('is not there to be approved under another number', async () => {
    const shop = await payoutShop(open);
    await expect(shop.units.run((unit) => approveLargePayout(unit, { payoutId: 'po_none', keyId: 'key_a' }))).rejects.toThrow('not_found');
  });
});

describeBothEngines('a closing of many advances', (open) => {
  it('marks them in steps, oldest payouts first, and forgets none', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 5_000 });
    const numbers = ['1', ...(await shop.sellAlike(1, 1_099))];
    await shop.deliver(...numbers);
    const ran = await shop.runUntil('2026-10-09T18:00:00+09:00', ['close', 'mark_advances', 'approve', 'send', 'complete']);
    expect(ran.filter((line) => line.includes('mark_advances')).map((line) => line.split(' ')[2])).toEqual([
      '500',
      '500',
      '100',
      '500',
      '500',
      '100',
    ]);
    const statuses = await adminRows(
      shop.database,
      `select a.status, o.settlement, count(*)::int as count from advances a join orders o on o.id = a.order_id group by 1, 2`,
    );
    expect(statuses).toEqual([{ status: 'paid_out', settlement: 'paid_out', count: 1_100 }]);
    expect(await adminRows(shop.database, 'select count(*)::int as waiting from payouts where marking_at is not null')).toEqual([
      { waiting: 0 },
    ]);
    expect((await shop.payouts())[0]).toMatchObject({ net: 1_100 * (5_000 - 210 - 21) - 330 });
  });
});
