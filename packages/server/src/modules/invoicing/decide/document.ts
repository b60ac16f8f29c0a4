import { addDays, addMonths, atInJapan, dayInJapan, type Instant, type LocalDate } from '../../../core/time.ts';
import { type Calendar, rollForward } from '../../calendar/model.ts';
import { type Delivery, type Invoice, openAmount, referenceOf } from '../model.ts';
import { latestDueMonths, mostExtensionDays, mostExtensions, mostReissues } from '../policy.ts';
import { changed, type Decided, ifLegal, legalCommands, settled, told } from './command.ts';

/** A payment made on the first business day on or after a due date that is none counts as in time (AM-02). */
function overdueMoment(calendar: Calendar, dueOn: LocalDate): Instant {
  return atInJapan(addDays(rollForward(calendar, dueOn), 1));
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
    const dueOn = addDays(invoice.dueOn, days);
    const latest = addMonths(dayInJapan(invoice.issueAt), latestDueMonths);
    if (days < 1 || days > mostExtensionDays || dueOn > latest) {
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
