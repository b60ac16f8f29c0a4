import * as z from 'zod/mini';

/** Names of the schemas that are components of the OpenAPI document. */
export const components = z.registry<{ id: string }>();

/** Gives a schema its name in the OpenAPI document. */
export function named<S extends z.ZodMiniType>(id: string, schema: S): S {
  components.add(schema, { id });
  return schema;
}

// Control characters break files and slips; lone surrogates are not text at all.
const notText = /[\p{Cc}\p{Cs}]/u;

/** One line of text. A custom check names its own code as the message. */
export const text = (maxLength: number) =>
  z.string().check(
    z.maxLength(maxLength),
    z.refine((value: string) => !notText.test(value), { error: 'control_character' }),
  );

/** A list that is refused as too long rather than read. */
export const listOf = <S extends z.ZodMiniType>(element: S, maxLength: number) => z.array(element).check(z.maxLength(maxLength));

/** A whole number of yen. */
export const Yen = z.int();

/** A whole number of yen above zero. */
export const PositiveYen = z.int().check(z.minimum(1));

/** A calendar day in Japan, `YYYY-MM-DD`. */
export const LocalDate = z.iso.date();

/** A moment, RFC 3339 with an offset. */
export const Instant = z.iso.datetime({ offset: true });

/** One of the few words a field knows. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);
