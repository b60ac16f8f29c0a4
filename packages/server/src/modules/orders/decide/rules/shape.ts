import { type ContractIssue, contractIssues, pathText, RegisterOrder } from '@atobarai/sdk/contract';
import type * as z from 'zod/mini';
import type { Refusal } from '../../../../core/result.ts';
import { present } from './fields.ts';
import type { Draft } from './model.ts';
import { refusalsShown } from './policy.ts';

type Issue = z.core.$ZodIssue;

export type Shape =
  | { readonly sound: true; readonly order: RegisterOrder; readonly draft: Draft }
  | { readonly sound: false; readonly faults: readonly Refusal[]; readonly draft: Draft };

/**
 * Holds a tidied body against the contract. When parts of it have the wrong shape, the draft is what
 * is left without them, so that the rules can still speak about the rest.
 */
export function readShape(tidied: unknown): Shape {
  const parsed = parse(tidied);
  if (!parsed) return { sound: false, faults: [{ code: 'type', path: '' }], draft: {} };
  if (parsed.success) return { sound: true, order: parsed.data, draft: parsed.data };
  const { issues } = parsed.error;
  const byPath = new Map(issues.map((issue) => [pathText(issue.path), issue]));
  const faults = fewUnknown(contractIssues(parsed.error, tidied)).map((fault) => asRefusal(fault, byPath.get(fault.path)));
  for (const issue of issues) prune(tidied, issue);
  return { sound: false, faults, draft: isObject(tidied) ? (tidied as Draft) : {} };
}

/** Of the fields nobody knows, as many as are shown: they come last, and there may be thousands. */
function fewUnknown(issues: readonly ContractIssue[]): ContractIssue[] {
  let unknown = 0;
  return issues.filter(({ code }) => code !== 'unknown_field' || (unknown += 1) <= refusalsShown);
}

function parse(tidied: unknown): ReturnType<typeof RegisterOrder.safeParse> | undefined {
  try {
    return RegisterOrder.safeParse(tidied);
  } catch (error) {
    // Lengths are compared whatever has one: {"length": {"toString": null}} in the place of a text throws.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const longestPath = 120; // Paths hold names the caller made up.

/** The contract's word for a fault, in the words of domain.md 4.7 where it has one of its own. */
function asRefusal({ path, code, values }: ContractIssue, issue: Issue | undefined): Refusal {
  if (code === 'required' && path.startsWith('consent')) return { code: 'consent_required', path };
  // The name of a metadata entry may be anything, so it is not repeated.
  if (issue?.code === 'invalid_key') return { code, path: pathText(issue.path.slice(0, -1)) };
  if (issue?.code === 'too_big') return { code, path, values: { limit: Number(issue.maximum) } };
  return { code, path: path.slice(0, longestPath), ...present({ values }) };
}

/** Takes what is at fault out of the copy; unknown fields may stay, nobody reads them. */
function prune(tidied: unknown, { code, path }: Issue): void {
  const last = path.at(-1);
  if (last === undefined || code === 'unrecognized_keys') return;
  let holder: unknown = tidied;
  for (const key of path.slice(0, -1)) holder = isObject(holder) ? holder[key] : undefined;
  if (isObject(holder)) holder[last] = undefined;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
