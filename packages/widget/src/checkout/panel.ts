import type { CheckoutConfig, FieldToFix, Quote } from '@atobarai/sdk/contract';
import { type FieldName, type Language, type Words, yen } from '../i18n/index.ts';
import { fieldNameOf, hyphenated, mayBeEmpty } from './mend.ts';
import { type Check, noConnection, type State, type Trouble } from './state.ts';

/** `value` is null while it is not known. */
export type Line = { readonly label: string; readonly value: string | null; readonly strong?: true };

export type ShownInput = {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly required: boolean;
  readonly complaint: string;
  /** Which keyboard a phone shows. */
  readonly keyboard: 'text' | 'tel' | 'email' | 'numeric';
  readonly autocomplete: string;
};

export type ShownSuggestion = { readonly label: string; readonly field: FieldToFix; readonly index: number };

type Heading = { readonly heading: string; readonly hint: string };

/** What lies below deferred payment when it is chosen. */
export type Panel =
  | { readonly is: 'loading'; readonly heading: string }
  | {
      readonly is: 'available';
      readonly lines: readonly Line[];
      readonly busy: boolean;
      /** Of the steps. */
      readonly heading: string;
      readonly steps: readonly { readonly title: string; readonly text: string }[];
      readonly terms: { readonly summary: string; readonly text: string; readonly consent: string };
      readonly consented: boolean;
      readonly complaint: string;
    }
  | ({ readonly is: 'unavailable' } & Heading)
  | ({ readonly is: 'screening' } & Heading)
  | ({
      readonly is: 'held';
      readonly reasons: readonly string[];
      readonly inputs: readonly ShownInput[];
      readonly suggestions: readonly ShownSuggestion[];
      readonly useSuggestion: string;
      readonly check: string;
    } & Heading)
  | ({ readonly is: 'approved' | 'review'; readonly lines: readonly Line[] } & Heading)
  | ({ readonly is: 'rejected'; readonly others: readonly { readonly id: string; readonly label: string }[] } & Heading)
  | ({ readonly is: 'trouble'; readonly retry: string; readonly forDeveloper: string } & Heading)
  | ({ readonly is: 'expired'; readonly retry: string } & Heading);

export type Shown = { readonly state: State; readonly words: Words; readonly language: Language };

/** Why it cannot be chosen for this cart, in words a shopper may see; empty when it can. */
export function unavailableOf({ state: { quote, config }, words, language }: Shown): string {
  if (quote.is !== 'known' || quote.value.available) return '';
  if (quote.value.reason === 'overseas_not_supported') return words.overseas;
  if (config.is !== 'known') return words.unavailable;
  const { least, capNet } = config.value.limits;
  if (quote.value.reason === 'amount_over_limit') return words.overLimit(yen(capNet, language));
  return quote.value.amount < least ? words.underLimit(yen(least, language)) : words.unavailable;
}

/** What is shown below deferred payment. */
export function panelOf(shown: Shown): Panel {
  const { state, words } = shown;
  const { config, quote, check } = state;
  const failed = [config, quote, check].find((part) => part.is === 'failed');
  if (failed) return troubleOf(failed.trouble, shown);
  if (config.is !== 'known') return { is: 'loading', heading: words.loading };
  const unavailable = unavailableOf(shown);
  if (unavailable) return { is: 'unavailable', heading: unavailable, hint: words.unavailableHint };
  return checkPanel(check, shown) ?? availablePanel(shown, config.value);
}

function troubleOf({ is, code, detail }: Trouble, { words, state }: Shown): Panel {
  const offline = is === 'offline';
  const kind = !offline ? 'unavailable' : code === noConnection ? 'offline' : 'busy';
  return {
    is: 'trouble',
    heading: words[kind],
    hint: words[`${kind}Hint`],
    retry: offline ? words.retry : '',
    forDeveloper: offline || !state.input.test ? '' : `${code}: ${detail}`,
  };
}

function checkPanel(check: Check, shown: Shown): Panel | undefined {
  const { words } = shown;
  switch (check.is) {
    case 'running':
      return { is: 'screening', heading: words.screening, hint: check.slow ? words.screeningSlow : words.screeningHint };
    case 'held':
      return heldPanel(check, shown);
    case 'approved':
    case 'review':
      return acceptedPanel(check, shown);
    case 'rejected':
      return rejectedPanel(shown);
    case 'expired':
      return { is: 'expired', heading: words.expired, hint: words.expiredHint, retry: words.checkAgain };
    default:
      return undefined;
  }
}

