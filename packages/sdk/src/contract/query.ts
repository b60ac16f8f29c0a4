import type * as z from 'zod/mini';

/**
 * Reads a query string as the values the contract speaks of: `limit=50` is a number there and
 * `dryRun=true` is a boolean. What cannot be read stays text, and the contract's check refuses it.
 */
export function queryValues(schema: z.ZodMiniType, parameters: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const name of new Set(parameters.keys())) {
    const texts = parameters.getAll(name);
    const value = texts.length === 1 ? readValue(kindOf(schema, name), texts[0] ?? '') : texts;
    // Not an assignment: a parameter may be called __proto__.
    Object.defineProperty(values, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return values;
}

/** Writes values as a query; what is undefined is left out. */
export function queryText(values: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

function readValue(kind: string | undefined, text: string): unknown {
  if (kind === 'number' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function kindOf(schema: z.ZodMiniType, name: string): string | undefined {
  const fields = (schema as z.core.$ZodType as z.core.$ZodTypes)._zod.def;
  if (fields.type !== 'object' || !Object.hasOwn(fields.shape, name)) return undefined;
  let field = fields.shape[name] as z.core.$ZodTypes | undefined;
  while (field?._zod.def.type === 'optional') field = field._zod.def.innerType as z.core.$ZodTypes;
  return field?._zod.def.type;
}
