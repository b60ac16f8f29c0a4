/** Where a value does not have the shape it should have, and what was expected there. */
export type Misfit = { readonly path: readonly (string | number)[]; readonly expected: string };

/**
 * Looks whether a value of an answer is as agreed. A field that is not listed may be there, and a word may
 * be a new one: a newer server knows more than this version does.
 */
export type Shape = (value: unknown) => Misfit | undefined;

const unfit = (expected: string): Misfit => ({ path: [], expected });
const within = (place: string | number, { path, expected }: Misfit): Misfit => ({ path: [place, ...path], expected });

export const anything: Shape = (value) => (value === undefined ? unfit('any value') : undefined);
export const string: Shape = (value) => (typeof value === 'string' ? undefined : unfit('string'));
export const boolean: Shape = (value) => (typeof value === 'boolean' ? undefined : unfit('boolean'));
export const number: Shape = (value) => (typeof value === 'number' ? undefined : unfit('number'));
export const integer: Shape = (value) => number(value) ?? (Number.isSafeInteger(value) ? undefined : unfit('int'));

export const text =
  (form: RegExp, expected: string): Shape =>
  (value) =>
    string(value) ?? (form.test(value as string) ? undefined : unfit(expected));

/** An id with its prefix: `ord_…`. */
export const id = (form: RegExp): Shape => text(form, 'id');
/** A day, `2026-11-20`. */
export const day: Shape = /* @__PURE__ */ text(/^\d{4}-\d\d-\d\d$/, 'date');
/** A moment, RFC 3339. */
export const moment: Shape = /* @__PURE__ */ text(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/, 'datetime');

export const nullable =
  (shape: Shape): Shape =>
  (value) =>
    value === null ? undefined : shape(value);

export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined ? undefined : shape(value);

export const list =
  (shape: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) return unfit('array');
    for (let index = 0; index < value.length; index += 1) {
      const misfit = shape(value[index]);
      if (misfit !== undefined) return within(index, misfit);
    }
    return undefined;
  };

/** An object with these fields, whatever else it has. */
export const object = (fields: Readonly<Record<string, Shape>>): Shape => {
  const shapes = Object.entries(fields);
  return (value) => {
    if (!isObject(value)) return unfit('object');
    for (const [name, shape] of shapes) {
      const misfit = shape(value[name]);
      if (misfit !== undefined) return within(name, misfit);
    }
    return undefined;
  };
};

/** An object with any names, all of whose values have the same shape. */
export const record =
  (shape: Shape): Shape =>
  (value) => {
    if (!isObject(value)) return unfit('record');
    for (const name of Object.keys(value)) {
      const misfit = shape(value[name]);
      if (misfit !== undefined) return within(name, misfit);
    }
    return undefined;
  };

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
