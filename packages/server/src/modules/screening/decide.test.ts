import { describe, expect, it } from 'vitest';
import { yen } from '../../core/money.ts';
import { addDays, addMs, instant, localDate } from '../../core/time.ts';
import { programOf } from '../merchants/index.ts';
import { screen } from './decide.ts';
import type { ScreeningFacts, Sighting } from './model.ts';

const thresholds = programOf('seino_like').thresholds;
const now = instant('2026-10-10T12:00:00+09:00');
const today = localDate('2026-10-10');

const usual: ScreeningFacts = {
  placed: { at: now, on: today, precision: 'minute' },
  buyerKind: 'consumer',
  billedAmount: yen(11_000),
  netAmount: yen(10_000),
  addressFindings: [],
  phoneKind: 'mobile',
  emailGiven: true,
  kanaGiven: true,
  person: { openNet: yen(0), overdueInvoices: 0, writtenOffInvoices: 0, blocked: false, paidInTime: 0, paidLate: 0 },
  sightings: [],
  shop: { paidInTime: 0, overdue: 0 },
  bureau: 'not_asked',
};

const seen = (patch: Partial<Sighting> = {}): Sighting => ({
  orderId: 'ord_1',
  samePerson: true,
  samePhone: true,
  sameAddress: true,
  sameDevice: false,
  sameItems: false,
  billedAmount: yen(5_000),
  orderDate: today,
  registeredAt: addMs(now, -3_600_000),
  ...patch,
});

const decide = (patch: Partial<ScreeningFacts>) => screen({ ...usual, ...patch }, thresholds);
const codes = (patch: Partial<ScreeningFacts>) => decide(patch).reasons.map((reason) => reason.code);

