import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yen } from '../../../core/money.ts';
import { type Invoice, type InvoiceStatus, openAmount, overpaidAmount } from '../model.ts';
import { cancelInvoice, creditInvoice, handOver, passDue, writeOff } from './claim.ts';
import { type Decided, legalCommands } from './command.ts';
import { dropInvoice, extendDueDate, reissueInvoice } from './document.ts';
import { after, at, calendar, done, inState, issue, issued, pay, refusal, scheduled } from '../invoice.fixture.ts';

describe('paying an invoice', () => {
  it('is told with the day and whether it came in time', () => {
    const { invoice, news } = done(pay(issued, 11_000, '2026-12-04'));
    expect(invoice).toMatchObject({ status: 'paid', paid: 11_000, paidOn: '2026-12-04', settledAt: at, overdueAt: null });
    expect(news).toMatchObject([{ type: 'invoice.paid', data: { amount: 11_000, open: 0, late: false } }]);
    expect(done(pay(issued, 11_000, '2026-12-05')).news).toMatchObject([{ data: { late: true } }]);
  });

  it('AM-02: is in time on the first business day after a due date that is none', () => {
    const dueOnSaturday = after(issue(scheduled, '2026-11-21'));
    const late = (on: string) => done(pay(dueOnSaturday, 11_000, on)).news.map(({ data }) => data['late']);
    expect(['2026-12-05', '2026-12-07', '2026-12-08'].map(late)).toEqual([[false], [false], [true]]);
  });

  it('AM-02: is in time when the money was, however late we hear of it', () => {
    const overdue = after(passDue(issued));
    expect(done(pay(overdue, 11_000, '2026-12-04')).news).toMatchObject([{ type: 'invoice.paid', data: { late: false } }]);
  });

  it('SF-39: leaves it open by what the bank kept back: a shortfall is no tolerance', () => {
    const short = done(pay(issued, 10_560));
    expect(short).toMatchObject({
      invoice: { status: 'partially_paid', paidOn: null },
      news: [{ type: 'invoice.partially_paid', data: { open: 440 } }],
    });
    expect(after(pay(short.invoice, 440))).toMatchObject({ status: 'paid', paid: 11_000 });
  });

  it('refuses more than is owed: that money waits elsewhere', () => {
    expect(refusal(pay(issued, 11_001))).toMatchObject({ code: 'amount_mismatch', values: { difference: 1 } });
    expect(refusal(pay(issued, 0))?.code).toBe('amount_mismatch');
  });

  it('ends being overdue', () => {
    expect(after(pay(after(passDue(issued)), 11_000))).toMatchObject({ status: 'paid', overdue: false });
  });

  it('leaves it with the agency until all is paid', () => {
    const collected = after(handOver(after(passDue(issued))));
    expect(after(pay(collected, 1_000)).status).toBe('in_collection');
    expect(after(pay(collected, 11_000)).status).toBe('paid');
  });

  it('is a recovery after a write-off', () => {
    const lost = after(writeOff(after(passDue(issued)), at));
    expect(done(pay(lost, 1_000))).toMatchObject({ invoice: { status: 'written_off' }, news: [{ type: 'invoice.recovered' }] });
    expect(after(pay(lost, 11_000)).status).toBe('paid_after_write_off');
  });

  it('in any number of parts takes exactly what is owed', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { maxLength: 20 }), (parts) => {
        let invoice = issued;
        for (const part of parts) {
          const decided = pay(invoice, part);
          expect(decided.ok).toBe(invoice.status !== 'paid' && part <= openAmount(invoice));
          if (decided.ok) invoice = decided.invoice;
        }
        expect(invoice.paid + openAmount(invoice)).toBe(11_000);
        expect(invoice.status === 'paid').toBe(openAmount(invoice) === 0);
      }),
    );
  });
});

