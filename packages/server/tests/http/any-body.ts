import type { AnyOperation } from '@atobarai/sdk/contract';
import fc from 'fast-check';
import * as z from 'zod/mini';

/** As much of a JSON schema as the contract's inputs are made of. */
export type Schema = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
};

export function schemaOf(input: AnyOperation['params'] | AnyOperation['body']): Schema | undefined {
  return input === null || input === 'csv' ? undefined : (z.toJSONSchema(input, { io: 'input' }) as Schema);
}

/** What ids there are, by their prefix: `ord`. */
export type Ids = Readonly<Record<string, readonly string[]>>;

const someIdOf = (prefix: string) => `${prefix}_0000000000000000000000`;

function prefixOf(pattern: string | undefined): string | undefined {
  return /^\^([a-z]+)_/.exec(pattern ?? '')?.[1];
}

/** A value with every field there is, each as plain as it may be. */
export function plainest(schema: Schema): unknown {
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return plainest(schema.anyOf[0] ?? {});
  if (schema.properties) return mapped(schema.properties, plainest);
  if (schema.type === 'array') return [plainest(schema.items ?? {})];
  if (schema.type === 'string') return plainText(schema);
  if (schema.type === 'boolean') return true;
  return schema.type === 'object' ? {} : Math.max(1, schema.minimum ?? 1);
}

function plainText({ format, pattern }: Schema): string {
  if (format === 'date') return '2026-10-01';
  if (format === 'date-time') return '2026-10-01T10:00:00+09:00';
  const prefix = prefixOf(pattern);
  return prefix === undefined ? 'A-1' : someIdOf(prefix);
}

function mapped(fields: Readonly<Record<string, Schema>>, make: (field: Schema) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, make(field)]));
}

/** Where a schema has a day or a moment, as the API writes paths: `items[0].on`. */
export function datePaths(schema: Schema, path = ''): { readonly path: string; readonly format: string }[] {
  if (schema.format === 'date' || schema.format === 'date-time') return [{ path, format: schema.format }];
  const within = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    datePaths(field, path === '' ? name : `${path}.${name}`),
  );
  return [
    ...within,
    ...(schema.items ? datePaths(schema.items, `${path}[0]`) : []),
    ...(schema.anyOf ?? []).flatMap((one) => datePaths(one, path)),
  ];
}

/** Any value that has the shape. Ids are often those of something that is there. */
export function shaped(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => shaped(one, ids)));
  if (schema.properties) return shapedObject(schema.properties, schema.required ?? [], ids);
  if (schema.type === 'array') return fc.array(shaped(schema.items ?? {}, ids), { minLength: schema.minItems ?? 0, maxLength: 3 });
  if (schema.type === 'object') return fc.dictionary(fc.string({ maxLength: 40 }), fc.string({ maxLength: 200 }), { maxKeys: 3 });
  if (schema.type === 'boolean') return fc.boolean();
  return schema.type === 'string' ? shapedText(schema, ids) : shapedNumber(schema);
}

function shapedObject(fields: Readonly<Record<string, Schema>>, required: readonly string[], ids: Ids): fc.Arbitrary<unknown> {
  const values = Object.entries(fields).map(([name, field]) => [name, shaped(field, ids)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [...required] });
}

function shapedNumber({ type, minimum = -1_000_000, maximum = 1_000_000_000 }: Schema): fc.Arbitrary<number> {
  const least = Math.max(minimum, Number.MIN_SAFE_INTEGER);
  const most = Math.min(maximum, Number.MAX_SAFE_INTEGER);
  const edges = fc.constantFrom(least, most);
  return type === 'integer'
    ? fc.oneof(fc.integer({ min: Math.max(least, -10), max: Math.min(most, 20_000) }), edges)
    : fc.oneof(fc.integer({ min: -10, max: 20_000 }), fc.double(), edges);
}

const words = ['A-1', '東京都', '千代田区', '丸の内1-2-3', '100-0005', '090-1234-5678', 'ヤマダ', 'yamato', 'parcel', 'ec', 'goods', 'JPY'];

function shapedText({ format, pattern }: Schema, ids: Ids): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('1900-01-01', '2199-12-31', '2026-10-01', '2026-09-30', '2024-02-29');
  if (format === 'date-time') {
    return fc.constantFrom(
      '1900-01-01T00:00:00+23:59',
      '2199-12-31T23:59:59.999-23:59',
      '2026-10-01T10:00:00+09:00',
      '2026-10-03T00:00:00Z',
    );
  }
  const prefix = prefixOf(pattern);
  if (prefix === undefined) return fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 45 }));
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...(ids[prefix] ?? []), someIdOf(prefix)) }, fc.constant(`${prefix}_zzzz`));
}

/** What nobody should send: no text, no date, no number, no shape. */
export const nonsense: readonly unknown[] = [
  'a\u0000b',
  'a\ud800b',
  '\u202e',
  'x'.repeat(5_000),
  '',
  '__proto__',
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  null,
  true,
  [],
  {},
  [[[]]],
  { length: { toString: null } },
  '2026-02-30',
  '0000-01-01',
  '9999-12-31T23:59:59Z',
  '-271821-04-20T00:00:00Z',
];

/** The value with one of its places, somewhere inside, holding nonsense. */
export function misshaped(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(value, fc.nat(), fc.constantFrom(...nonsense)).map(([body, turn, wrong]) => {
    const copy: unknown = structuredClone(body);
    const places = placesIn(copy);
    const place = places[turn % Math.max(1, places.length)];
    if (place === undefined) return wrong;
    place.holder[place.key] = wrong;
    return copy;
  });
}

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
