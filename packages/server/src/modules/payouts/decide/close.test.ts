import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { instant, localDate } from '../../../core/time.ts';
import { bankCalendar } from '../../calendar/index.ts';
import { type Merchant, type MerchantSettings, planOf, programOf, sampleSettings } from '../../merchants/index.ts';
import type { Payout } from '../model.ts';
import {
  approveByOperator,
  approvePayout,
  type Changed,
  closePeriod,
  completePayout,
  legalCommands,
  type PeriodSums,
  returnPayout,
  sendPayout,
  transferJournals,
} from './close.ts';
import { endOfDay, firstPeriod } from './period.ts';

const calendar = bankCalendar();
const merchant = (settings: Partial<MerchantSettings> = {}): Merchant => {
  const all = { ...sampleSettings.general, ...settings };
  const program = programOf(all.program);
  return {
    id: 'mer_1',
    number: 1,
    name: '店',
    effectiveOn: localDate('2026-01-01'),
    settings: all,
    program,
    plan: planOf(program, all.plan),
  };
};
const midnight = endOfDay(localDate('2026-10-04'));
const week = firstPeriod({ merchantId: 'mer_1', cycle: 'weekly', on: localDate('2026-10-01') });
const sums = (patch: Partial<PeriodSums>): PeriodSums => ({
  fromEntry: 0,
  toEntry: 9,
  lines: yen(0),
  carriedIn: yen(0),
  negativeClosings: 0,
  ...patch,
});
const close = (patch: Partial<PeriodSums>, settings: Partial<MerchantSettings> = {}) =>
  closePeriod(
    { id: 'po_1', period: week, closesOn: localDate('2026-10-04'), sums: sums(patch) },
    { merchant: merchant(settings), calendar, now: midnight },
  );
const types = ({ news }: Changed) => news.map(({ type }) => type);

describe('a closing', () => {
  it('SF-38: sends what the lines come to, less the transfer and its tax', () => {
    const closed = close({ lines: yen(9_829) });
    expect(closed.payout).toMatchObject({
      status: 'closed',
      net: 9_499,
      transferFee: 300,
      transferFeeTax: 30,
      periodFrom: '2026-10-01',
      closesOn: '2026-10-04',
      paysOn: '2026-10-09',
    });
    expect(closed.payout.sequence).toBe(1);
    expect(types(closed)).toEqual(['payout.closed']);
  });

  it('WX-05 SQ-15: sends nothing when nothing is left above zero; then no transfer is charged and all of it waits', () => {
    // 330 − 300 − 30 = 0 is not above zero; 331 sends one yen.
    const carried = close({ lines: yen(330) });
    expect(carried.payout).toMatchObject({ status: 'carried', net: 330, transferFee: 0, transferFeeTax: 0, nextActionAt: null });
    expect(types(carried)).toEqual(['payout.closed', 'payout.carried']);
    expect(close({ lines: yen(331) }).payout).toMatchObject({ status: 'closed', net: 1 });
  });

  it('AM-05: counts what was carried over together with the new lines', () => {
    expect(close({ lines: yen(100_000), carriedIn: yen(-20_000) }).payout.net).toBe(79_670);
    expect(close({ lines: yen(200), carriedIn: yen(131) }).payout).toMatchObject({ status: 'closed', net: 1 });
  });

  it('WX-09 AM-17b: carries a debt of the shop over, and after two closings says that it is to be claimed', () => {
    // A return of 12,000 gives back 504 of fee and 50 of tax: 11,446 are owed by the shop.
    const first = close({ lines: yen(-11_446) });
    expect(first.payout).toMatchObject({ status: 'carried', net: -11_446, negativeClosings: 1 });
    expect(first.news[1]?.data).toMatchObject({ balance: -11_446, claim: false });
    const second = close({ carriedIn: yen(-11_446), negativeClosings: 1 });
    expect(second.news[1]?.data).toMatchObject({ balance: -11_446, negativeClosings: 2, claim: true });
    expect(close({ lines: yen(12_000), carriedIn: yen(-11_446), negativeClosings: 2 }).payout).toMatchObject({
      status: 'closed',
      negativeClosings: 0,
      net: 224,
    });
  });

  it('SF-31: of a month without orders comes to nothing', () => {
    expect(close({ toEntry: 0 }).payout).toMatchObject({ status: 'carried', net: 0, negativeClosings: 0 });
  });

  it('SF-40: charges the transfer by bank and amount', () => {
    // The ATODENE-like sample: 100 to the same bank; 200 to another below 30,000, then 300.
    const atodene = { program: 'atodene_like', plan: 'a', cycle: 'twice_a_month' } as const;
    expect(close({ lines: yen(29_999) }, atodene).payout).toMatchObject({ transferFee: 200, net: 29_779 });
    expect(close({ lines: yen(30_000) }, atodene).payout).toMatchObject({ transferFee: 300, net: 29_670 });
    expect(close({ lines: yen(30_000) }, { ...atodene, bank: 'same' }).payout).toMatchObject({ transferFee: 100, net: 29_890 });
  });
});

