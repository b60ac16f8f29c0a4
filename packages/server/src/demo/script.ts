import { addDays, atInJapan, type Instant, type LocalDate } from '../core/time.ts';
import type { Payment } from './buyers.ts';
import { lineBreaks } from './csv-text.ts';
import type { DataSet, ShipmentRow } from './model.ts';

/** The clock ends so many days after it began. */
const lengthDays = 60;

const startTime = '12:00';

/** When shipments are imported, and everything else of a day is done. */
export const actionTime = '10:00';

/** Every so many accepted parcels, one goes astray. */
const exceptionEvery = 50;

export type DeliveryOutcome = 'delivered' | 'exception';

/** One thing that is to happen on a day. */
export type Action = { readonly on: LocalDate } & (
  | { readonly kind: 'ship'; readonly rows: readonly ShipmentRow[] }
  | { readonly kind: 'deliver'; readonly shipmentId: string; readonly outcome: DeliveryOutcome }
  | { readonly kind: 'pay'; readonly payment: Payment }
);

export type Script = {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly lastDay: LocalDate;
  readonly agenda: readonly Action[];
};

/** The script's days, and what is known of them before anything has run: the imports of shipments. */
export function scriptOf(dataSet: Pick<DataSet, 'firstShipDay' | 'shipments'>): Script {
  const { firstShipDay, shipments } = dataSet;
  const firstDay = addDays(firstShipDay, -1);
  const lastDay = addDays(firstDay, lengthDays);
  const importDay = ({ shippedOn }: ShipmentRow): LocalDate => {
    // A row without a day goes first, and one beyond the end goes last, so that the server reports each.
    if (shippedOn === null) return firstShipDay;
    return shippedOn > lastDay ? lastDay : shippedOn;
  };
  const byDay = Map.groupBy(shipments, importDay);
  const agenda = [...byDay].map(([on, rows]): Action => ({ kind: 'ship', on, rows })).toSorted(inOrder);
  return { startsAt: atInJapan(firstDay, startTime), endsAt: atInJapan(lastDay, startTime), lastDay, agenda };
}

/** What the carrier will report of a parcel: it arrives the next day, but every 50th accepted one does not. */
export function deliveryOf(parcel: { readonly shipmentId: string; readonly shippedOn: LocalDate; readonly nth: number }): Action {
  const outcome = parcel.nth % exceptionEvery === 0 ? 'exception' : 'delivered';
  return { kind: 'deliver', on: addDays(parcel.shippedOn, 1), shipmentId: parcel.shipmentId, outcome };
}

const kindOrder: readonly Action['kind'][] = ['ship', 'deliver', 'pay'];

function inOrder(a: Action, b: Action): number {
  return a.on.localeCompare(b.on) || kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind);
}

/** What is to be done by this day, in order, and what is left for later. */
export function takeDue(agenda: readonly Action[], day: LocalDate): { due: Action[]; later: Action[] } {
  const due = agenda.filter((action) => action.on <= day).toSorted(inOrder);
  return { due, later: agenda.filter((action) => action.on > day) };
}

/**
 * The next day on which there is something to do, null when there is none. While invoices are yet to
 * be issued it is the next day: nobody pays before the invoice is seen.
 */
export function nextVisit(
  agenda: readonly Action[],
  after: LocalDate,
  state: { readonly awaitsInvoices: boolean; readonly lastDay: LocalDate },
): LocalDate | null {
  const tomorrow = addDays(after, 1);
  const planned = agenda.map((action) => action.on).toSorted()[0];
  const next = state.awaitsInvoices ? tomorrow : planned;
  if (next === undefined || tomorrow > state.lastDay || next > state.lastDay) return null;
  return next < tomorrow ? tomorrow : next;
}

/** A file of some rows under their own header, and which line of it was which line of the whole file. */
export type PartOfFile = { readonly text: string; readonly rowOf: ReadonlyMap<number, ShipmentRow> };

export function partOfFile(header: string, rows: readonly ShipmentRow[]): PartOfFile {
  // A row that could not be taken apart may swallow what follows it, so nothing follows it.
  const whole = rows.filter((row) => row.shippedOn !== null);
  const broken = rows.filter((row) => row.shippedOn === null);
  const rowOf = new Map<number, ShipmentRow>();
  const lines = [header];
  let line = 2 + lineBreaks(header);
  for (const row of [...whole, ...broken]) {
    rowOf.set(line, row);
    lines.push(row.text);
    line += 1 + lineBreaks(row.text);
  }
  return { text: `\ufeff${lines.join('\r\n')}\r\n`, rowOf };
}
