import type { ImportReport, ImportResult, OrderSummary, Paged, Receipt, Shipment } from '@atobarai/sdk';
import { addDays, dayInJapan, instant, type Instant } from '../core/time.ts';
import type { DemoClient } from './demo-client.ts';
import { dunned, type FakeInvoice, scheduled, statementOf, trialBalance } from './fake-books.ts';
import type { DataSet, Expectation } from './model.ts';

/** What a test wants to go wrong. */
export type Faults = {
  /** Takes the place of what `expected.json` says of an order. */
  readonly orderOutcome?: (shopOrderId: string) => Partial<ImportResult> | undefined;
  readonly trialBalanceDifference?: number;
  /** Yen that are lost of every payment. */
  readonly lostPerPayment?: number;
  readonly wholeFile?: boolean;
};

/** What the demo saw and did, for a test to look at. */
export type Journal = { readonly clock: string[]; readonly shipmentFiles: string[]; readonly calls: string[] };

type World = {
  now: Instant;
  numbers: number;
  readonly dataSet: DataSet;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly imports: Map<string, ImportResult[]>;
  readonly orders: Map<string, OrderSummary>;
  readonly invoices: FakeInvoice[];
};

/**
 * A stand-in for the server that does with each order what the data set expects. It keeps no rules: it
 * lets a test see that the script is followed and the report adds up.
 */
export function fakeService(dataSet: DataSet, faults: Faults = {}): { client: DemoClient; journal: Journal } {
  const journal: Journal = { clock: [], shipmentFiles: [], calls: [] };
  const world: World = {
    now: instant('2026-01-01T00:00:00Z'),
    numbers: 0,
    dataSet,
    faults,
    journal,
    imports: new Map(),
    orders: new Map(),
    invoices: [],
  };
  const { invoices, orders } = world;
  const within = (query: { from?: string | undefined; to?: string | undefined } = {}) =>
    invoices.filter(
      ({ issuedOn }) => query.from === undefined || (issuedOn !== null && issuedOn >= query.from && issuedOn <= (query.to ?? '')),
    );
  const client: DemoClient = {
    imports: fakeImports(world),
    sandbox: fakeSandbox(world),
    orders: { list: () => listed([...orders.values()]) },
    invoices: { list: (query) => listed(within(query)) },
    payouts: { list: () => listed([statementOf(invoices)]), get: async () => statementOf(invoices) },
    events: { list: () => listed(invoices.filter(({ open }) => open > 0).map(dunned)) },
    ledger: { trialBalance: async () => trialBalance(world.now, faults.trialBalanceDifference ?? 0) },
  };
  return { client, journal };
}

function fakeImports(world: World): DemoClient['imports'] {
  const { dataSet, faults, journal, imports, orders } = world;
  const isRefused = (id: string): boolean => id === 'imp_0' && faults.wholeFile === true;
  const keep = (results: ImportResult[]): ImportReport => {
    const id = `imp_${imports.size}`;
    imports.set(id, isRefused(id) ? [] : results);
    return reportOf(id, isRefused(id));
  };
  return {
    create: async ({ kind }, file) => {
      if (kind === 'orders') return keep(orderResults(dataSet, orders, faults));
      journal.shipmentFiles.push(`${world.now} ${String(file)}`);
      const report = keep(shipmentResults(world, String(file)));
      issueDue(world);
      return report;
    },
    waitFor: async (id) => reportOf(id, isRefused(id)),
    results: (id) => listed(imports.get(id) ?? []),
  };
}

function fakeSandbox(world: World): DemoClient['sandbox'] {
  const { journal, invoices } = world;
  const note = (call: string) => journal.calls.push(`${dayInJapan(world.now)} ${call}`);
  return {
    clock: async () => ({ now: world.now, today: dayInJapan(world.now) }),
    setClock: async (to) => {
      journal.clock.push(to);
      world.now = instant(to);
      return { now: to, today: dayInJapan(world.now) };
    },
    advance: async ({ to = '' }) => {
      const from = world.now;
      if (instant(to) <= from) throw new Error('the clock goes forward');
      journal.clock.push(to);
      world.now = instant(to);
      return { from, to, days: [{ day: dayInJapan(world.now), ran: [{ task: 'invoicing.issue', count: issueDue(world) }] }] };
    },
    deliver: async ({ shipmentId, outcome }) => {
      note(`${outcome} ${shipmentId}`);
      return { id: shipmentId, amount: 1_000 } as Partial<Shipment> as Shipment;
    },
    payAtKonbini: async ({ invoiceId, amount = 0, stage }) => {
      note(`${stage} ${invoiceId}`);
      const invoice = invoices.find(({ id }) => id === invoiceId);
      return settle(world, invoice, stage === 'kakuho' ? amount : 0);
    },
    depositAtBank: async ({ amount, payerName, on }) => {
      note(`bank ${payerName} on ${on}`);
      const invoice = invoices.find(({ reference }) => reference === payerName.slice(0, 12));
      return settle(world, invoice, amount);
    },
  };
}

