import { addDays, type LocalDate } from '../core/time.ts';
import { bankKana } from '../modules/buyers/index.ts';
import type { Bilingual } from './model.ts';

/** How the simulated buyers behave, by invoice number modulo 20. */
export const behaviours = {
  konbini_in_time: { ja: 'コンビニ払い(発行5日後)', en: 'konbini, 5 days from issue' },
  bank_in_time: { ja: '銀行振込(発行8日後)', en: 'bank, 8 days after issue' },
  konbini_late: { ja: 'コンビニ払い(期限7日後)', en: 'konbini, 7 days after due' },
  half_then_never: { ja: '期限日に半額だけ振込', en: 'half by bank, then nothing' },
  half_then_rest: { ja: '期限日に半額、10日後に残額', en: 'half, rest 10 days later' },
  never: { ja: '支払わない', en: 'never' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type Behaviour = keyof typeof behaviours;

export function behaviourOf(invoiceNumber: number): Behaviour {
  const place = invoiceNumber % 20;
  if (place <= 11) return 'konbini_in_time';
  if (place <= 14) return 'bank_in_time';
  if (place <= 16) return 'konbini_late';
  if (place === 17) return 'half_then_never';
  return place === 18 ? 'half_then_rest' : 'never';
}

/** An invoice as far as its buyer looks at it. */
export type IssuedInvoice = {
  readonly id: string;
  readonly number: number;
  readonly reference: string;
  readonly amount: number;
  readonly issuedOn: LocalDate;
  readonly dueOn: LocalDate;
};

/** What a buyer will do about an invoice, and when. */
export type Payment = { readonly invoiceId: string; readonly on: LocalDate; readonly amount: number } & (
  | { readonly channel: 'konbini'; readonly stage: 'sokuho' | 'kakuho' }
  | { readonly channel: 'bank'; readonly payerName: string }
);

/** Every payment that the buyer of this invoice makes. `kana` is the reading of the buyer's name. */
export function paymentsOf(invoice: IssuedInvoice, kana: string): Payment[] {
  const { issuedOn, dueOn, amount } = invoice;
  const half = Math.floor(amount / 2);
  const byBank = (on: LocalDate, part: number): Payment => ({
    invoiceId: invoice.id,
    channel: 'bank',
    on,
    amount: part,
    payerName: payerNameOf(invoice.reference, kana),
  });
  const planned: Readonly<Record<Behaviour, readonly Payment[]>> = {
    konbini_in_time: atKonbini(invoice, addDays(issuedOn, 5)),
    bank_in_time: [byBank(addDays(issuedOn, 8), amount)],
    konbini_late: atKonbini(invoice, addDays(dueOn, 7)),
    half_then_never: [byBank(dueOn, half)],
    half_then_rest: [byBank(dueOn, half), byBank(addDays(dueOn, 10), amount - half)],
    never: [],
  };
  // Half of a single yen is nothing, and nobody transfers nothing.
  return planned[behaviourOf(invoice.number)].filter((payment) => payment.amount > 0);
}

/** 速報 when the slip is scanned, 確報 on the next day. */
function atKonbini({ id, amount }: IssuedInvoice, on: LocalDate): Payment[] {
  return [
    { invoiceId: id, channel: 'konbini', stage: 'sokuho', on, amount },
    { invoiceId: id, channel: 'konbini', stage: 'kakuho', on: addDays(on, 1), amount },
  ];
}

/** 振込依頼人名: buyers are asked to write the reference before their name, and banks write names in half-width kana. */
export function payerNameOf(reference: string, kana: string): string {
  const name = bankKana(kana) ?? '';
  return `${reference} ${name}`.trim();
}
