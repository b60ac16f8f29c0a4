import { addDays, addMonths, atInJapan, dayInJapan, type Instant, type LocalDate } from '../../../core/time.ts';
import { type Calendar, rollForward } from '../../calendar/model.ts';
import { type Delivery, type Invoice, openAmount, referenceOf } from '../model.ts';
import { latestDueMonths, mostExtensionDays, mostExtensions, mostReissues } from '../policy.ts';
import { changed, type Decided, ifLegal, legalCommands, settled, told } from './command.ts';

/** A payment made on the first business day on or after a due date that is none counts as in time (AM-02). */
export function lastDayInTime(calendar: Calendar, dueOn: LocalDate): LocalDate {
  return rollForward(calendar, dueOn);
}

function overdueMoment(calendar: Calendar, dueOn: LocalDate): Instant {
  return atInJapan(addDays(lastDayInTime(calendar, dueOn), 1));
}

export type Issue = { readonly merchantNumber: number; readonly number: number; readonly at: Instant; readonly calendar: Calendar };

/** SF-17: the document goes out with its number, its reference and its due date (AM-15). */
export function issueInvoice(invoice: Invoice, { merchantNumber, number, at, calendar }: Issue): Decided {
  return ifLegal(invoice, 'issue', () => {
    const issuedOn = dayInJapan(at);
    const dueOn = addDays(issuedOn, invoice.dueDays);
    const reference = referenceOf(merchantNumber, number);
    const patch = {
      status: 'issued',
      number,
      reference,
      issuedAt: at,
      issuedOn,
      dueOn,
      overdueAt: overdueMoment(calendar, dueOn),
    } as const;
    const { delivery, documentVersion, buyerFee } = invoice;
    const amount = openAmount(invoice);
    return changed(invoice, patch, [
      told(invoice, 'invoice.issued', { number, reference, issuedOn, dueOn, amount, delivery, documentVersion, buyerFee }),
    ]);
  });
}

/**
 * The goods leave again: what has not gone out goes out then. The due date stays (SF-43), but nobody is
 * late with what he could not have before today.
 */
export function goOn(
  invoice: Invoice,
  { issueAt, today, calendar }: { readonly issueAt: Instant; readonly today: LocalDate; readonly calendar: Calendar },
): Invoice {
  if (!invoice.heldBack) return invoice;
  if (invoice.status === 'scheduled') return { ...invoice, heldBack: false, issueAt };
  const earliest = overdueMoment(calendar, today);
  const isLater = invoice.overdueAt !== null && invoice.overdueAt < earliest;
  return { ...invoice, heldBack: false, ...(isLater ? { overdueAt: earliest } : {}) };
}

/** 再発行: a new document with a new date; the due date stays, the one before is void. */
export function reissueInvoice(
  invoice: Invoice,
  { at, delivery }: { readonly at: Instant; readonly delivery?: Delivery | undefined },
): Decided {
  return ifLegal(invoice, 'reissue', () => {
    if (invoice.documentVersion > mostReissues) {
      const others = legalCommands(invoice).filter((command) => command !== 'reissue');
      return {
        ok: false,
        refusal: { code: 'illegal_transition', values: { status: invoice.status, most: mostReissues }, legalCommands: others },
      };
    }
    const documentVersion = invoice.documentVersion + 1;
    // What was enclosed cannot be enclosed again: the parcel has left.
    const by = delivery ?? (invoice.delivery === 'bundled' ? 'separate' : invoice.delivery);
    const issuedOn = dayInJapan(at);
    const news = told(invoice, 'invoice.reissued', {
      number: invoice.number,
      documentVersion,
      delivery: by,
      issuedOn,
      dueOn: invoice.dueOn,
    });
    return changed(invoice, { documentVersion, delivery: by, issuedAt: at, issuedOn }, [news]);
  });
}

/** Moves the due date once, by two weeks at most, and never beyond the two months of 割賦販売法 (AM-15). */
export function extendDueDate(
  invoice: Invoice,
  { days, now, calendar }: { readonly days: number; readonly now: Instant; readonly calendar: Calendar },
): Decided {
  return ifLegal(invoice, 'extend', () => {
    if (!invoice.dueOn || invoice.extensions >= mostExtensions) {
      const others = legalCommands(invoice).filter((command) => command !== 'extend');
      return { ok: false, refusal: { code: 'illegal_transition', values: { status: invoice.status }, legalCommands: others } };
    }
    // Not reckoned with before: there is no calendar for some counts of days.
    const dueOn = days >= 1 && days <= mostExtensionDays ? addDays(invoice.dueOn, days) : undefined;
    const latest = addMonths(dayInJapan(invoice.issueAt), latestDueMonths);
    if (dueOn === undefined || dueOn > latest) {
      return { ok: false, refusal: { code: 'due_range', path: 'days', values: { from: 1, to: mostExtensionDays } } };
    }
    const overdueAt = overdueMoment(calendar, dueOn);
    const overdue = invoice.overdue && overdueAt <= now;
    const patch = { dueOn, extensions: invoice.extensions + 1, overdue, overdueAt: overdue ? null : overdueAt };
    return changed(invoice, patch, [told(invoice, 'invoice.extended', { dueOn, days })]);
  });
}

/** The order, or the slip, is off before the document went out: there is no invoice and no fee. */
export function dropInvoice(invoice: Invoice, at: Instant): Decided {
  return ifLegal(invoice, 'drop', () => changed(invoice, { status: 'dropped', ...settled(at) }, [told(invoice, 'invoice.dropped', {})]));
}
