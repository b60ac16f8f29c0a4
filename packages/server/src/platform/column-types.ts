/** How both engines hand over columns, by the type's object id. Everything else is the driver's. */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  17: parseBytes, // bytea
  20: parseWholeNumber, // int8
  1082: asText, // date
  1114: asText, // timestamp without a zone, which no table of ours has
  1184: parseInstant, // timestamptz
  1700: asText, // numeric
};

/** Arrays of the types above: the array's object id and its element's. */
export const arrayElementTypes: Readonly<Record<number, number>> = { 1001: 17, 1016: 20, 1182: 1082, 1115: 1114, 1185: 1184, 1231: 1700 };

export function parseWholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 outside the safe range: ${text}`);
  return value;
}

const timestamp = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?([+-]\d\d)(?::?(\d\d))?$/;

/** `2026-10-10 03:00:00.5+00` becomes `2026-10-10T03:00:00.500Z`; microseconds are cut off. */
export function parseInstant(text: string): string {
  const [, day, time, fraction = '', hours, minutes = '00'] = timestamp.exec(text) ?? [];
  if (day === undefined) throw new RangeError(`not a moment this system writes: ${text}`);
  const local = `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  return hours === '+00' && minutes === '00' ? `${local}Z` : new Date(`${local}${hours}:${minutes}`).toISOString();
}

/** The hex form `\x0aff`, which is what both engines send. */
export function parseBytes(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = (hexDigit(text.charCodeAt(2 * index + 2)) << 4) | hexDigit(text.charCodeAt(2 * index + 3));
  }
  return bytes;
}

/** Of the digits 0-9 and a-f, as the engines write them. */
function hexDigit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function bytesToText(bytes: Uint8Array): string {
  let text = '\\x';
  for (const byte of bytes) text += hexOfByte[byte];
  return text;
}

/**
 * Makes parameters that mean the same to both drivers, or refuses them. Structured JSON goes as an
 * object or as JSON text; a list is always an SQL array, so a JSON list must be passed as text.
 */
export function boundParams(params: readonly unknown[]): unknown[] {
  return params.map((value, index) => boundParam(value, index));
}

/** The name of the parameter is put together only where it is told: a batch has a thousand elements. */
function boundParam(value: unknown, index: number, inList = ''): unknown {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new TypeError(`parameter $${index + 1}${inList} is ${value}: pass null where nothing is meant`);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => boundParam(element, index, `${inList}[]`));
  return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}

function asText(text: string): string {
  return text;
}
