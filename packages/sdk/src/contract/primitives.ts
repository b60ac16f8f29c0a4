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

/**
 * The days that a date or a moment may lie on. Beyond them it is a slip of the keyboard, and calendars
 * and databases begin to disagree on what it means (the year 0000 is a year to RFC 3339 and none to PostgreSQL).
 */
export const dayBounds = { from: '1900-01-01', to: '2199-12-31' } as const;

// The pattern itself holds the bounds, so that a reader of the OpenAPI document sees them.
const within = (form: RegExp): RegExp => new RegExp(form.source.replace('^', '^(?=19|20|21)'));

/** A calendar day in Japan, `YYYY-MM-DD`, of the years 1900 to 2199. */
export const LocalDate = z.stringFormat('date', within(z.regexes.date));

/** A moment, RFC 3339 with an offset, of the years 1900 to 2199. */
export const Instant = z.stringFormat('datetime', within(z.regexes.datetime({ offset: true })));

/** One of the few words a field knows. */
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);
