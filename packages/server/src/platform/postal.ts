import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';
import type { PostalLookup, PostalTown } from '../modules/buyers/model.ts';
import { plainTown, townOf } from './postal-town.ts';

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

function findTown({ text, starts }: Rows, postalCode: string): PostalTown | null {
  const start = starts.get(Number(postalCode));
  if (start === undefined) return null;
  const [prefecture = '', city = '', town = ''] = text.slice(start, text.indexOf('\n', start)).split(',');
  return townOf(postalCode, { prefecture, city, town });
}
