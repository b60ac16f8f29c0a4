import type { OrderSummary, Warning } from '@atobarai/sdk/contract';
import { describe } from '../../../core/messages.ts';
import type { Refusal } from '../../../core/result.ts';
import { type Column, columnsOf, type Group, type ImportKind, type ImportResult } from '../model.ts';

/** What became of a group that could not be taken: which row and column, and what to do about it. */
export function refusedResult(kind: ImportKind, group: Group, refusal: Refusal): ImportResult {
  const { row, field } = placeOf(kind, group, refusal.path);
  const told = { code: refusal.code, ...(field === undefined ? {} : { path: field }), values: { row, ...refusal.values } };
  return {
    row,
    shopOrderId: shownKey(group),
    ok: false,
    code: refusal.code,
    ...(field === undefined ? {} : { field }),
    messageJa: describe(told, 'ja').detail,
    messageEn: describe(told, 'en').detail,
  };
}

/** A row that cannot be read, or says other things of the order than its first row. */
export function faultResult(kind: ImportKind, group: Group, { row, heading }: NonNullable<Group['fault']>): ImportResult {
  const refused = refusedResult(kind, group, { code: 'file_record', values: { row } });
  return { ...refused, row, ...(heading === undefined ? {} : { field: heading }) };
}

/** An order that was decided upon; a rejected one is no bad row. */
export function registeredResult(group: Group, { id, status, decision, warnings }: OrderSummary): ImportResult {
  const reasons = decision?.reasons ?? [];
  return { ...taken(group, warnings), id, status, ...(reasons.length > 0 ? { reasons } : {}) };
}

/** A slip that was registered; without an id, a row that would be taken. */
export function taken(group: Group, warnings: readonly Warning[], id?: string): ImportResult {
  return {
    row: group.rows[0] ?? 0,
    shopOrderId: shownKey(group),
    ok: true,
    ...(id === undefined ? {} : { id }),
    ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
  };
}

export function shopOrderIdOf(group: Group): string {
  const { shopOrderId } = group.wire;
  return typeof shopOrderId === 'string' ? shopOrderId.trim() : '';
}

const longestShown = 100;

/** As it was typed, but fit to be stored and shown. */
function shownKey(group: Group): string | null {
  const shown = shopOrderIdOf(group)
    .replace(/\p{Cc}/gu, '')
    .slice(0, longestShown);
  return shown === '' ? null : shown;
}

/** Paths of the contract are named by their columns, and an item's fault by the row of that item. */
function placeOf(kind: ImportKind, group: Group, path: string | undefined): { row: number; field: string | undefined } {
  const item = /^items\[(\d+)\]/.exec(path ?? '')?.[1];
  return {
    row: group.rows[Number(item ?? 0)] ?? group.rows[0] ?? 0,
    field: path === undefined ? undefined : (headingOf(kind, path.replaceAll(/\[\d+\]/g, '')) ?? path),
  };
}

function headingOf(kind: ImportKind, path: string): string | undefined {
  const columns = columnsOf[kind];
  const found =
    columns.find((column) => pathOf(column) === path) ??
    columns.find((column) => pathOf(column) === `${path}.line1`) ??
    columns.find((column) => pathOf(column).startsWith(`${path}.`));
  return found?.heading;
}

function pathOf({ path, ofItem }: Column): string {
  return ofItem ? `items.${path}` : path;
}
