import { expect, it } from 'vitest';
import { adminRows, describeBothEngines, describePglite } from '../../../../tests/support/databases.ts';
import { chargeInvoiceFee, makeEligible } from './eligibility.ts';
import { payoutShop } from './shop.fixture.ts';

type Shop = Awaited<ReturnType<typeof payoutShop>>;
const posted = ({ database }: Shop) =>
  adminRows<{ line: string }>(
    database,
    `select concat_ws(' ', kind || '/' || source_id, debit, credit, amount) as line from ledger_entries order by id`,
  ).then((rows) => rows.map(({ line }) => line));
const advances = ({ database }: Shop, columns: string) =>
  adminRows<Record<string, unknown>>(database, `select ${columns} from advances order by shipment_id`);

describeBothEngines('advances', (open) => {
  it('SF-20 SF-21: a delivery is advanced in the transaction that tells of it, less the settlement fee', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 11_000 });
    await shop.deliver(1);
    expect(await posted(shop)).toEqual([
      'advance/shp_1 BUYER_RECEIVABLE MERCHANT_PAYABLE 11000',
      'settlement_fee/shp_1 MERCHANT_PAYABLE FEE_REVENUE 462',
      'settlement_fee/shp_1 MERCHANT_PAYABLE TAX_PAYABLE 46',
    ]);
    expect(shop.units.told).toMatchObject([
      {
        type: 'advance.eligible',
        resource: { type: 'order', id: 'ord_1' },
        data: { shipmentId: 'shp_1', invoiceId: 'inv_1', amount: 11_000, fee: 462, feeTax: 46, eligibleOn: '2026-10-01' },
      },
    ]);
    expect(await shop.settlement(1)).toBe('eligible');
    expect(await shop.violated()).toEqual([]);
  });

  it('SF-21: is made once, however often a delivery is told', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.deliver(1);
    expect(await shop.owed()).toBe(10_000 - 420 - 42);
    expect(shop.units.toldTypes()).toEqual(['advance.eligible']);
  });

  it('4.2: is not made for an order that is not approved, nor for a bill that no longer stands', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { order: { credit: 'cancelled' } });
    await shop.sell(2, { order: { credit: 'rejected_billable' } });
    await shop.sell(3, { invoice: { status: 'cancelled' } });
    await shop.sell(4, { invoice: { status: 'dropped' } });
    await shop.deliver(1, 2, 3, 4);
    expect([await posted(shop), shop.units.told]).toEqual([[], []]);
  });

  it('AD-02: is for what is left after a return, and meets what was paid before', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 10_000, credited: 4_000, paid: 2_500, invoice: { status: 'partially_paid' } });
    await shop.deliver(1);
    expect(await posted(shop)).toEqual([
      'advance/shp_1 BUYER_RECEIVABLE MERCHANT_PAYABLE 6000',
      'advance/shp_1 BUYER_PREPAID BUYER_RECEIVABLE 2500',
      'settlement_fee/shp_1 MERCHANT_PAYABLE FEE_REVENUE 252',
      'settlement_fee/shp_1 MERCHANT_PAYABLE TAX_PAYABLE 25',
    ]);
  });

  it('an order in several parcels is advanced parcel by parcel, and stands as far as the last of them', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2);
    await shop.database.admin(
      `update shipments set order_id = 'ord_1' where id = 'shp_2'; update invoices set order_id = 'ord_1' where id = 'inv_2'`,
    );
    await shop.deliver(1);
    await shop.runUntil('2026-10-09T15:00:00+09:00');
    expect(await shop.settlement(1)).toBe('paid_out');
    const second = { ...shop.eventOf(1, 'shipment.delivered'), data: { shipmentId: 'shp_2' } };
    await shop.units.run((unit) => makeEligible(unit, [second]));
    expect(await shop.settlement(1)).toBe('eligible');
  });

  it('AD-20: the settlement fee of an order in several parcels is floored once, and so is its tax', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 1_023 });
    await shop.sell(2, { amount: 1_023 });
    await shop.database.admin(
      `update shipments set order_id = 'ord_1' where id = 'shp_2'; update invoices set order_id = 'ord_1' where id = 'inv_2'`,
    );
    const second = { ...shop.eventOf(1, 'shipment.delivered'), data: { shipmentId: 'shp_2' } };
    await shop.units.run((unit) => makeEligible(unit, [shop.eventOf(1, 'shipment.delivered'), second]));
    expect(await advances(shop, 'fee::int, fee_tax::int as tax')).toEqual([
      { fee: 42, tax: 4 },
      { fee: 43, tax: 4 },
    ]);
    await shop.takeBack(1, `credited = 1023, status = 'cancelled'`);
    expect(await shop.owed()).toBe(1_023 - 42 - 4);
    expect(await shop.violated()).toEqual([]);
  });

  it('SQ-11 AD-08: invoice fees are charged per document, by how it travels, and not where the buyer bears them', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2, { buyerFee: 209 });
    const issued = (n: number, documentVersion: number, delivery: string) =>
      shop.eventOf(n, 'invoice.issued', { documentVersion, delivery });
    await shop.units.run((unit) => chargeInvoiceFee(unit, [issued(1, 1, 'bundled'), issued(1, 2, 'separate'), issued(2, 1, 'separate')]));
    expect(await posted(shop)).toEqual([
      'invoice_fee/inv_1:1 MERCHANT_PAYABLE FEE_REVENUE 100',
      'invoice_fee/inv_1:1 MERCHANT_PAYABLE TAX_PAYABLE 10',
      'invoice_fee/inv_1:2 MERCHANT_PAYABLE FEE_REVENUE 190',
      'invoice_fee/inv_1:2 MERCHANT_PAYABLE TAX_PAYABLE 19',
    ]);
  });
});

