import type { Language } from './model.ts';

export type Locale = {
  readonly LC_ALL?: string | undefined;
  readonly LC_MESSAGES?: string | undefined;
  readonly LANG?: string | undefined;
};

/** The language of texts: as asked for, else as the shell is set, else as the machine is. */
export function languageOf(asked: string | undefined, env: Locale, systemLocale: string): Language {
  if (asked === 'ja' || asked === 'en') return asked;
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '');
  return /^ja\b|^ja_/i.test(set ?? systemLocale) ? 'ja' : 'en';
}
