// On pages that put names on prototypes (G29). Dictionaries of the platform are read with what they inherit, and
// JSON.stringify asks everything for a toJSON, which libraries of old gave to arrays.

/** An object that inherits nothing. */
export const bare = <T extends object>(own: T): T => Object.setPrototypeOf(own, null) as T;

/** The same as JSON.stringify for what JSON can say, whatever toJSON there is. */
export function jsonOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map((one) => jsonOf(one)).join()}]`;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${jsonOf(one)}`).join()}}`;
}