describe('the approval of a payout', () => {
  const now = instant('2026-10-05T10:00:00+09:00');
  const small = close({ lines: yen(10_000_330) }).payout;
  const large = close({ lines: yen(10_000_331) }).payout;
  const by = (payout: Payout, keyId: string) => approveByOperator(payout, { keyId, limit: yen(10_000_000), now, calendar });

  it('4.5: is the job’s up to ten million yen, and waits for operators above', () => {
    expect([small.net, small.nextActionAt]).toEqual([10_000_000, midnight]);
    expect([large.net, large.nextActionAt]).toEqual([10_000_001, null]);
    const approved = approvePayout(small, { now: midnight, calendar, by: 'job' });
    expect(approved.payout).toMatchObject({
      status: 'approved',
      approvedAt: midnight,
      nextActionAt: '2026-10-09T00:00:00.000Z',
      version: 2,
      sequence: 2,
    });
  });

  it('4.5: above the limit takes two operators, not one twice', () => {
    const first = by(large, 'key_a');
    expect(first).toMatchObject({ ok: true, payout: { status: 'closed', firstApprovedBy: 'key_a' }, news: [] });
    const noted = first.ok ? first.payout : large;
    expect(by(noted, 'key_a')).toEqual({ ok: false, refusal: { code: 'four_eyes_required' } });
    expect(by(noted, 'key_b')).toMatchObject({ ok: true, payout: { status: 'approved' } });
    expect(by(small, 'key_a')).toMatchObject({ ok: true, payout: { status: 'approved', firstApprovedBy: null } });
  });

  it('is not asked twice, and not after the money has left', () => {
    const { payout } = approvePayout(small, { now, calendar, by: 'operator' });
    expect(by(payout, 'key_a')).toEqual({ ok: true, payout, news: [] });
    expect(by({ ...payout, status: 'sent' }, 'key_a')).toEqual({
      ok: false,
      refusal: { code: 'illegal_transition', values: { status: 'sent' }, legalCommands: [] },
    });
    expect(legalCommands(large)).toEqual(['approve']);
  });

  it('AM-24: that comes too late for the pay day moves it to the next business day', () => {
    const late = approvePayout(large, { now: instant('2026-10-09T12:00:00+09:00'), calendar, by: 'operator' });
    expect(late.payout).toMatchObject({ paysOn: '2026-10-13', nextActionAt: '2026-10-13T00:00:00.000Z' });
  });
});

describe('the transfer of a payout', () => {
  const nine = instant('2026-10-09T09:00:00+09:00');
  const approved = approvePayout(close({ lines: yen(9_829) }).payout, { now: midnight, calendar, by: 'job' }).payout;
  const sent = sendPayout(approved, { now: nine, simulated: true });

  it('4.6: takes net, fee and tax off what the merchant is owed', () => {
    const amounts = transferJournals(sent.payout).map(({ kind, sourceId, postings }) => [
      `${kind}/${sourceId}`,
      ...postings.map(({ credit, amount }) => `${credit} ${amount}`),
    ]);
    expect(amounts).toEqual([
      ['transfer_fee/po_1', 'TRANSFER_FEE_RECOVERY 300', 'TAX_PAYABLE 30'],
      ['payout/po_1', 'CASH_OUT 9499'],
    ]);
  });

  it('arrives the same afternoon in the sandbox; in live mode the bank says when', () => {
    expect(sent.payout).toMatchObject({ status: 'sent', nextActionAt: '2026-10-09T06:00:00.000Z' });
    expect(sendPayout(approved, { now: nine, simulated: false }).payout.nextActionAt).toBeNull();
    expect(completePayout(sent.payout, nine).payout).toMatchObject({ status: 'completed', completedAt: nine, nextActionAt: null });
  });

  it('4.5 組戻し: comes back, is approved anew by one operator, and is sent under a number of its own', () => {
    const returned = returnPayout(sent.payout);
    if (!returned.ok) throw new Error('it was not taken back');
    expect(returned.payout).toMatchObject({ status: 'returned', nextActionAt: null });
    const again = approveByOperator(returned.payout, { keyId: 'key_a', limit: yen(1), now: nine, calendar });
    if (!again.ok) throw new Error('it was not approved');
    expect(again.payout.status).toBe('approved');
    expect(transferJournals(sendPayout(again.payout, { now: nine, simulated: true }).payout).map(({ sourceId }) => sourceId)).toEqual([
      'po_1:2',
      'po_1:2',
    ]);
    expect(returnPayout(approved)).toMatchObject({ ok: false, refusal: { code: 'illegal_transition' } });
  });
});