function acceptedPanel({ is, authorization }: Extract<Check, { is: 'approved' | 'review' }>, shown: Shown): Panel {
  const { words } = shown;
  const approved = is === 'approved';
  const heading = approved ? words.approved : words.review;
  return { is, heading, hint: approved ? words.approvedHint : words.reviewHint, lines: moneyLines(authorization, shown) };
}

function rejectedPanel({ words, state }: Shown): Panel {
  const others = state.input.methods.map(({ id, label }) => ({ id, label: words.payBy(label) }));
  return { is: 'rejected', heading: words.rejected, hint: others.length > 0 ? words.rejectedHint : words.rejectedNoOthers, others };
}

const keyboards: Partial<Record<FieldName, ShownInput['keyboard']>> = { phone: 'tel', email: 'email', postalCode: 'numeric' };

const autocompletes: Partial<Record<FieldName, string>> = {
  name: 'name',
  company: 'organization',
  postalCode: 'postal-code',
  'address.prefecture': 'address-level1',
  'address.city': 'address-level2',
  'address.line1': 'address-line1',
  'address.line2': 'address-line2',
  phone: 'tel',
  email: 'email',
};

function heldPanel({ fields, inputs, incomplete }: Extract<Check, { is: 'held' }>, { words, language }: Shown): Panel {
  return {
    is: 'held',
    heading: words.held,
    hint: words.heldHint,
    reasons: fields.map(({ message, fix }) => [message[language], fix?.[language]].filter(Boolean).join(language === 'ja' ? '' : ' ')),
    inputs: inputs.map(({ path, value }) => {
      const name = fieldNameOf(path);
      const empty = incomplete && !value.trim() && !mayBeEmpty(path);
      return {
        path,
        label: words.fields[name],
        value,
        required: !mayBeEmpty(path),
        complaint: empty ? words.fillIn : '',
        keyboard: keyboards[name] ?? 'text',
        autocomplete: autocompletes[name] ?? 'off',
      };
    }),
    suggestions: fields.flatMap((field) =>
      field.suggestions.map(({ postalCode, address }, index) => ({
        label: words.suggestion(`〒${hyphenated(postalCode)} ${address.prefecture}${address.city}${address.line1}`),
        field,
        index,
      })),
    ),
    useSuggestion: words.useSuggestion,
    check: words.check,
  };
}

function availablePanel(shown: Shown, config: CheckoutConfig): Panel {
  const { state, words, language } = shown;
  const quote = state.quote.is === 'known' ? state.quote.value : undefined;
  const busy = state.quote.is === 'loading';
  return {
    is: 'available',
    lines: quote ? moneyLines(quote, shown) : unknownLines(config, shown),
    busy,
    heading: words.stepsTitle,
    steps: config.steps.map(({ title, text }) => ({ title: title[language], text: text[language] })),
    terms: {
      summary: `${config.terms.title[language]} (${words.termsVersion(config.terms.version)})`,
      text: config.terms.text[language],
      consent: config.terms.consent[language],
    },
    consented: state.consentedAt !== null,
    complaint: state.consentMissed && state.consentedAt === null ? words.consentNeeded : '',
  };
}

function moneyLines(
  money: Pick<Quote, 'buyerFee' | 'billedAmount' | 'due'> & { readonly remaining?: number | null },
  shown: Shown,
): Line[] {
  const { words, language } = shown;
  return [
    { label: words.fee, value: feeOf(money.buyerFee, shown) },
    { label: words.total, value: yen(money.billedAmount, language), strong: true },
    { label: words.due, value: money.due.text[language] },
    ...(typeof money.remaining === 'number' ? [{ label: words.frame, value: yen(money.remaining, language) }] : []),
  ];
}

/** Until the quote is here, its figures stand empty rather than stale. */
function unknownLines({ buyerFee, due }: CheckoutConfig, shown: Shown): Line[] {
  const { words, language, state } = shown;
  const total = state.quote.is === 'loading' ? [{ label: words.total, value: null, strong: true as const }] : [];
  return [{ label: words.fee, value: feeOf(buyerFee, shown) }, ...total, { label: words.due, value: due.text[language] }];
}

const feeOf = (fee: number, { words, language }: Shown): string => (fee === 0 ? words.noFee : yen(fee, language));
