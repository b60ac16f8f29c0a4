import type { Flag, FlagCode, FlagWording } from './flags.ts';
import { serviceFlagWords } from './flag-words-service.ts';
import { shopifyFlagWords } from './flag-words-shopify.ts';

const wordings: Readonly<Record<FlagCode, FlagWording>> = { ...shopifyFlagWords, ...serviceFlagWords };

/**
 * What a flag says to a person, in both languages.
 *
 * @example
 * ```ts
 * import { flagWords } from '@atobarai/adapter-shopify';
 *
 * const { ja, fixJa } = flagWords({ code: 'carrier_unknown', values: { company: '自社便' } });
 * console.log(ja, fixJa);
 * ```
 */
export function flagWords({ code, values = {} }: Flag): FlagWording {
  const said = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '-'));
  const { ja, en, fixJa, fixEn } = wordings[code];
  return { ja: said(ja), en: said(en), fixJa: said(fixJa), fixEn: said(fixEn) };
}
