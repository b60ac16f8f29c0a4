/** What stands for a character that CP932 cannot write (formats.md 8.4). */
const missing = '〓';

let codes: ReadonlyMap<string, number> | undefined;

/** Writes text in CP932, the encoding of Windows in Japan; `〓` for what it does not have. */
export function encodeCp932(text: string): Uint8Array {
  codes ??= readCodes();
  const bytes: number[] = [];
  for (const character of text) {
    const code = codes.get(character) ?? codes.get(missing) ?? 0x3f;
    if (code > 0xff) bytes.push(code >> 8);
    bytes.push(code & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** The platform can read the encoding but not write it: everything is read once, and looked up backwards. */
function readCodes(): Map<string, number> {
  const decoder = new TextDecoder('shift_jis');
  const found = new Map<string, number>();
  const add = (code: number, bytes: readonly number[]) => {
    const character = decoder.decode(Uint8Array.from(bytes));
    // Of characters with two numbers the first is the one that Windows writes.
    if (character.length > 0 && character !== '\ufffd' && !found.has(character)) found.set(character, code);
  };
  for (let byte = 0; byte < 0xe0; byte += 1) if (byte < 0x80 || byte > 0xa0) add(byte, [byte]);
  for (const lead of leadBytes()) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) if (trail !== 0x7f) add((lead << 8) | trail, [lead, trail]);
  }
  return found;
}

/** Without half-width kana, NEC's copies of IBM's characters, and characters of one's own. */
function* leadBytes(): Generator<number> {
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    const isSkipped = (lead > 0x9f && lead < 0xe0) || lead === 0xed || lead === 0xee || (lead >= 0xf0 && lead <= 0xf9);
    if (!isSkipped) yield lead;
  }
}
