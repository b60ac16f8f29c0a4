import { expect, it } from 'vitest';
import { adminRows, describePostgres } from '../../../../tests/support/databases.ts';
import { instant } from '../../../core/time.ts';
import { makeEligible } from './eligibility.ts';
import { closePeriods } from './closing.ts';
import { payoutShop } from './shop.fixture.ts';
import { approvePayouts, markPayouts, sendPayouts } from './transfer.ts';

type Shop = Awaited<ReturnType<typeof payoutShop>>;

/** How many payouts hold each entry of what the shop is owed: none or two of them would be a lost or a doubled yen. */
const holdings = ({ database }: Shop) =>
  adminRows<{ payouts: number; entries: number }>(
    database,
    `select payouts, count(*)::int as entries from (
       select count(p.id)::int as payouts from ledger_payable_lines l
       left join payouts p on p.merchant_id = l.merchant_id and p.mode = l.mode and l.id > p.from_entry and l.id <= p.to_entry
       group by l.merchant_id, l.id) held group by 1 order by 1`,
  );

const firstMonday = instant('2026-10-05T00:00:00+09:00');
const secondMonday = instant('2026-10-12T00:00:00+09:00');

describePostgres('closings among posters', (open) => {
  it('G18: never lose an entry of a poster that commits while they close, nor take it twice', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    const numbers = await shop.sellAlike(1, 120);
    const deliver = (n: string) => shop.units.run((unit) => makeEligible(unit, [shop.eventOf(n, 'shipment.delivered')]));
    const closeAt = (at: typeof firstMonday) => shop.units.run(closePeriods, at);
    await Promise.all([
      ...numbers.slice(0, 60).map(deliver),
      closeAt(firstMonday),
      closeAt(firstMonday),
      ...numbers.slice(60).map(deliver),
    ]);
    await Promise.all([closeAt(secondMonday), closeAt(secondMonday)]);
    expect(await holdings(shop)).toEqual([{ payouts: 1, entries: 360 }]);
    const [row] = await adminRows<{ gross: number }>(
      shop.database,
      'select sum(net + transfer_fee + transfer_fee_tax)::int as gross from payouts',
    );
    expect(row?.gross).toBe(await shop.owed());
    expect((await shop.payouts()).map(({ closes_on }) => closes_on)).toEqual(['2026-10-04', '2026-10-11']);
  });

  it('wait for a poster that has not committed, and have its entry', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    const [posted, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = shop.units.run(async (unit) => {
      await makeEligible(unit, [shop.eventOf(1, 'shipment.delivered')]);
      posted.resolve();
      await mayCommit.promise;
    });
    await posted.promise;
    const closing = shop.units.run(closePeriods, firstMonday);
    const waits = `select 1 from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and not l.granted and d.datname = current_database()`;
    while ((await adminRows(shop.database, waits)).length === 0) continue;
    mayCommit.resolve();
    await Promise.all([slow, closing]);
    expect(await shop.payouts()).toMatchObject([{ to_entry: 3, net: 10_000 - 462 - 330 }]);
  });

  it('G18: are done once by five workers, and so is every step that follows', async () => {
    const shop = await payoutShop(open);
    for (const merchant of ['mer_b', 'mer_c', 'mer_d']) await shop.addShop(merchant);
    for (const merchant of ['mer_a', 'mer_b', 'mer_c', 'mer_d']) await shop.sell(merchant, {}, merchant);
    await shop.units.run((unit) =>
      makeEligible(
        unit,
        ['mer_a', 'mer_b', 'mer_c', 'mer_d'].map((merchant) => shop.eventOf(merchant, 'shipment.delivered', {}, merchant)),
      ),
    );
    await shop.units.run(closePeriods); // Their periods begin; none has ended.
    const fiveTimes = async (work: typeof closePeriods, at: typeof firstMonday) => {
      const counts = await Promise.all(Array.from({ length: 5 }, () => shop.units.run(work, at)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    expect(await fiveTimes(closePeriods, firstMonday)).toBe(4);
    await fiveTimes(markPayouts, firstMonday);
    expect(await fiveTimes(approvePayouts, firstMonday)).toBe(4);
    expect(await fiveTimes(sendPayouts, instant('2026-10-09T09:00:00+09:00'))).toBe(4);
    expect(await shop.payouts()).toMatchObject(Array.from({ length: 4 }, () => ({ status: 'sent', net: 9_208 })));
    expect(
      shop.units
        .toldTypes()
        .filter((type) => type.startsWith('payout.'))
        .toSorted(),
    ).toEqual([
      ...Array.from({ length: 4 }, () => 'payout.approved'),
      ...Array.from({ length: 4 }, () => 'payout.closed'),
      ...Array.from({ length: 4 }, () => 'payout.sent'),
    ]);
    expect(await shop.settlement('mer_d')).toBe('batched');
    expect(await shop.violated()).toEqual([]);
  });
});
