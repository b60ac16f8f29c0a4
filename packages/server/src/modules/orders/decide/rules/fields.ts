/** Folds one text by its reader; a text the reader cannot make sense of is refused. */
export function readField<T>(text: string | undefined, read: (text: string) => T | undefined, refuse: () => void): T | undefined {
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === undefined) refuse();
  return value;
}

export type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** The fields that are there: an absent one must not be stored as one that is undefined. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: { -readonly [Key in keyof T]?: Exclude<T[Key], undefined> } = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
  }
  return kept;
}
