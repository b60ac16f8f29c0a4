import { explainProblems, type OrderProblem, type ProblemCode } from './problems';
import { fillIn, type Language, shopperWords, type staffWords, wordsOf } from './words';

export type ShopperMessage = keyof typeof shopperWords;
export type StaffMessage = keyof typeof staffWords;

/** The shop's own words for what a shopper reads: one text, or one per language. */
export type OwnMessages = Readonly<Partial<Record<ShopperMessage, string | Readonly<Partial<Record<Language, string>>>>>>;

export type Voice = { readonly language: Language; readonly messages: OwnMessages };

/** The sentence for a shopper or for the shop's staff, in the shop's own words where it has some. */
export function messageOf(
  key: ShopperMessage | StaffMessage,
  { language, messages }: Voice,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const own = key in shopperWords ? messages[key as ShopperMessage] : undefined;
  const text = typeof own === 'string' ? own : own?.[language];
  return text === undefined ? wordsOf(key, language, values) : fillIn(text, language, values);
}

/** What the shopper can mend. The rest is for the shop's staff to see, in the log and the order panel. */
const shopperCodes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'address_missing',
  'amount_over',
  'amount_under',
  'consent_missing',
  'currency',
  'field_missing',
  'overseas',
  'prefecture_unknown',
]);

/** What a shopper is told of problems with the order: what to mend if it is theirs to mend, else to choose another way. */
export function shopperText(problems: readonly OrderProblem[], voice: Voice): string {
  const theirs = problems.filter(({ code }) => shopperCodes.has(code));
  return theirs.length > 0 && theirs.length === problems.length ? explainProblems(theirs, voice.language) : messageOf('unavailable', voice);
}

export type RefusedField = { readonly path: string; readonly code: string; readonly message: string };

/** What a shopper is told when the service refused fields: its sentences about the buyer, else to check what was entered. */
export function shopperTextOfRefusal(fields: readonly RefusedField[], voice: Voice): string {
  const theirs = fields.filter(({ path }) => /^(buyer|shipTo(\[\d+\])?)\b/.test(path));
  if (theirs.length === 0 || theirs.length < fields.length) return messageOf('unavailable', voice);
  return [...new Set(theirs.map(({ message }) => message))].join(voice.language === 'ja' ? '' : ' ');
}

/** The language of an order's shopper: the order's own where Medusa keeps one, else the shop's. */
export function voiceOf(order: { readonly locale?: string | null } | undefined, voice: Voice): Voice {
  const [language] = (order?.locale ?? '').toLowerCase().split('-');
  return language === 'ja' || language === 'en' ? { ...voice, language } : voice;
}
