import type { Page } from './notice.tsx';

type Surface = {
  readonly i18n: {
    readonly translate: (key: string, values?: Record<string, string>) => unknown;
    readonly formatDate: (date: Date, options?: Record<string, string>) => string;
  };
  readonly localization: { readonly language: { readonly value: { readonly isoCode: string } } };
};

/** The same words and figures on both pages. */
export function pageOf({ i18n, localization }: Surface): Page {
  return {
    language: localization.language.value.isoCode,
    translate: (key, values) => String(i18n.translate(key, values)),
    formatDate: (date) => i18n.formatDate(date, { dateStyle: 'long' }),
  };
}
