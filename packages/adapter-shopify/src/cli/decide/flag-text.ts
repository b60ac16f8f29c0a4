import type { Flag } from '../../reconcile/flags.ts';
import { flagWords } from '../../reconcile/flag-words.ts';
import type { Bilingual } from '../model.ts';

/** What a flag says and what to do about it, in one line. */
export function flagText(flag: Flag): Bilingual {
  const { ja, en, fixJa, fixEn } = flagWords(flag);
  return { ja: `${ja}${fixJa}`, en: `${en} ${fixEn}`.trim() };
}
