import type { AddressSuggestion, FieldToFix } from '@atobarai/sdk/contract';
import type { FieldName } from '../i18n/words.ts';
import { ja } from '../i18n/ja.ts';
import type { Input, MendedInput, Trouble } from './state.ts';

/** What may stay empty. */
const optional = /\.(line2|department)$/;

/** `shipTo[0].address.city` without `shipTo[0]`. */
const ofPerson = (path: string): string => path.slice(path.indexOf('.') + 1);

/** The last part of an input's path, which its label is found by. */
export const fieldNameOf = (path: string): FieldName => ofPerson(path) as FieldName;

export const mayBeEmpty = (path: string): boolean => optional.test(path);

const keysOf = (path: string): string[] => path.split(/[.[\]]+/).filter(Boolean);

const valueAt = (input: Input, path: string): unknown =>
  keysOf(path).reduce<unknown>(
    (value, key) => (value && typeof value === 'object' && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined),
    input,
  );

/** A copy of something in which one value is another. */
function withValue<T extends object>(there: T, [key = '', ...rest]: readonly string[], value: string): T {
  const copy: object = Array.isArray(there) ? [...there] : { ...there };
  Reflect.set(copy, key, rest.length > 0 ? withValue(Reflect.get(copy, key) as object, rest, value) : value || undefined);
  return copy as T;
}

/** The inputs that a field to fix needs, filled with what is there. */
export function inputsFor({ path }: FieldToFix, input: Input): MendedInput[] {
  const names = Object.keys(ja.fields).filter((name) => `${name}.`.startsWith(`${ofPerson(path)}.`));
  const person = /^(?:buyer|shipTo\[\d+\])(?=\.)/.exec(path)?.[0];
  if (person === undefined || !valueAt(input, person)) return [];
  return names.map((name) => ({ path: `${person}.${name}`, value: String(valueAt(input, `${person}.${name}`) ?? '') }));
}

/** A refusal of fields that the shopper can mend here, as a hold would name them; nothing when any of it is beyond that. */
export function mendable({ fields }: Trouble, input: Input): FieldToFix[] {
  const toFix = fields.map(({ message, ...field }) => ({ ...field, message: { ja: message, en: message }, fix: null, suggestions: [] }));
  return toFix.every((field) => inputsFor(field, input).length > 0) ? toFix : [];
}

/** Replaces the value of one input. */
export const typed = (inputs: readonly MendedInput[], path: string, value: string): MendedInput[] =>
  inputs.map((input) => (input.path === path ? { path, value } : input));

export const hyphenated = (postalCode: string): string => postalCode.replace(/^(\d{3})(\d{4})$/, '$1-$2');

/** Takes over the address of a postal code, which the server has put together with the house number. */
export function withSuggestion(inputs: readonly MendedInput[], { path }: FieldToFix, suggestion: AddressSuggestion): MendedInput[] {
  const person = path.slice(0, path.indexOf('.'));
  const { prefecture, city, line1 } = suggestion.address;
  const taken = {
    postalCode: hyphenated(suggestion.postalCode),
    'address.prefecture': prefecture,
    'address.city': city,
    'address.line1': line1,
  };
  const others = inputs.filter((input) => !Object.hasOwn(taken, ofPerson(input.path)));
  return [...Object.entries(taken).map(([name, value]) => ({ path: `${person}.${name}`, value })), ...others];
}

/** What the page gave, with what the shopper mended. */
export const mended = (input: Input, inputs: readonly MendedInput[]): Input =>
  inputs.reduce((changed, { path, value }) => withValue(changed, keysOf(path), value.trim()), input);
