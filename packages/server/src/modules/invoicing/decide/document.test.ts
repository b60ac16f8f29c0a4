import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atInJapan, instant, type LocalDate, localDate } from '../../../core/time.ts';
import { type Invoice, openAmount, overpaidAmount, referenceOf } from '../model.ts';
import { cancelInvoice, passDue } from './claim.ts';
import { dropInvoice, extendDueDate, goOn, reissueInvoice } from './document.ts';
import { after, at, calendar, done, issue, issued, pay, refusal, scheduled } from '../invoice.fixture.ts';

describe('issuing an invoice', () => {
  it('SF-17: AM-15: gives number, reference and a due date fourteen days on', () => {
    expect(issued).toMatchObject({
      status: 'issued',
      number: 42,
      reference: referenceOf(1, 42),
      issuedOn: '2026-11-20',
      dueOn: '2026-12-04',
    });
    expect(done(issue()).news).toEqual([
      {
        type: 'invoice.issued',
        data: expect.objectContaining({ invoiceId: 'inv_1', number: 42, issuedOn: '2026-11-20', dueOn: '2026-12-04', amount: 11_000 }),
      },
    ]);
  });

  it('counts the due date from the day it really goes out', () => {
    expect(after(issue(scheduled, '2026-11-24')).dueOn).toBe('2026-12-08');
  });

  it('happens once', () => {
    expect(refusal(issue(issued))).toMatchObject({ code: 'illegal_transition', values: { status: 'issued' } });
  });
});

describe('when an invoice is overdue', () => {
  it('is the day after its due date', () => {
    expect(issued.overdueAt).toBe(atInJapan(localDate('2026-12-05')));
  });

  it('AM-02: is one business day later when the due date is no business day', () => {
    const dueOnSaturday = after(issue(scheduled, '2026-11-21'));
    expect([dueOnSaturday.dueOn, dueOnSaturday.overdueAt]).toEqual(['2026-12-05', atInJapan(localDate('2026-12-08'))]);
  });
});

describe('reissuing an invoice', () => {
  const again = (invoice: Invoice, delivery?: 'email') =>
    reissueInvoice(invoice, { at: atInJapan(localDate('2026-12-10'), '09:00'), delivery });

  it('SQ-11: makes a new document with a new date and the old due date', () => {
    expect(after(again(issued))).toMatchObject({
      documentVersion: 2,
      issuedOn: '2026-12-10',
      dueOn: '2026-12-04',
      number: 42,
      reference: issued.reference,
    });
  });

  it('ends after seven times', () => {
    let invoice = issued;
    for (let times = 0; times < 7; times += 1) invoice = after(again(invoice));
    expect(invoice.documentVersion).toBe(8);
    expect(refusal(again(invoice))?.legalCommands).not.toContain('reissue');
  });

  it('posts what was enclosed the first time, for the parcel has left', () => {
    expect(after(again({ ...issued, delivery: 'bundled' })).delivery).toBe('separate');
    expect(after(again(issued, 'email')).delivery).toBe('email');
  });
});

describe('an invoice whose parcel leaves again', () => {
  const issueAt = atInJapan(localDate('2026-12-10'), '18:00');
  const again = (invoice: Invoice, today: string) => goOn(invoice, { issueAt, today: localDate(today), calendar });

  it('goes out then, if it has not gone out', () => {
    expect(again({ ...scheduled, heldBack: true }, '2026-12-10')).toEqual({ ...scheduled, heldBack: false, issueAt });
  });

  it('SF-43: keeps its due date, but nobody is late with what he could not have before today', () => {
    const held = { ...issued, heldBack: true };
    expect(again(held, '2026-11-25')).toEqual(issued);
    expect(again(held, '2026-12-10')).toEqual({ ...issued, overdueAt: atInJapan(localDate('2026-12-11')) });
  });

  it('does not become overdue when it was settled, and one that was never held back stays as it is', () => {
    const paid = after(pay(issued, 11_000));
    expect(again({ ...paid, heldBack: true }, '2026-12-10')).toEqual(paid);
    expect(again(issued, '2026-12-10')).toBe(issued);
    expect(again(scheduled, '2026-12-10')).toBe(scheduled);
  });
});

describe('extending a due date', () => {
  const extend = (invoice: Invoice, days: number, now = at) => extendDueDate(invoice, { days, now, calendar });

  it('F65: moves it by up to two weeks, once', () => {
    const extended = after(extend(issued, 14));
    expect(extended).toMatchObject({ dueOn: '2026-12-18', extensions: 1, overdueAt: atInJapan(localDate('2026-12-19')) });
    expect(refusal(extend(extended, 1))).toMatchObject({
      code: 'illegal_transition',
      legalCommands: expect.not.arrayContaining(['extend']),
    });
  });

  it.each([0, 15, -1, Number.MAX_SAFE_INTEGER])('refuses %i days', (days) => {
    expect(refusal(extend(issued, days))).toMatchObject({ code: 'due_range', path: 'days' });
  });

  it('AM-15: never goes beyond two months from the issue', () => {
    const late = { ...issued, dueOn: localDate('2027-01-10') };
    expect(extend(late, 10).ok).toBe(true);
    expect(refusal(extend(late, 11))?.code).toBe('due_range');
  });

  it('takes an invoice out of being overdue when the new date lies ahead', () => {
    const overdue = after(passDue(issued));
    expect(after(extend(overdue, 14, instant('2026-12-06T00:00:00Z')))).toMatchObject({ overdue: false });
    expect(after(extend(overdue, 1, instant('2026-12-20T00:00:00Z')))).toMatchObject({ overdue: true, overdueAt: null });
  });
});

describe('when the order is off', () => {
  it('nothing goes out and there is no fee while the invoice is only scheduled', () => {
    expect(done(dropInvoice(scheduled, at))).toMatchObject({
      invoice: { status: 'dropped', number: null },
      news: [{ type: 'invoice.dropped' }],
    });
    expect(refusal(dropInvoice(issued, at))?.legalCommands).toContain('cancel');
  });

  it('an invoice that went out is cancelled, and what was paid is owed back', () => {
    const cancelled = after(cancelInvoice(after(pay(issued, 4_000)), at));
    expect(cancelled).toMatchObject({ status: 'cancelled', overdueAt: null });
    expect([openAmount(cancelled), overpaidAmount(cancelled)]).toEqual([0, 4_000]);
  });
});

describe('due dates', () => {
  it('always lie the agreed number of days after the issue', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 60 }), (offset, dueDays) => {
        const day = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10) as LocalDate;
        const { dueOn } = after(issue({ ...scheduled, dueDays }, day));
        expect((Date.parse(dueOn ?? '') - Date.parse(day)) / 86_400_000).toBe(dueDays);
      }),
    );
  });
});
