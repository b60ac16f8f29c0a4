import { type Language, wordsOf } from './words';

/** What cannot be carried over, in a shape for logs, answers and the order panel. */
export type OrderProblem = {
  readonly code: ProblemCode;
  /** Where it is, in Medusa's own names: `shipping_address.phone`. */
  readonly field?: string;
  readonly messageJa: string;
  readonly messageEn: string;
};

export type ProblemCode =
  | 'address_missing'
  | 'amount_missing'
  | 'amount_over'
  | 'amount_under'
  | 'carrier_unknown'
  | 'carrier_unset'
  | 'consent_missing'
  | 'currency'
  | 'field_missing'
  | 'items_missing'
  | 'items_too_many'
  | 'label_missing'
  | 'overseas'
  | 'prefecture_unknown'
  | 'quantity'
  | 'tax_rate'
  | 'total_differs'
  | 'total_fraction';

export type Problems = { readonly ok: false; readonly problems: readonly OrderProblem[] };

type Place = { readonly field?: string; readonly values?: Readonly<Record<string, string | number>> };

/** A problem with its words in both languages. */
export function problem(code: ProblemCode, { field, values = {} }: Place = {}): OrderProblem {
  const given = { ...values, field: field ?? '' };
  return {
    code,
    ...(field === undefined ? {} : { field }),
    messageJa: wordsOf(`problem.${code}`, 'ja', given),
    messageEn: wordsOf(`problem.${code}`, 'en', given),
  };
}

/** All problems in one text, for a log line or the order panel. */
export function explainProblems(problems: readonly OrderProblem[], language: Language): string {
  const texts = problems.map(({ messageJa, messageEn }) => (language === 'ja' ? messageJa : messageEn));
  return [...new Set(texts)].join(language === 'ja' ? '' : ' ');
}
