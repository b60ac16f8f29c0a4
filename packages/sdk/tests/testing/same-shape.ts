import type * as z from 'zod/mini';

type Schema = z.core.$ZodType;
type Pair = { readonly light: unknown; readonly real: unknown };

/**
 * How a light answer and a real one differ in fields and kinds of values, as far as the schema does
 * not let them: what may be absent or null may be so in one of them. What the contract does not name
 * is a difference, too.
 */
export function shapeDifferences(schema: Schema, pair: Pair, path = ''): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional') return either(pair, undefined) ? [] : shapeDifferences(def.innerType, pair, path);
  if (def.type === 'nullable') return either(pair, null) ? [] : shapeDifferences(def.innerType, pair, path);
  const { light, real } = pair;
  if (kindOf(light) !== kindOf(real)) return [`${path}: ${kindOf(light)} in the light answer, ${kindOf(real)} in the real one`];
  if (def.type === 'object') return objectDifferences(def.shape, pair, path);
  if (def.type !== 'array' || !Array.isArray(light) || !Array.isArray(real)) return [];
  const [first] = light as unknown[];
  if (first === undefined) return [];
  return real.flatMap((element: unknown) => shapeDifferences(def.element, { light: first, real: element }, `${path}[]`));
}

function objectDifferences(shape: z.core.$ZodShape, { light, real }: Pair, path: string): string[] {
  const [lightFields, realFields] = [Object(light) as object, Object(real) as object];
  const unnamed = [...new Set([...Object.keys(lightFields), ...Object.keys(realFields)])].filter((key) => !Object.hasOwn(shape, key));
  return [
    ...unnamed.map((key) => `${path}.${key}: not in the contract`),
    ...Object.entries(shape).flatMap(([key, field]) =>
      shapeDifferences(field, { light: Reflect.get(lightFields, key), real: Reflect.get(realFields, key) }, `${path}.${key}`),
    ),
  ];
}

function either({ light, real }: Pair, value: unknown): boolean {
  return light === value || real === value;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