describe('screening', () => {
  it('approves an ordinary order and explains its score: the parts add up to it', () => {
    const decision = decide({});
    expect(decision).toMatchObject({ result: 'approved', score: 90, reasons: [] });
    expect(decision.scoreParts.reduce((sum, part) => sum + part.value, 0)).toBe(decision.score);
    expect(decision.scoreParts.reduce((sum, part) => sum + part.weight, 0)).toBe(100);
  });

  it('gives every point to a person who was seen to pay in time, fewer to one nobody has seen, few to one who pays late', () => {
    const score = (paidInTime: number, paidLate: number) => decide({ person: { ...usual.person, paidInTime, paidLate } }).score;
    expect([score(1, 0), score(0, 0), score(2, 1), score(1, 2)]).toEqual([100, 90, 90, 80]);
  });

  it("takes a shop's word for a customer of some months and orders, as long as nobody has seen the person pay", () => {
    const member = { since: addDays(today, -90), orderCount: 3 };
    expect(decide({ member }).score).toBe(95);
    expect(decide({ member: { orderCount: 3 } }).score).toBe(95);
    expect(decide({ member: { ...member, orderCount: 2 } }).score).toBe(90);
    expect(decide({ member: { ...member, since: addDays(today, -89) } }).score).toBe(90);
    expect(decide({ member, person: { ...usual.person, paidLate: 1 } }).score).toBe(80);
  });

  it('AM-13: takes points for the second half of the frame, the more the fuller it gets', () => {
    const score = (netAmount: number) => decide({ netAmount: yen(netAmount) }).score;
    expect([score(25_000), score(37_500), score(50_000)]).toEqual([90, 85, 80]);
    expect(decide({ buyerKind: 'company', netAmount: yen(900_000) }).score).toBe(90);
  });

  it('counts the orders of a device like those of a person, but for points only: no reason code names it', () => {
    const device = { samePerson: false, samePhone: false, sameAddress: false, sameDevice: true };
    const others = (count: number) => Array.from({ length: count }, (_, index) => seen({ orderId: `ord_${index}`, ...device }));
    expect(decide({ sightings: others(1) })).toMatchObject({ result: 'approved', score: 87 });
    expect(decide({ sightings: others(9) })).toMatchObject({ result: 'approved', score: 75, reasons: [] });
  });

  it('AD-17 WX-07: counts what is open in all shops and this order, and refuses the first yen over 50,000', () => {
    const person = { ...usual.person, openNet: yen(30_000) };
    expect(decide({ person, netAmount: yen(20_000) }).result).toBe('approved');
    expect(decide({ person, netAmount: yen(20_001) })).toMatchObject({ result: 'rejected', reasons: [{ code: 'limit_exceeded' }] });
    expect(codes({ netAmount: yen(50_001) })).toEqual(['limit_exceeded']);
  });

  it('AM-27: sets no consumer cap on a company', () => {
    expect(decide({ buyerKind: 'company', netAmount: yen(900_000) }).result).toBe('approved');
  });

  it('refuses a person with an invoice long overdue, a write-off, or a block, and says which', () => {
    expect(codes({ person: { ...usual.person, overdueInvoices: 1 } })).toEqual(['history_overdue']);
    expect(codes({ person: { ...usual.person, writtenOffInvoices: 1 } })).toEqual(['history_written_off']);
    expect(codes({ person: { ...usual.person, blocked: true } })).toEqual(['blocked']);
  });

  it.each(['postal_mismatch', 'postal_unknown', 'address_incomplete'] as const)(
    'holds an order for %s and names the field to mend',
    (code) => {
      const decision = decide({ addressFindings: [{ code, field: 'buyer.postalCode' }] });
      expect(decision).toMatchObject({ result: 'on_hold', reasons: [{ code, severity: 'hold', field: 'buyer.postalCode' }] });
    },
  );

  it('holds the fourth order of a person, the fifth to an address, the sixth of a phone within 24 hours', () => {
    const others = (count: number, patch: Partial<Sighting>) =>
      Array.from({ length: count }, (_, index) => seen({ orderId: `ord_${index}`, ...patch }));
    const person = { samePerson: true, samePhone: false, sameAddress: false };
    expect(decide({ sightings: others(2, person) }).result).toBe('approved');
    expect(codes({ sightings: others(3, person) })).toEqual(['velocity_buyer']);
    const address = { samePerson: false, samePhone: false, sameAddress: true };
    expect(codes({ sightings: others(3, address) })).toEqual([]);
    expect(codes({ sightings: others(4, address) })).toEqual(['velocity_address']);
    const phone = { samePerson: false, samePhone: true, sameAddress: false };
    expect(codes({ sightings: others(4, phone) })).toEqual([]);
    expect(codes({ sightings: others(5, phone) })).toEqual(['velocity_phone']);
    const yesterday = { ...person, registeredAt: addMs(now, -25 * 3_600_000) };
    expect(codes({ sightings: others(3, yesterday) })).toEqual([]);
  });

  it('holds the same buyer and amount within ten minutes, and only warns within thirty days', () => {
    const twin = { billedAmount: usual.billedAmount };
    expect(codes({ sightings: [seen({ ...twin, registeredAt: addMs(now, -9 * 60_000) })] })).toEqual(['duplicate_recent']);
    const later = decide({ sightings: [seen({ ...twin, registeredAt: addMs(now, -11 * 60_000) })] });
    expect(later).toMatchObject({ result: 'approved', warnings: ['possible_duplicate'] });
    const at = (msAgo: number) => decide({ sightings: [seen({ ...twin, registeredAt: addMs(now, -msAgo) })] });
    expect(at(600_000).result).toBe('on_hold');
    expect(at(600_001).warnings).toEqual(['possible_duplicate']);
    expect([at(30 * 86_400_000), at(30 * 86_400_000 + 1)].map(({ warnings }) => warnings)).toEqual([['possible_duplicate'], []]);
  });

  it('in a file: ten minutes are the same day, buyer, amount and goods, and 24 hours are the day itself', () => {
    const placed = { at: instant('2026-10-09T15:00:00Z'), on: today, precision: 'day' } as const;
    const twin = { billedAmount: usual.billedAmount };
    expect(codes({ placed, sightings: [seen({ ...twin, sameItems: true })] })).toEqual(['duplicate_recent']);
    expect(codes({ placed, sightings: [seen({ ...twin, sameItems: false })] })).toEqual([]);
    expect(codes({ placed, sightings: [seen({ ...twin, sameItems: true, orderDate: addDays(today, -1) })] })).toEqual([]);
    const warnings = (days: number) => decide({ placed, sightings: [seen({ ...twin, orderDate: addDays(today, -days) })] }).warnings;
    expect([warnings(1), warnings(29), warnings(30)]).toEqual([['possible_duplicate'], ['possible_duplicate'], []]);
    const dayBefore = [1, 2, 3].map((index) => seen({ orderId: `ord_${index}`, orderDate: addDays(today, -1) }));
    expect(codes({ placed, sightings: dayBefore })).toEqual([]);
  });

  it('leaves it to a person when the bureau is silent, never to an error', () => {
    expect(decide({ bureau: 'no_answer' })).toMatchObject({
      result: 'manual_review',
      reasons: [{ code: 'bureau_timeout', severity: 'review' }],
    });
  });

  it('leaves it to a person when more than half of the invoices of a shop became overdue, twenty known at least', () => {
    const risky = { shop: { paidInTime: 9, overdue: 11 } };
    expect(decide(risky)).toMatchObject({ result: 'manual_review', reasons: [{ code: 'merchant_risk', severity: 'review' }] });
    expect(decide({ shop: { paidInTime: 10, overdue: 10 } }).result).toBe('approved');
    expect(decide({ shop: { paidInTime: 0, overdue: 19 } }).result).toBe('approved');
  });

  describe('a score without any other reason', () => {
    const frame = { netAmount: yen(50_000) };
    const unreachable = { phoneKind: 'voip', emailGiven: false, kanaGiven: false } as const;
    const second = seen({ samePhone: false, sameAddress: false });

    it('is left to a person from 59 down: somebody new without a reading, e-mail or a phone that stays, filling the frame in the second order of a day', () => {
      expect(decide({ ...frame, ...unreachable })).toMatchObject({ result: 'approved', score: 60 });
      expect(decide({ ...frame, ...unreachable, sightings: [second] })).toMatchObject({
        result: 'manual_review',
        score: 55,
        reasons: [{ code: 'score_low', severity: 'review' }],
      });
    });

    it('refuses below 40: the same from one who mostly pays late, on a device that many order from', () => {
      const late = { person: { ...usual.person, paidInTime: 1, paidLate: 2 } };
      const device = { samePerson: false, samePhone: false, sameAddress: false, sameDevice: true };
      const crowd = Array.from({ length: 5 }, (_, index) => seen({ orderId: `ord_${index}`, ...device }));
      expect(decide({ ...frame, ...unreachable, ...late })).toMatchObject({ result: 'manual_review', score: 50 });
      expect(decide({ ...frame, ...unreachable, ...late, sightings: crowd })).toMatchObject({
        result: 'rejected',
        score: 35,
        reasons: [{ code: 'score_low', severity: 'reject' }],
      });
    });

    it('approves a new person on a mobile phone with a reading, whatever else: full frame, no e-mail, third order of the day, like one before', () => {
      const earlier = [seen({ billedAmount: usual.billedAmount, registeredAt: addMs(now, -11 * 60_000) }), seen({ orderId: 'ord_2' })];
      expect(decide({ ...frame, emailGiven: false, sightings: earlier })).toMatchObject({ result: 'approved', score: 60 });
    });
  });

  it('takes its thresholds from the program: 40 and 60 are only the usual ones', () => {
    const poor = { ...thresholds, reviewBelow: 101 };
    expect(screen(usual, poor)).toMatchObject({ result: 'manual_review', reasons: [{ code: 'score_low', severity: 'review' }] });
    expect(screen(usual, { ...poor, rejectBelow: 101 })).toMatchObject({
      result: 'rejected',
      reasons: [{ code: 'score_low', severity: 'reject' }],
    });
  });

  it('refuses below the threshold, not at it', () => {
    const { score } = decide({});
    expect(screen(usual, { ...thresholds, rejectBelow: score, reviewBelow: score }).result).toBe('approved');
    expect(screen(usual, { ...thresholds, rejectBelow: score, reviewBelow: score + 1 }).result).toBe('manual_review');
    expect(screen(usual, { ...thresholds, rejectBelow: score + 1 }).result).toBe('rejected');
  });

  it('gives every refusal, hold and review at least one reason', () => {
    for (const patch of [
      { netAmount: yen(60_000) },
      { bureau: 'bad' as const },
      { addressFindings: [{ code: 'postal_unknown' as const, field: 'buyer.postalCode' }] },
    ]) {
      expect(decide(patch).reasons.length).toBeGreaterThan(0);
    }
  });
});
