import type { Code, WarningCode } from '@atobarai/sdk/contract';
import type { Refusal } from '../../../../core/result.ts';
import type { AddressFinding } from '../../../screening/model.ts';
import type { Draft, FoundInAddress, OrderFacts } from './model.ts';
import { fieldOrder, refusalsShown } from './policy.ts';

/** What the rules say of one order. One field is refused for one thing: the first that is said of it. */
export class Findings {
  readonly warnings: WarningCode[] = [];
  readonly inAddresses: FoundInAddress[] = [];
  readonly #refusals = new Map<string, Refusal>();

  constructor(faults: readonly Refusal[]) {
    for (const fault of faults) this.#add(fault);
  }

  refuse(code: Code, path: string, values?: Refusal['values']): void {
    this.#add(values ? { code, path, values } : { code, path });
  }

  warn(code: WarningCode): void {
    if (!this.warnings.includes(code)) this.warnings.push(code);
  }

  holdFor(code: AddressFinding, field: string): void {
    this.inAddresses.push({ code, field });
  }

  /** What was refused, in the order of the table of domain.md 4.7. */
  get refusals(): Refusal[] {
    if (this.#refusals.size === 0) return [];
    const ranks = [...this.#refusals.values()].map(ranked).toSorted(byRank);
    return ranks.slice(0, refusalsShown).map(({ refusal }) => refusal);
  }

  #add(refusal: Refusal): void {
    const path = refusal.path ?? '';
    if (!this.#refusals.has(path)) this.#refusals.set(path, refusal);
  }
}

/** What every rule is given. */
export type Check = { readonly draft: Draft; readonly facts: OrderFacts; readonly found: Findings };

type Ranked = { readonly refusal: Refusal; readonly rank: readonly [row: number, index: number, field: number] };

/** Codes whose row in the table is not that of the field they point at. */
const ownRow: Partial<Record<Code, string>> = { pickup_point_not_allowed: 'pickup', item_discount_sign: 'items.kind' };
/** Rows whose elements are gone through one by one: the first element's faults come first. */
const lists: readonly string[] = ['items', 'shipTo'];

function ranked(refusal: Refusal): Ranked {
  const path = refusal.path ?? '';
  const row = ownRow[refusal.code] ?? path.replace(/\[\d+\]/g, '');
  const field = refusal.code === 'unknown_field' ? rowAfter(row) : rowOf(row);
  const list = row === 'shipTo.country' ? undefined : lists.find((name) => row === name || row.startsWith(`${name}.`));
  const index = Number(/\[(\d+)\]/.exec(path)?.[1] ?? -1);
  return { refusal, rank: list === undefined ? [field, index, field] : [fieldOrder.indexOf(list), index, field] };
}

function byRank({ rank: one }: Ranked, { rank: other }: Ranked): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** The row of a field, or of the nearest thing around it that has one. */
function rowOf(row: string): number {
  for (let rest = row; rest; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.')))) {
    const position = fieldOrder.indexOf(rest);
    if (position >= 0) return position;
  }
  return row === '' ? -1 : fieldOrder.length;
}

/** A field nobody knows comes after all that are known beside it. */
function rowAfter(row: string): number {
  const around = row.slice(0, Math.max(0, row.lastIndexOf('.')));
  if (around === '') return fieldOrder.length;
  return fieldOrder.findLastIndex((known) => known === around || known.startsWith(`${around}.`)) + 0.5;
}
