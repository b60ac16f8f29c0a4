import { tableLines } from './table.ts';

/** Something to open or to use: an address, a key, a command. */
export type Place = { readonly ja: string; readonly en: string; readonly value: string };

/** Where to look next: the server's pages, and whatever the caller adds, keys for one. */
export function whereToLook(baseUrl: string, more: readonly Place[] = []): string[] {
  const places: readonly Place[] = [
    { ja: 'API の説明', en: 'API reference', value: `${baseUrl}/docs` },
    { ja: 'OpenAPI 3.1', en: 'OpenAPI 3.1', value: `${baseUrl}/openapi.json` },
    { ja: '稼働状況', en: 'health', value: `${baseUrl}/healthz` },
    ...more,
  ];
  const rows = places.map(({ ja, en, value }) => [ja, en, value]);
  return ['', ...tableLines([{ heading: '見るところ' }, { heading: 'Where to look' }, { heading: '' }], rows)];
}