describeBothEngines('returns after the advance', (open) => {
  it('SF-47: take back what was advanced, once, with the next closing, and tell the order', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { amount: 30_000 });
    await shop.deliver(1);
    await shop.takeBack(1, 'credited = 12000');
    await shop.takeBack(1, 'credited = 12000');
    // 30,000 − 1,260 − 126, then −12,000 + 504 + 51.
    expect(await shop.owed()).toBe(17_169);
    expect(shop.units.told.at(-1)).toMatchObject({
      type: 'advance.adjusted',
      data: { shipmentId: 'shp_1', amount: 12_000, feeBack: 504, feeTaxBack: 51, refund: 0, turn: 1 },
    });
    expect(shop.units.toldTypes()).toEqual(['advance.eligible', 'advance.adjusted']);
    expect(await shop.settlement(1)).toBe('eligible');
    await shop.takeBack(1, `credited = 30000, status = 'cancelled'`);
    expect(await shop.owed()).toBe(0);
    expect(await shop.settlement(1)).toBe('not_due');
    expect(await shop.violated()).toEqual([]);
  });

  it('SF-47: of a whole parcel before the closing pays nothing for it, and the order stands where its other parcels are', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.takeBack(1, `credited = 10000, status = 'cancelled'`);
    await shop.sell(2);
    await shop.deliver(2);
    await shop.runUntil('2026-10-09T15:00:00+09:00');
    expect(await advances(shop, 'shipment_id, status, payout_id is not null as closed')).toEqual([
      { shipment_id: 'shp_1', status: 'taken_back', closed: true },
      { shipment_id: 'shp_2', status: 'paid_out', closed: true },
    ]);
    expect([await shop.settlement(1), await shop.settlement(2)]).toEqual(['not_due', 'paid_out']);
  });

  it('SF-47: of a parcel that a closing has just taken is adjusted once that closing was paid', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.runUntil('2026-10-05T00:00:00+09:00');
    // As if the goods had come back between the closing and the word of it.
    await shop.database.admin(
      `update advances set status = 'eligible', payout_id = null; update payouts set marking_at = closed_at; update orders set settlement = 'eligible'`,
    );
    await shop.takeBack(1, `credited = 10000, status = 'cancelled'`);
    expect(await shop.settlement(1)).toBe('not_due');
    await shop.runUntil('2026-10-09T10:00:00+09:00');
    expect(await shop.settlement(1)).toBe('batched');
    await shop.runUntil('2026-10-09T15:00:00+09:00');
    expect(await shop.settlement(1)).toBe('adjusted');
  });

  it('4.2: an order whose invoice had not gone out when it was delivered is taken back too', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1, { invoice: { status: 'scheduled' } });
    await shop.deliver(1);
    await shop.takeBack(1, `status = 'dropped'`);
    expect(await shop.owed()).toBe(0);
  });

  it('AM-18: owe the buyer what was paid, unless the shop gives it back and keeps its advance', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.sell(2);
    await shop.deliver(1, 2);
    await shop.takeBack(1, `paid = 6000, credited = 10000, status = 'cancelled'`, { refundBy: 'provider' });
    await shop.takeBack(2, `paid = 6000, credited = 10000, status = 'cancelled'`, { refundBy: 'merchant' });
    expect(await posted(shop).then((lines) => lines.filter((line) => line.startsWith('return_adjustment')))).toEqual([
      'return_adjustment/shp_1:1 MERCHANT_PAYABLE BUYER_RECEIVABLE 4000',
      'return_adjustment/shp_1:1 MERCHANT_PAYABLE BUYER_REFUND_PAYABLE 6000',
      'return_adjustment/shp_1:1 FEE_REVENUE MERCHANT_PAYABLE 420',
      'return_adjustment/shp_1:1 TAX_PAYABLE MERCHANT_PAYABLE 42',
      // 6,000 stay advanced: 252 of the fee of 420 stay with them, 25 of the tax of 42.
      'return_adjustment/shp_2:1 MERCHANT_PAYABLE BUYER_RECEIVABLE 4000',
      'return_adjustment/shp_2:1 FEE_REVENUE MERCHANT_PAYABLE 168',
      'return_adjustment/shp_2:1 TAX_PAYABLE MERCHANT_PAYABLE 17',
    ]);
    expect(await advances(shop, 'returned::int, waived::int')).toEqual([
      { returned: 10_000, waived: 0 },
      { returned: 4_000, waived: 6_000 },
    ]);
  });

  it('of a debt that was written off first bring it back, so that no receivable goes below nothing', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.deliver(1);
    await shop.database
      .admin(`insert into ledger_entries (merchant_id, mode, kind, source_id, line_no, debit, credit, amount, booked_on, posted_at)
      values ('mer_a', 'test', 'write_off', 'inv_1', 1, 'BAD_DEBT', 'BUYER_RECEIVABLE', 10000, '2026-10-02', '2026-10-02T00:00:00Z')`);
    await shop.takeBack(1, `credited = 10000, status = 'cancelled'`);
    expect(await posted(shop)).toContain('reversal/write_off/inv_1:1 BUYER_RECEIVABLE BAD_DEBT 10000');
    expect(await shop.violated()).toEqual([]);
  });

  it('need nothing where nothing was advanced', async () => {
    const shop = await payoutShop(open);
    await shop.sell(1);
    await shop.takeBack(1, `credited = 10000, status = 'cancelled'`);
    expect(await posted(shop)).toEqual([]);
  });
});

describePglite('many deliveries at once', (open) => {
  it('cost as many statements as one', async () => {
    let statements = 0;
    const shop = await payoutShop(() => open({ onQuery: () => (statements += 1) }));
    await shop.sell(1);
    const others = await shop.sellAlike(1, 299);
    const costOf = async (delivered: readonly string[]) => {
      const before = statements;
      await shop.deliver(...delivered);
      return statements - before;
    };
    const one = await costOf(['1']);
    expect(await costOf(others)).toBe(one);
    expect(one).toBeLessThan(20);
    expect(shop.units.told).toHaveLength(300);
    expect(await shop.violated()).toEqual([]);
  });
});
