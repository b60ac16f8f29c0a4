import { missingCharacter } from '../policy.ts';

/** Characters that people and other systems write where CP932 has a twin of another number (formats.md 8.4). */
const twins: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¥': '￥',
  '‾': '￣',
};

type Table = ReadonlyMap<string, number>;

let table: Table | undefined;

/** Writes text in CP932. What it cannot say becomes 〓, never a question mark. */
export function encodeCp932(text: string): Uint8Array {
  table ??= buildTable();
  const missing = table.get(missingCharacter) ?? 0;
  const bytes: number[] = [];
  for (const character of text) {
    const code = table.get(twins[character] ?? character) ?? missing;
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}

/** The decoder of the platform, turned round; so that nothing of Node is needed to write the encoding. */
function buildTable(): Table {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  const codes = new Map<string, number>();
  for (let byte = 0; byte < 0x80; byte += 1) codes.set(String.fromCharCode(byte), byte);
  for (let byte = 0xa1; byte < 0xe0; byte += 1) codes.set(decoder.decode(Uint8Array.of(byte)), byte);
  for (const code of writtenCodes()) {
    const character = decodedPair(decoder, code);
    // Some characters have two numbers: the one from JIS or NEC's row 13 comes first, and is the one Windows writes.
    if (character !== undefined && !codes.has(character)) codes.set(character, code);
  }
  return codes;
}

function* writtenCodes(): Generator<number> {
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    const isOther = lead > 0x9f && lead < 0xe0; // half-width kana
    const isPrivate = lead >= 0xf0 && lead <= 0xf9;
    const isRead = lead === 0xed || lead === 0xee; // NEC's copies of IBM's characters are read, never written
    if (isOther || isPrivate || isRead) continue;
    for (let trail = 0x40; trail <= 0xfc; trail += 1) if (trail !== 0x7f) yield (lead << 8) | trail;
  }
}

function decodedPair(decoder: TextDecoder, code: number): string | undefined {
  try {
    return decoder.decode(Uint8Array.of(code >> 8, code & 0xff));
  } catch {
    return undefined;
  }
}
