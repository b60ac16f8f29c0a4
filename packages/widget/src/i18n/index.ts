import { en } from './en.ts';
import type { Language } from './format.ts';
import { ja } from './ja.ts';
import type { Words } from './words.ts';

const catalogues: Readonly<Record<Language, Words>> = { ja, en };

export const wordsOf = (language: Language): Words => catalogues[language];

/** The language for a tag such as `en-US`: English for English, else Japanese, like the shops. */
export const languageOf = (tag: string | null | undefined): Language => (/^en\b/i.test(tag ?? '') ? 'en' : 'ja');

export { type Language, yen } from './format.ts';
export type { FieldName, Words } from './words.ts';
