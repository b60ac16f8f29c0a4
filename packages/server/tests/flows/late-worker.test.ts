import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../support/databases.ts';
import { lifeForEach } from './life.ts';

const hourMs = 3_600_000;

describeBothEngines('a worker that was down over a weekend', (open) => {
  const { server, life } = lifeForEach(open, { now: '2026-10-02T16:00:00+09:00' });

  const closings = async () => (await life.payouts()).toReversed().map(({ closesOn, paysOn, net }) => `${closesOn} ${paysOn} ${net}`);
  const lines = () =>
    adminRows<{ line: string }>(
      server.database,
      `select concat_ws(' ', p.closes_on, l.kind, l.booked_on) as line from ledger_payable_lines l
       left join payouts p on p.merchant_id = l.merchant_id and p.mode = l.mode and l.id > p.from_entry and l.id <= p.to_entry
       where l.kind in ('advance', 'invoice_fee') group by p.closes_on, l.kind, l.booked_on order by min(l.id)`,
    ).then((rows) => rows.map(({ line }) => line));

  it('SF-21: closes Sunday without what was delivered on Monday before it was back, though Friday’s fee came after that', async () => {
    const { id } = await life.order({ orderDate: '2026-10-02' });
    const parcel = await life.ship(id, { shippedAt: '2026-10-02T15:00:00+09:00' });
    server.passWallMs(64 * hourMs);
    await life.deliver(parcel.id);
    await server.advanceTo('2026-10-05T09:00:00+09:00');
    expect(await life.invoiceOf(id)).toMatchObject({ issuedOn: '2026-10-02' });
    expect(await closings()).toEqual(['2026-10-04 2026-10-09 0']);
    await server.advanceTo('2026-10-12T09:00:00+09:00');
    // 11,000 − 462 − 46 − 209 − 330: what an order comes to whose delivery a worker had awaited.
    expect(await closings()).toEqual(['2026-10-04 2026-10-09 0', '2026-10-11 2026-10-16 9953']);
    expect(await lines()).toEqual(['2026-10-11 advance 2026-10-05', '2026-10-11 invoice_fee 2026-10-05']);
  });

  it('SF-21: catches up on weeks in their order, with nothing in a closing that was delivered after it', async () => {
    const { id } = await life.order({ orderDate: '2026-10-02' });
    const parcel = await life.ship(id, { shippedAt: '2026-10-02T15:00:00+09:00' });
    const second = await life.order({ orderDate: '2026-10-02', shopOrderId: 'late-2' });
    const secondParcel = await life.ship(second.id, { shippedAt: '2026-10-02T15:00:00+09:00' });
    server.passWallMs(64 * hourMs);
    await life.deliver(parcel.id);
    server.passWallMs(8 * 24 * hourMs);
    await life.deliver(secondParcel.id);
    await server.advanceTo('2026-10-19T09:00:00+09:00');
    expect((await lines()).filter((line) => line.includes('advance'))).toEqual([
      '2026-10-11 advance 2026-10-05',
      '2026-10-18 advance 2026-10-13',
    ]);
  });
});
