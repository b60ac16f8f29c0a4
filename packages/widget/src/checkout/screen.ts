import type { Method } from '../element/types.ts';
import { type Language, type Words, wordsOf } from '../i18n/index.ts';
import { type Panel, panelOf, type Shown, unavailableOf } from './panel.ts';
import { atobarai, type State } from './state.ts';

/** One row of the list of methods. */
export type Row = {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly checked: boolean;
  /** Cannot be chosen now; `note` says why. */
  readonly closed: boolean;
};

export type Screen = {
  readonly language: Language;
  readonly methods: string;
  /** Empty when deferred payment stands alone. */
  readonly rows: readonly Row[];
  readonly title: string;
  readonly tagline: string;
  readonly badge: string;
  /** Nothing while another method is chosen. */
  readonly panel: Panel | null;
  readonly disabled: boolean;
  /** What a screen reader is told when it changes. */
  readonly announcement: string;
};

/** What the state looks like, in one language. */
export function screenOf(state: State, language: Language): Screen {
  const words = wordsOf(language);
  const shown = { state, words, language };
  const { config, input, chosen } = state;
  const panel = chosen === atobarai ? panelOf(shown) : null;
  return {
    language,
    methods: words.methods,
    rows: input.methods.length === 0 ? [] : [ownRow(shown), ...input.methods.map((method) => otherRow(method, chosen))],
    title: words.title,
    tagline: words.tagline,
    badge: config.is === 'known' && config.value.mode === 'test' ? words.testMode : '',
    panel,
    disabled: state.disabled,
    announcement: announcementOf(panel, words),
  };
}

const otherRow = ({ id, label, note = '' }: Method, chosen: string | null): Row => ({
  id,
  label,
  note,
  checked: id === chosen,
  closed: false,
});

function ownRow({ state, words, language }: Shown): Row {
  const checked = state.chosen === atobarai;
  const refused = state.check.is === 'rejected' ? words.unavailable : unavailableOf({ state, words, language });
  return { id: atobarai, label: words.title, note: refused || words.tagline, checked, closed: refused !== '' && !checked };
}

function announcementOf(panel: Panel | null, words: Words): string {
  if (panel === null) return '';
  if (panel.is === 'available') {
    if (panel.complaint) return panel.complaint;
    const total = panel.lines.find(({ label }) => label === words.total)?.value;
    return total ? `${words.total} ${total}` : '';
  }
  return 'hint' in panel ? `${panel.heading}${words.stop}${panel.hint}` : panel.heading;
}

/** What keeps a form from being sent: the flag of the platform and the words for it. */
export type Invalidity = { readonly flag: 'valueMissing' | 'customError'; readonly message: string };

/** A cart that is not screened yet is no mistake: sending the form starts the screening. */
export function invalidityOf(
  state: State,
  { language, required }: { readonly language: Language; readonly required: boolean },
): Invalidity | null {
  const words = wordsOf(language);
  if (state.chosen === null) return required ? { flag: 'valueMissing', message: words.chooseMethod } : null;
  if (state.chosen !== atobarai) return null;
  const unavailable = state.check.is === 'rejected' ? words.rejected : unavailableOf({ state, words, language });
  if (unavailable) return { flag: 'customError', message: unavailable };
  if (state.check.is === 'held') return { flag: 'customError', message: words.held };
  return state.consentedAt !== null ? null : { flag: 'valueMissing', message: words.consentNeeded };
}
