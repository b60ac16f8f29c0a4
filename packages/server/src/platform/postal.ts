import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';
import type { PostalLookup, PostalTown } from '../modules/buyers/model.ts';

/**
 * Codes that serve towns on both sides of a border, of which the table knows one row each:
 * 弥富市 and 木曽岬町, 大山崎町 and 島本町, 中津市 and 吉富町.
 */
const acrossBorders: Readonly<Record<string, readonly string[]>> = {
  '4980000': ['愛知県', '三重県'],
  '6180000': ['京都府', '大阪府'],
  '8710000': ['大分県', '福岡県'],
};

/** Where the rows of the postal codes that begin with three digits lie in the package's file. */
type Chunk = { readonly from: number; readonly to: number };

/** The rows of a chunk as one text, and where in it each code's row begins. */
type Rows = { readonly text: string; readonly starts: ReadonlyMap<number, number> };

/**
 * The post office's table of all postal codes, offline, from the npm package yubin. Its rows are read
 * out of the package's file, not through its function: that keeps every row it ever touched as an
 * object (80 MB after 240 codes from all over the country, 175 MB after all), this 10 MB for all.
 */
export function openPostalTable(): PostalLookup {
  const file = readFileSync(createRequire(import.meta.url).resolve('yubin'));
  const chunks = chunksOf(file);
  const opened = new Map<string, Rows>();
  return (postalCode) => {
    const prefix = postalCode.slice(0, 3);
    const chunk = chunks.get(prefix);
    if (!chunk || postalCode.length !== 7) return null;
    let rows = opened.get(prefix);
    if (rows === undefined) {
      rows = readRows(file, chunk);
      opened.set(prefix, rows);
    }
    return findTown(rows, postalCode);
  };
}

function chunksOf(file: Buffer): ReadonlyMap<string, Chunk> {
  const chunks = new Map<string, Chunk>();
  for (const found of file.toString('latin1').matchAll(/"(\d{3})": "([A-Za-z0-9+/=]+)"/g)) {
    const from = found.index + 8; // after "123": "
    chunks.set(found[1] ?? '', { from, to: from + (found[2]?.length ?? 0) });
  }
  if (chunks.size === 0) throw new Error('the package yubin keeps its postal codes in another form than version 0.2.2');
  return chunks;
}

/** One line per code, `東京都,千代田区,丸の内`: one text for the chunk instead of an object for each row. */
function readRows(file: Buffer, { from, to }: Chunk): Rows {
  const packed = Buffer.from(file.toString('latin1', from, to), 'base64');
  const towns = new Map<string, string>();
  for (const line of inflateRawSync(packed).toString('utf8').split('\n')) {
    const row = readRow(line.split(','));
    if (row) towns.set(row.code, row.text);
  }
  const starts = new Map<number, number>();
  let start = 0;
  for (const [code, text] of towns) {
    starts.set(Number(code), start);
    start += text.length + 1;
  }
  return { text: `${[...towns.values()].join('\n')}\n`, starts };
}

/** Rows of towns (`k`) have the readings between the names; rows of single companies (`j`) have none. */
function readRow(columns: readonly string[]): { code: string; text: string } | undefined {
  const [kind, code, , , prefecture, second, third, , ninth] = columns;
  const [city, town] = kind === 'k' ? [third, ninth] : [second, third];
  if (!code || !prefecture || !city) return undefined;
  return { code, text: `${prefecture},${city},${plainTown(town ?? '')}` };
}

/** The table adds remarks in brackets, and says 「以下に掲載がない場合」 where there is no town to name. */
function plainTown(town: string): string {
  const bracket = town.indexOf('（');
  const named = bracket < 0 ? town : town.slice(0, bracket);
  return named === '以下に掲載がない場合' ? '' : named;
}

function findTown({ text, starts }: Rows, postalCode: string): PostalTown | null {
  const start = starts.get(Number(postalCode));
  if (start === undefined) return null;
  const [prefecture = '', city = '', town = ''] = text.slice(start, text.indexOf('\n', start)).split(',');
  const otherPrefectures = acrossBorders[postalCode]?.filter((name) => name !== prefecture);
  return otherPrefectures ? { prefecture, city, town, otherPrefectures } : { prefecture, city, town };
}
