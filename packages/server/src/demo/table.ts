/** How wide the demo prints. */
export const pageWidth = 100;

export type Column = {
  readonly heading: string;
  readonly align?: 'left' | 'right';
  /** Takes what is left of the page and wraps; at most one column of a table does. */
  readonly wraps?: true;
};

export type Row = readonly (string | number)[];

// Ranges that a terminal draws two columns wide (Unicode's East Asian Width: W and F).
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const drawnOnTop = /\p{Mn}/u;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!drawnOnTop.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** 1,234,567 */
export function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

const gap = '  ';
const narrowestWrapped = 16;

/** A table as lines of text: numbers to the right with thousands separators, everything in its column. */
export function tableLines(columns: readonly Column[], rows: readonly Row[], options: { readonly total?: Row | undefined } = {}): string[] {
  const cells = [...rows, ...(options.total ? [options.total] : [])].map((row) => columns.map((_, index) => cellText(row[index] ?? '')));
  const widths = columnWidths(columns, cells);
  const line = (texts: readonly string[]): string =>
    gap +
    texts
      .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.align))
      .join(gap)
      .trimEnd();
  const rule = gap + widths.map((width) => '-'.repeat(width)).join(gap);
  const body = cells.map((row) => wrappedRow(row, columns, widths).map(line));
  const total = options.total ? [[rule], ...body.slice(-1)] : [];
  return [line(columns.map((column) => column.heading)), rule, ...body.slice(0, rows.length).flat(), ...total.flat()];
}

function cellText(value: string | number): string {
  return typeof value === 'number' ? grouped(value) : value;
}

function columnWidths(columns: readonly Column[], cells: readonly (readonly string[])[]): number[] {
  const widest = columns.map((column, index) =>
    Math.max(displayWidth(column.heading), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const wrapping = columns.findIndex((column) => column.wraps);
  if (wrapping < 0) return widest;
  const others = widest.reduce((sum, width, index) => (index === wrapping ? sum : sum + width), 0);
  const left = pageWidth - others - gap.length * columns.length;
  return widest.map((width, index) => (index === wrapping ? Math.min(width, Math.max(left, narrowestWrapped)) : width));
}

function pad(text: string, width: number, align: Column['align'] = 'left'): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'right' ? blank + text : text + blank;
}

/** A row takes as many lines as its longest wrapped cell. */
function wrappedRow(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[][] {
  const parts = row.map((text, index) => (columns[index]?.wraps ? wrapped(text, widths[index] ?? pageWidth) : [text]));
  const height = Math.max(...parts.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => parts.map((lines) => lines[line] ?? ''));
}

// A line does not begin with a mark that belongs to what stands before it (行頭禁則).
const clings = /[、。,.・)」』)\]ー]/;

/** Breaks a text so that no line is wider: between words, or between any two Japanese characters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && displayWidth(line) + displayWidth(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
    while (displayWidth(line) > width) {
      const head = fitting(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line.trimEnd()];
}

/** What must not be broken: a word of Latin letters with the space after it, or one character with the marks that cling to it. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const character of text) {
    const last = found.at(-1);
    if (last !== undefined && belongsTo(last, character)) found[found.length - 1] = last + character;
    else found.push(character);
  }
  return found;
}

function belongsTo(piece: string, character: string): boolean {
  if (character === ' ' || clings.test(character)) return true;
  return !wide.test(character) && !piece.endsWith(' ') && !wide.test(piece.at(-1) ?? '');
}

function fitting(text: string, width: number): string {
  let head = '';
  for (const character of text) {
    if (head !== '' && displayWidth(head + character) > width) return head;
    head += character;
  }
  return head;
}
