const mark = 'bigint:';

/**
 * Writes JSON the way webhook bodies come: `/` as `\/`, `&`, `<` and `>` as `\u0026`, `\u003c`, `\u003e`,
 * and ids of 18 digits as whole numbers. Parsing and writing it again gives other bytes, so a signature
 * over anything but the raw body fails (shopify.md 1.4).
 */
export function shopifyJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${mark}${part}` : part))
    .replaceAll(new RegExp(`"${mark}(\\d+)"`, 'g'), '$1')
    .replaceAll('/', String.raw`\/`)
    .replaceAll('&', String.raw`\u0026`)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('>', String.raw`\u003e`);
}
