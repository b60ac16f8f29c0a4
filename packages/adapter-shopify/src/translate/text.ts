/** Full and half width become one, runs of white space one plain space. */
export function foldWidth(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

/** The same, for comparing what people and apps write in many ways: no spaces, capitals or dashes left. */
export function matchingText(text: string): string {
  return foldWidth(text)
    .toLowerCase()
    .replace(/[\s()[\]・,.'_/‐‑‒–—―−-]/g, '');
}

/** What was typed, trimmed; undefined when that is nothing. */
export function given(text: string | null | undefined): string | undefined {
  const trimmed = text?.normalize('NFC').trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

/** At most so many characters as a reader counts them. */
export function cutTo(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : characters.slice(0, longest).join('');
}

/** How many characters a reader sees: 𠮷 is one. */
export function characterCount(text: string): number {
  return [...text].length;
}
