import { expect, it } from 'vitest';
import { adminRows, describeBothEngines } from '../../../../tests/support/databases.ts';
import { changeSettings } from '../../merchants/index.ts';
import { closePeriods } from './closing.ts';
import { payoutShop } from './shop.fixture.ts';

type Shop = Awaited<ReturnType<typeof payoutShop>>;
const entries = ({ database }: Shop) =>
  adminRows<{ line: string }>(
    database,
    `select concat_ws(' ', kind || '/' || source_id, credit, amount, booked_on) as line from ledger_entries order by id`,
  ).then((rows) => rows.map(({ line }) => line));
describeBothEngines('the closing calendar of a shop', (open) => {
  it('begins with its first order, not when it was made: until then the sandbox’s clock may be set back', async () => {
    const shop = await payoutShop(open, { now: '2026-12-01T00:00:00+09:00' });
    expect(await shop.runUntil('2027-03-01T00:00:00+09:00')).toEqual([]);
    shop.units.moveTo('2026-10-01T12:00:00+09:00');
    await shop.sell(1);
    expect(await shop.runUntil('2026-10-12T00:00:00+09:00')).toEqual([
      '2026-10-04T15:00:00.000Z payouts.close 1',
      '2026-10-11T15:00:00.000Z payouts.close 1',
    ]);
    expect(await shop.payouts()).toMatchObject([{ closes_on: '2026-10-04', status: 'carried', net: 0 }, { closes_on: '2026-10-11' }]);
  });

  it('closes all shops of a moment in one run, each by its own cycle', async () => {
    const shop = await payoutShop(open, { now: '2027-01-28T12:00:00+09:00' });
    await shop.addShop('mer_b', { cycle: 'once_a_month', plan: 'risk_free' });
    await shop.addShop('mer_c', { cycle: 'twice_a_month', plan: 'risk_free' });
    for (const merchant of ['mer_a', 'mer_b', 'mer_c']) await shop.sell(merchant, {}, merchant);
    // 31 January 2027 is a Sunday: the week, the month and the half of it end together.
    expect(await shop.runUntil('2027-02-01T00:00:00+09:00', ['monthly_fees', 'close'])).toEqual([
      '2027-01-31T15:00:00.000Z payouts.monthly_fees 3',
      '2027-01-31T15:00:00.000Z payouts.close 3',
    ]);
    expect((await shop.payouts()).map(({ pays_on }) => pays_on)).toEqual(['2027-02-05', '2027-02-22', '2027-02-15']);
  });

  it('the fixed fee of a month is in the closing of its last day', async () => {
    const shop = await payoutShop(open, { now: '2027-01-28T12:00:00+09:00' });
    await shop.sell(1);
    await shop.deliver(1);
    await shop.runUntil('2027-02-01T00:00:00+09:00');
    expect((await entries(shop)).slice(3)).toEqual([
      'monthly_fee/2027-01 FEE_REVENUE 4500 2027-01-31',
      'monthly_fee/2027-01 TAX_PAYABLE 450 2027-01-31',
    ]);
    expect(await shop.payouts()).toMatchObject([{ closes_on: '2027-01-31', to_entry: 5, net: 9_538 - 4_950 - 330 }]);
    expect(await shop.violated()).toEqual([]);
  });

  it('the fixed fee of a month that is charged late goes to the next closing once a line of the next period is written', async () => {
    const shop = await payoutShop(open, { now: '2027-01-28T12:00:00+09:00' });
    await shop.sell(1);
    await shop.sell(2);
    await shop.deliver(1);
    shop.units.moveTo('2027-02-01T00:00:01+09:00');
    await shop.deliver(2);
    await shop.runUntil('2027-02-08T00:00:00+09:00');
    expect((await entries(shop)).slice(6, 8)).toEqual([
      'monthly_fee/2027-01 FEE_REVENUE 4500 2027-02-01',
      'monthly_fee/2027-01 TAX_PAYABLE 450 2027-02-01',
    ]);
    expect(await shop.payouts()).toMatchObject([
      { closes_on: '2027-01-31', to_entry: 3, net: 9_538 - 330 },
      { closes_on: '2027-02-07', to_entry: 8, net: 9_538 - 4_950 - 330 },
    ]);
    expect(await shop.violated()).toEqual([]);
  });

  it('the fixed fee of a month keeps its day where the week goes on, though a line of the next month is written before it', async () => {
    const shop = await payoutShop(open, { now: '2026-12-24T12:00:00+09:00' });
    await shop.sell(1);
    await shop.runUntil('2026-12-31T12:00:00+09:00');
    shop.units.moveTo('2027-01-01T00:00:01+09:00');
    await shop.deliver(1);
    await shop.runUntil('2027-01-04T00:00:00+09:00');
    expect((await entries(shop)).slice(3, 5)).toEqual([
      'monthly_fee/2026-12 FEE_REVENUE 4500 2026-12-31',
      'monthly_fee/2026-12 TAX_PAYABLE 450 2026-12-31',
    ]);
    expect(await shop.violated()).toEqual([]);
  });

  it('a closing waits for the month that ends with it', async () => {
    const shop = await payoutShop(open, { now: '2027-01-28T12:00:00+09:00' });
    await shop.sell(1);
    await shop.runUntil('2027-01-29T00:00:00+09:00');
    expect(await shop.runUntil('2027-02-01T00:00:00+09:00', ['close'])).toEqual([]);
    expect(await shop.units.run(closePeriods)).toBe(0);
    await shop.runUntil('2027-02-01T00:00:00+09:00');
    expect(await shop.payouts()).toHaveLength(1);
  });

  it('WX-10 SF-48: a change of cycle waits for the closing in progress', async () => {
    const shop = await payoutShop(open, { now: '2026-11-30T12:00:00+09:00', settings: { plan: 'risk_free' } });
    await shop.sell(1);
    shop.units.moveTo('2026-12-02T12:00:00+09:00');
    await shop.units.run((unit) => changeSettings(unit, 'mer_a', { cycle: 'once_a_month' }));
    await shop.runUntil('2027-01-01T00:00:00+09:00');
    const periods = await adminRows<{ period: string }>(
      shop.database,
      `select period_from || ' ' || closes_on || ' ' || pays_on as period from payouts order by closes_on`,
    );
    expect(periods.map(({ period }) => period)).toEqual(['2026-11-30 2026-12-06 2026-12-11', '2026-12-07 2026-12-31 2027-01-20']);
  });

  it('WX-08 SF-46: a change of plan within the month charges each plan by its days', async () => {
    const shop = await payoutShop(open, { now: '2026-12-01T12:00:00+09:00', settings: { plan: 'special' } });
    await shop.sell(1);
    shop.units.moveTo('2026-12-15T12:00:00+09:00');
    await shop.units.run((unit) => changeSettings(unit, 'mer_a', { plan: 'risk_free' }));
    await shop.runUntil('2027-01-01T00:00:00+09:00');
    expect(await entries(shop)).toEqual([
      'proration/2026-12-01 FEE_REVENUE 21774 2026-12-31',
      'proration/2026-12-01 TAX_PAYABLE 2177 2026-12-31',
    ]);
  });

  it('SF-50: itemised costs of enclosed invoices: set up once, fixed each month', async () => {
    const shop = await payoutShop(open, {
      now: '2026-11-15T12:00:00+09:00',
      settings: { plan: 'risk_free', cycle: 'once_a_month', bundledCosts: 'itemised' },
    });
    await shop.sell(1);
    await shop.runUntil('2027-01-01T00:00:00+09:00');
    const fees = (await entries(shop)).filter((line) => line.includes('FEE_REVENUE'));
    expect(fees).toEqual([
      'bundled_fees/initial FEE_REVENUE 10000 2026-11-30',
      'bundled_fees/2026-11 FEE_REVENUE 1000 2026-11-30',
      'bundled_fees/2026-12 FEE_REVENUE 1000 2026-12-31',
    ]);
    expect(await shop.violated()).toEqual([]);
  });
});
