/** One line of text without control characters; undefined when nothing is left, or when it is no text. */
export function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // A text area brings line breaks, and a broken form half an emoji: the service takes neither.
  const line = value
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
  return line === '' ? undefined : line;
}

/** The first so many characters. */
export function cut(text: string, most: number): string {
  return Array.from(text).slice(0, most).join('').trimEnd();
}
