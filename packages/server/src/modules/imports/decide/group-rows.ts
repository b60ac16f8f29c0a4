import { type Column, type Group, type ImportKind, orderColumns } from '../model.ts';
import { cellValue } from './cell-value.ts';
import type { CsvRecord } from './csv-reader.ts';
import { cellText, isBlank, type Layout, withoutEmptyEnd } from './file-header.ts';

/** One more than an order may have: enough for the rules to say so. */
const mostItems = 101;

type Wire = Record<string, unknown>;
type Open = {
  readonly rows: number[];
  readonly key: string;
  readonly common: ReadonlyMap<Column, string>;
  readonly items: Wire[];
  fault: Group['fault'];
};

/** Makes orders and shipments of a file's rows, as they arrive. */
export class RowGrouper {
  readonly #kind: ImportKind;
  readonly #layout: Layout;
  readonly #keyIndex: number;
  #open: Open | undefined;

  constructor(kind: ImportKind, layout: Layout) {
    this.#kind = kind;
    this.#layout = layout;
    this.#keyIndex = layout.places.find(({ column }) => column.path === 'shopOrderId')?.index ?? 0;
  }

  /** The group that this row completes, if it does: the row itself may begin the next one. */
  add({ line, cells }: CsvRecord): Group | undefined {
    if (cells !== null && isBlank(cells)) return undefined;
    const key = cellText(cells?.[this.#keyIndex] ?? '').trim();
    // 店舗注文番号 that comes again further down is a second order; standing together it is one.
    if (this.#open && this.#kind === 'orders' && this.#open.key === key) {
      this.#join(this.#open, { line, cells });
      return undefined;
    }
    const complete = this.end();
    this.#open = this.#begin({ line, cells }, key);
    return complete;
  }

  end(): Group | undefined {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return undefined;
    const wire = wireOf(open.common, this.#kind === 'orders' ? open.items : undefined);
    return { rows: open.rows, wire, ...(open.fault ? { fault: open.fault } : {}) };
  }

  #begin(record: CsvRecord, key: string): Open {
    const open: Open = { rows: [record.line], key, common: new Map(), items: [], fault: undefined };
    if (!this.#fits(record.cells)) return { ...open, common: keyOnly(key), fault: { row: record.line } };
    return { ...open, common: this.#commonOf(record.cells), items: this.#itemsOf(record.cells) };
  }

  #join(open: Open, { line, cells }: CsvRecord): void {
    if (open.items.length >= mostItems) return;
    open.rows.push(line);
    if (!this.#fits(cells)) {
      open.fault ??= { row: line };
      return;
    }
    open.items.push(...this.#itemsOf(cells));
    const other = this.#layout.places.find(
      ({ column, index }) => !column.ofItem && contradicts(open.common.get(column), cellText(cells[index] ?? '')),
    );
    if (other) open.fault ??= { row: line, heading: other.column.heading };
  }

  /** Too few cells, or too many with something in them: nobody can say which belongs where. */
  #fits(cells: CsvRecord['cells']): cells is readonly string[] {
    return cells !== null && cells.length >= this.#layout.width && withoutEmptyEnd(cells).length <= this.#layout.width;
  }

  #commonOf(cells: readonly string[]): Map<Column, string> {
    return new Map(this.#layout.places.flatMap(({ column, index }) => (column.ofItem ? [] : [[column, cellText(cells[index] ?? '')]])));
  }

  #itemsOf(cells: readonly string[]): Wire[] {
    if (this.#kind !== 'orders') return [];
    const item: Wire = {};
    for (const { column, index } of this.#layout.places) if (column.ofItem) put(item, column, cellText(cells[index] ?? ''));
    return [item];
  }
}

/** A later row may leave out what the first one said; saying something else is a mistake. */
function contradicts(said = '', saidLater: string): boolean {
  return saidLater.trim() !== '' && saidLater.trim() !== said.trim();
}

function keyOnly(key: string): Map<Column, string> {
  return new Map(orderColumns.filter((column) => column.path === 'shopOrderId').map((column) => [column, key]));
}

/** Always in the order of the format, whatever the order of the file: the same content is the same text. */
function wireOf(common: ReadonlyMap<Column, string>, items: readonly Wire[] | undefined): Wire {
  const wire: Wire = {};
  for (const [column, cell] of common) put(wire, column, cell);
  const shipTo = wire['shipTo'] as Wire | undefined;
  delete wire['shipTo'];
  return { ...wire, ...(shipTo && !isHomeCountryOnly(shipTo) ? { shipTo: [shipTo] } : {}), ...(items ? { items } : {}) };
}

/** 配送先国 is JP and nothing else is said: the goods go to the buyer. */
function isHomeCountryOnly(shipTo: Wire): boolean {
  return Object.keys(shipTo).length === 1 && String(shipTo['country']).trim().toUpperCase() === 'JP';
}

function put(target: Wire, { path, kind }: Column, cell: string): void {
  const value = cellValue(kind, cell);
  if (value === undefined) return;
  let place = target;
  let from = 0;
  for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
    place = (place[path.slice(from, dot)] ??= {}) as Wire;
    from = dot + 1;
  }
  place[path.slice(from)] = value;
}
