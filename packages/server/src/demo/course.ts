import { type ImportResult, isAtobaraiError } from '@atobarai/sdk';
import { addDays, atInJapan, inJapan, localDate, type LocalDate } from '../core/time.ts';
import { type IssuedInvoice, type Payment, paymentsOf } from './buyers.ts';
import type { DemoClient } from './demo-client.ts';
import type { Course, ShipmentResult } from './facts.ts';
import { importFile } from './import-file.ts';
import type { DataSet, ShipmentRow } from './model.ts';
import { type Action, actionTime, deliveryOf, nextVisit, partOfFile, type Script, takeDue } from './script.ts';

type CourseInput = {
  readonly client: DemoClient;
  readonly dataSet: DataSet;
  readonly script: Script;
  /** The readings of the buyers' names, by order id. */
  readonly kanaOf: ReadonlyMap<string, string>;
  readonly onDay: (day: LocalDate) => void;
};

type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Each)[] ? Each[] : T[Key] };

/** What the days have brought so far. */
type Progress = Writable<Course> & { agenda: readonly Action[]; readonly known: Set<string>; acceptedCount: number };

type DoneAbreast = Exclude<Action, { kind: 'ship' }>;

/** Calls that go out at the same time. */
const abreast = 4;

/** Runs the script: day by day to the end of the clock, each day as it is known when it comes. */
export async function runCourse(input: CourseInput): Promise<Course> {
  const { client, script } = input;
  const progress: Progress = {
    shipments: [],
    refusedFiles: [],
    deliveries: [],
    payments: [],
    failures: [],
    advances: [],
    agenda: script.agenda,
    known: new Set(),
    acceptedCount: 0,
  };
  let seenUntil = input.dataSet.firstShipDay;
  const openState = () => ({ awaitsInvoices: progress.known.size < progress.acceptedCount, lastDay: script.lastDay });
  let day = nextVisit(progress.agenda, addDays(seenUntil, -1), openState());
  while (day !== null) {
    progress.advances.push(await client.sandbox.advance({ to: inJapan(atInJapan(day, actionTime)) }));
    await discoverInvoices(input, progress, { from: seenUntil, to: day });
    seenUntil = day;
    await actOn(input, progress, day);
    input.onDay(day);
    day = nextVisit(progress.agenda, day, openState());
  }
  progress.advances.push(await client.sandbox.advance({ to: inJapan(script.endsAt) }));
  return progress;
}

/** A buyer decides how to pay when the invoice is there. Bundled ones are there as soon as the slip is. */
async function discoverInvoices(
  { client, kanaOf }: CourseInput,
  progress: Progress,
  days: { from: LocalDate; to: LocalDate },
): Promise<void> {
  const payments: Action[] = [];
  for await (const invoice of client.invoices.list({ ...days, limit: 100 })) {
    const { id, number, reference, amount, issuedOn, dueOn } = invoice;
    if (progress.known.has(id) || number === null || reference === null || issuedOn === null || dueOn === null) continue;
    progress.known.add(id);
    const issued: IssuedInvoice = { id, number, reference, amount, issuedOn: localDate(issuedOn), dueOn: localDate(dueOn) };
    const planned = paymentsOf(issued, kanaOf.get(invoice.orderId) ?? '');
    payments.push(...planned.map((payment): Action => ({ kind: 'pay', on: payment.on, payment })));
  }
  progress.agenda = [...progress.agenda, ...payments];
}

async function actOn(input: CourseInput, progress: Progress, day: LocalDate): Promise<void> {
  const { due, later } = takeDue(progress.agenda, day);
  progress.agenda = later;
  for (const action of due) if (action.kind === 'ship') await ship(input, progress, { day, rows: action.rows });
  const others = due.filter((action): action is DoneAbreast => action.kind !== 'ship');
  await abreastOf(others, async (action) => {
    try {
      if (action.kind === 'deliver') await deliver(input.client, progress, { ...action, on: day });
      else await pay(input.client, progress, { ...action.payment, on: day });
    } catch (error) {
      noteFailure(progress, { action, day, error });
    }
  });
}

/** The day's part of the shipments file goes in as a file; what it accepts is on its way to the buyers. */
async function ship(
  { client, dataSet }: CourseInput,
  progress: Progress,
  { day, rows }: { day: LocalDate; rows: readonly ShipmentRow[] },
): Promise<void> {
  const part = partOfFile(dataSet.shipmentsHeader, rows);
  const { results, refusedFile } = await importFile(client, 'shipments', part.text);
  if (refusedFile !== null) progress.refusedFiles.push({ on: day, problem: refusedFile });
  const deliveries: Action[] = [];
  for (const result of results) {
    const shipment = shipmentOf(result, part.rowOf.get(result.row), day);
    progress.shipments.push(shipment);
    if (!shipment.ok || shipment.id === undefined) continue;
    progress.acceptedCount += 1;
    deliveries.push(deliveryOf({ shipmentId: shipment.id, shippedOn: shipment.shippedOn, nth: progress.acceptedCount }));
  }
  progress.agenda = [...progress.agenda, ...deliveries];
}

/** A result as if it were of the whole file. A row that cannot be read comes back without its number. */
function shipmentOf(result: ImportResult, origin: ShipmentRow | undefined, day: LocalDate): ShipmentResult {
  if (origin === undefined) return { ...result, importedOn: day, shippedOn: day };
  const { row, shippedOn } = origin;
  return { ...result, row, shopOrderId: result.shopOrderId ?? origin.shopOrderId, importedOn: day, shippedOn: shippedOn ?? day };
}

async function deliver({ sandbox }: DemoClient, progress: Progress, action: Extract<Action, { kind: 'deliver' }>): Promise<void> {
  const { shipmentId, outcome, on } = action;
  const { amount } = await sandbox.deliver({ shipmentId, outcome });
  progress.deliveries.push({ on, outcome, amount });
}

async function pay({ sandbox }: DemoClient, progress: Progress, payment: Payment): Promise<void> {
  const { invoiceId, amount } = payment;
  if (payment.channel === 'konbini') await sandbox.payAtKonbini({ invoiceId, amount, stage: payment.stage });
  else await sandbox.depositAtBank({ amount, payerName: payment.payerName, on: payment.on });
  progress.payments.push(payment);
}

/** A refusal is noted and told at the end; a server that is not there ends the demo. */
function noteFailure(progress: Progress, { action, day, error }: { action: DoneAbreast; day: LocalDate; error: unknown }): void {
  if (!isAtobaraiError(error) || error.status === undefined || error.status >= 500) throw error;
  const what =
    action.kind === 'deliver' ? `${action.outcome} ${action.shipmentId}` : `${action.payment.channel} ${action.payment.invoiceId}`;
  progress.failures.push({ on: day, what, code: error.code, message: error.message });
}

async function abreastOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  const runner = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: abreast }, runner));
}
