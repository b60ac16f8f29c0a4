import type { StatementLine } from '../model.ts';
import { lineNames } from '../policy.ts';

/** Both encodings of our files: UTF-8 with a byte-order mark, which spreadsheets need, or CP932. */
export type Encoding = 'utf-8' | 'cp932';

const heading = ['明細区分', '区分コード', '計上日', '金額', '店舗注文番号', '注文ID', '発生元'];

/** The rows of a statement as text, each ended by CR LF; the first page has the heading. */
export function csvRows(lines: readonly StatementLine[], { withHeading }: { readonly withHeading: boolean }): string {
  const rows = lines.map(({ kind, bookedOn, amount, shopOrderId, orderId, sourceId }) => [
    lineNames[kind],
    kind,
    bookedOn,
    String(amount),
    shopOrderId ?? '',
    orderId ?? '',
    sourceId,
  ]);
  return [...(withHeading ? [heading] : []), ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const byteOrderMark = '\uFEFF';

export function encodeCsv(
  text: string,
  { encoding, isFirst }: { readonly encoding: Encoding; readonly isFirst: boolean },
): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(isFirst ? byteOrderMark + text : text);
  return encodeCp932(text);
}

let cp932: ReadonlyMap<string, readonly number[]> | undefined;

/** CP932 as the Encoding Standard decodes it, read backwards: browsers and Node bring the table, but only to decode. */
function encodeCp932(text: string): Uint8Array<ArrayBuffer> {
  cp932 ??= cp932Table();
  const table = cp932;
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (!bytes) throw new Error(`CP932 has no ${character}`);
      return bytes;
    }),
  );
}

function cp932Table(): Map<string, number[]> {
  const decoder = new TextDecoder('shift_jis');
  const table = new Map<string, number[]>();
  const learn = (bytes: number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && character !== '\uFFFD' && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0; byte < 0x80; byte += 1) learn([byte]);
  for (let byte = 0xa1; byte <= 0xdf; byte += 1) learn([byte]);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    if (lead > 0x9f && lead < 0xe0) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) learn([lead, trail]);
  }
  return table;
}
