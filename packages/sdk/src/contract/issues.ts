import * as z from 'zod/mini';
import type { Code } from './codes.ts';
import { pathText } from './path-text.ts';
import { dayBounds } from './primitives.ts';

/** One thing the contract found wrong, in the API's own words. */
export type ContractIssue = {
  readonly path: string;
  readonly code: Code;
  /** What a value of the wrong type should have been (`string`, `ec | mail`, `≥ 1`), or between which days a date must lie. */
  readonly values?: { readonly expected?: string; readonly from?: string; readonly to?: string };
};

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly ContractIssue[] };

/** Checks a value against the contract. What is wrong comes back as paths and codes: `items[2].taxRate`, `type`. */
export function checked<S extends z.ZodMiniType>(schema: S, input: unknown): Checked<z.output<S>> {
  const result = parsed(schema, input);
  if (result === undefined) return { ok: false, issues: [{ path: '', code: 'type' }] };
  return result.success ? { ok: true, value: result.data } : { ok: false, issues: contractIssues(result.error, input) };
}

/** Undefined when the value cannot even be looked at: zod compares the `length` of anything, and `{"length": {"toString": null}}` makes that throw. */
function parsed<S extends z.ZodMiniType>(schema: S, input: unknown): z.core.util.SafeParseResult<z.output<S>> | undefined {
  try {
    return z.safeParse(schema, input);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The same for what a schema has found already; `input` tells what was missing from what was wrong. */
export function contractIssues(error: { readonly issues: readonly z.core.$ZodIssue[] }, input: unknown): ContractIssue[] {
  return error.issues.flatMap((issue): ContractIssue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), code: 'unknown_field' }));
    }
    const code = codeOf(issue, input);
    const values = valuesOf(code, issue);
    return [{ path: pathText(issue.path), code, ...(values === undefined ? {} : { values }) }];
  });
}

// Checks of our own write the code as the issue's message, because a schema cannot carry it otherwise.
const ownCodes: ReadonlySet<string> = new Set<Code>(['control_character', 'too_long', 'required']);

function codeOf(issue: z.core.$ZodIssue, input: unknown): Code {
  if (issue.code === 'custom') return ownCodes.has(issue.message) ? (issue.message as Code) : 'type';
  if (issue.code === 'invalid_key') return issue.issues[0] === undefined ? 'type' : codeOf(issue.issues[0], input);
  if (issue.code === 'too_big') return hasLength(issue.origin) ? 'too_long' : 'type';
  if (issue.code === 'too_small') return hasLength(issue.origin) ? 'required' : 'type';
  const value = valueAt(input, issue.path);
  return value === undefined ? 'required' : unreadCode(issue, value);
}

function unreadCode(issue: z.core.$ZodIssue, value: unknown): Code {
  return issue.code === 'invalid_format' && isDay(issue.format, value) ? 'date_range' : 'type';
}

/** Written as a day or a moment is, but 2026-02-30 is in no calendar, and the year 0000 is out of bounds. */
function isDay(format: string, value: unknown): boolean {
  if (format === 'date') return /^\d{4}-\d\d-\d\d$/.test(String(value));
  return format === 'datetime' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(value));
}

function valuesOf(code: Code, issue: z.core.$ZodIssue): ContractIssue['values'] {
  if (code === 'date_range') return dayBounds;
  const expected = code === 'type' ? expectedOf(issue) : undefined;
  return expected === undefined ? undefined : { expected };
}

function expectedOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'invalid_type') return issue.expected === 'int' ? 'integer' : issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ');
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  return issue.code === 'too_big' ? `≤ ${issue.maximum}` : undefined;
}

function hasLength(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined;
  }, input);
}