function issueDue(world: World): number {
  const due = world.invoices.filter(({ number, issuesOn }) => number === null && issuesOn <= dayInJapan(world.now));
  for (const invoice of due) {
    world.numbers += 1;
    const [number, reference] = [world.numbers, String(world.numbers).padStart(12, '0')];
    Object.assign(invoice, { number, reference, status: 'issued', issuedOn: invoice.issuesOn, dueOn: addDays(invoice.issuesOn, 14) });
  }
  return due.length;
}

function settle({ faults }: World, invoice: FakeInvoice | undefined, amount: number): Receipt {
  if (invoice === undefined) throw new Error('a payment for no invoice');
  invoice.paid += Math.max(0, amount - (faults.lostPerPayment ?? 0));
  invoice.open = invoice.amount - invoice.paid;
  if (invoice.paid > 0) invoice.status = invoice.open === 0 ? 'paid' : 'partially_paid';
  return { id: 'pay_1', amount } as Partial<Receipt> as Receipt;
}

function listed<T>(items: readonly T[]): Paged<T> {
  return {
    page: async () => ({ data: [...items], nextCursor: null }),
    async *[Symbol.asyncIterator]() {
      yield* items;
    },
  };
}

function reportOf(id: string, isRefused: boolean): ImportReport {
  const problem = isRefused
    ? { type: 'about:blank', title: '', status: 422, detail: '必要な列がありません。', code: 'file_column_missing', requestId: 'req_1' }
    : null;
  return { id, status: problem === null ? 'completed' : 'failed', problem } as Partial<ImportReport> as ImportReport;
}

function orderResults(dataSet: DataSet, orders: Map<string, OrderSummary>, faults: Faults): ImportResult[] {
  const expected = new Map((dataSet.expected ?? []).filter((entry) => entry.file === 'orders').map((entry) => [entry.shopOrderId, entry]));
  return dataSet.orders.map(({ row, shopOrderId }): ImportResult => {
    const taken = { row, shopOrderId, ok: true, id: `ord_${row}`, status: 'approved', reasons: [] };
    const refused = orders.has(shopOrderId)
      ? { row, shopOrderId, ok: false, code: 'duplicate_order', messageJa: 'この注文IDは登録済みです。' }
      : undefined;
    const result: ImportResult = refused ?? { ...taken, ...outcomeOf(expected.get(shopOrderId)), ...faults.orderOutcome?.(shopOrderId) };
    if (result.ok)
      orders.set(shopOrderId, {
        id: `ord_${row}`,
        shopOrderId,
        billedAmount: 1_000 + row,
        status: result.status,
      } as Partial<OrderSummary> as OrderSummary);
    return result;
  });
}

function outcomeOf(entry: Expectation | undefined): Partial<ImportResult> {
  if (entry === undefined || 'accepted' in entry) return {};
  if ('code' in entry)
    return entry.code === 'duplicate_order' ? {} : { ok: false, code: entry.code, messageJa: '入力の内容を確かめてください。' };
  return {
    status: entry.decision,
    reasons: [{ code: entry.reason ?? '-', severity: 'hold', messageJa: '内容を確かめてください。', messageEn: 'Check it.' }],
  };
}

function shipmentResults(world: World, file: string): ImportResult[] {
  const expected = new Map(
    (world.dataSet.expected ?? []).filter((entry) => entry.file === 'shipments').map((entry) => [entry.shopOrderId, entry]),
  );
  const rows = file.trimEnd().split('\r\n').slice(1);
  return rows.map((text, index): ImportResult => {
    const shopOrderId = text.split(',')[0]?.replaceAll('"', '') ?? '';
    const order = world.orders.get(shopOrderId);
    const row = index + 2;
    if (text.split('"').length % 2 === 0)
      return { row, shopOrderId: null, ok: false, code: 'file_record', messageJa: '行を読み取れません。' };
    if (order === undefined) return { row, shopOrderId, ok: false, code: 'order_not_found', messageJa: '注文が見つかりません。' };
    if (order.status !== 'approved') return { row, shopOrderId, ok: false, code: 'not_approved', messageJa: '承認されていない注文です。' };
    const named = outcomeOf(expected.get(shopOrderId));
    if (named.ok === false) return { row, shopOrderId, ok: false, ...named };
    world.invoices.push(scheduled(order, world.now, world.invoices.length));
    return { row, shopOrderId, ok: true, id: `shp_${shopOrderId}` };
  });
}