describe('crediting an invoice', () => {
  const credit = (invoice: Invoice, amount: number) => creditInvoice(invoice, { amount: yen(amount), at });

  it('F61: lowers what is owed', () => {
    expect(done(credit(issued, 1_000))).toMatchObject({
      invoice: { status: 'issued', credited: 1_000 },
      news: [{ type: 'invoice.credited', data: { open: 10_000 } }],
    });
  });

  it('settles one whose rest was paid already', () => {
    const part = after(pay(issued, 10_000));
    expect(done(credit(part, 1_000))).toMatchObject({
      invoice: { status: 'paid', paidOn: '2026-11-20' },
      news: [{ type: 'invoice.credited' }, { type: 'invoice.paid', data: { amount: 0, paid: 10_000, open: 0 } }],
    });
    expect(after(credit(part, 999)).status).toBe('partially_paid');
  });

  it('is of a yen at least, and of what is still billed at most', () => {
    expect(refusal(credit(issued, 0))).toMatchObject({ code: 'amount_mismatch', path: 'amount' });
    const credited = after(credit(issued, 1_000));
    expect(refusal(credit(credited, 10_005))).toMatchObject({ code: 'amount_mismatch', values: { difference: 5 } });
    expect(done(cancelInvoice(credited, at)).news).toMatchObject([{ type: 'invoice.cancelled', data: { amount: 10_000, paid: 0 } }]);
  });

  it('SF-42: leaves too much paid when goods come back after the payment', () => {
    const paid = after(pay(issued, 11_000));
    expect(overpaidAmount(after(credit(paid, 3_000)))).toBe(3_000);
  });

  it('of all there is cancels it, or drops it before it went out', () => {
    expect(after(credit(issued, 11_000)).status).toBe('cancelled');
    expect(after(credit(scheduled, 11_000)).status).toBe('dropped');
    expect(refusal(credit(issued, 11_001))?.code).toBe('amount_mismatch');
  });
});

describe('an invoice nobody pays', () => {
  it('is flagged once, handed over and written off', () => {
    const { invoice: overdue, news } = done(passDue(issued));
    expect(news).toMatchObject([{ type: 'invoice.overdue', data: { dueOn: '2026-12-04', open: 11_000 } }]);
    expect(refusal(passDue(overdue))?.code).toBe('illegal_transition');
    const collected = after(handOver(overdue));
    expect(collected.status).toBe('in_collection');
    expect(done(writeOff(collected, at))).toMatchObject({ invoice: { status: 'written_off' }, news: [{ data: { amount: 11_000 } }] });
  });

  it('is neither handed over nor written off before it is overdue', () => {
    expect(refusal(handOver(issued))?.legalCommands).not.toContain('hand_over');
    expect(refusal(writeOff(issued, at))?.code).toBe('illegal_transition');
  });
});

describe('a command that does not fit the state', () => {
  const statuses: InvoiceStatus[] = [
    'scheduled',
    'issued',
    'partially_paid',
    'paid',
    'in_collection',
    'written_off',
    'paid_after_write_off',
    'dropped',
    'cancelled',
  ];
  const commands: Record<string, (invoice: Invoice) => Decided> = {
    issue: (invoice) => issue(invoice),
    drop: (invoice) => dropInvoice(invoice, at),
    reissue: (invoice) => reissueInvoice(invoice, { at }),
    extend: (invoice) => extendDueDate(invoice, { days: 1, now: at, calendar }),
    allocate: (invoice) => pay(invoice, 1),
    credit: (invoice) => creditInvoice(invoice, { amount: yen(1), at }),
    cancel: (invoice) => cancelInvoice(invoice, at),
    pass_due: (invoice) => passDue(invoice),
    hand_over: (invoice) => handOver(invoice),
    write_off: (invoice) => writeOff(invoice, at),
  };

  it.each(statuses)('is refused with what may be done instead, in state %s', (status) => {
    const invoice = inState(status);
    const legal = legalCommands(invoice);
    for (const [name, command] of Object.entries(commands)) {
      const isLegal = legal.includes(name as never) || (name === 'allocate' && legal.includes('recover'));
      const decided = command(invoice);
      expect([name, decided.ok]).toEqual([name, isLegal]);
      if (!decided.ok) expect(decided.refusal).toEqual({ code: 'illegal_transition', values: { status }, legalCommands: legal });
    }
  });

  it('leaves a terminal state alone', () => {
    expect((['dropped', 'cancelled', 'paid_after_write_off'] as const).map((status) => legalCommands(inState(status)))).toEqual([
      [],
      [],
      [],
    ]);
  });
});
