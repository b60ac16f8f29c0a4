import type { OperatorClient } from '@atobarai/sdk';
import { inJapan } from '../core/time.ts';
import { runCourse } from './course.ts';
import type { DemoClient } from './demo-client.ts';
import { readEnding } from './ending.ts';
import { type Difference, differences } from './expectations.ts';
import type { Check, Facts, OrdersTaken } from './facts.ts';
import { importFile } from './import-file.ts';
import type { Bilingual, DataSet } from './model.ts';
import { readAll } from './read-all.ts';
import { type Look, reporter } from './report.ts';
import { scriptOf } from './script.ts';
import { problemsOf } from './verdict.ts';

export type DemoInput = {
  /** The sample shop's client, with a test key, on a server without orders. */
  readonly client: DemoClient;
  /** With the operators' key the report also tells how receipts were allocated. */
  readonly operator?: Pick<OperatorClient, 'deposits'> | undefined;
  readonly baseUrl: string;
  readonly dataSet: DataSet;
  /** Is given the report line by line, without line ends. */
  readonly print: (line: string) => void;
  /** The checks of the books, when the caller can read them. */
  readonly checks?: (() => Promise<readonly Check[]>) | undefined;
  /** Headings in bold: for terminals alone. */
  readonly look?: Look | undefined;
};

export type DemoReport = {
  /** True when everything came out as it must. */
  readonly ok: boolean;
  readonly differences: readonly Difference[];
  /** What else went wrong, in plain words. */
  readonly problems: readonly Bilingual[];
  /** The table of the whole run, to show again at later starts. */
  readonly overview: readonly string[];
  readonly elapsedMs: number;
};

/** Runs the whole business on a data set over HTTP, and prints what happened. */
export async function runDemo(input: DemoInput): Promise<DemoReport> {
  const { client, operator, dataSet, checks } = input;
  const startedAt = performance.now();
  const script = scriptOf(dataSet);
  const report = reporter(input.print, input.look);
  report.opening({ dataSet, script, baseUrl: input.baseUrl });
  await client.sandbox.setClock(inJapan(script.startsAt));
  const orders = await takeOrders(client, dataSet);
  report.orders(orders);
  const course = await runCourse({ client, dataSet, script, kanaOf: kanaOf(dataSet, orders), onDay: report.day });
  const ending = await readEnding({ client, operator, checks });
  const facts: Facts = {
    orders,
    course,
    ending,
    differences: differences(dataSet, { orders: orders.results, shipments: course.shipments }),
  };
  const problems = problemsOf(facts);
  const elapsedMs = performance.now() - startedAt;
  const overview = report.ending(facts, { dataSet, problems, elapsedMs });
  return { ok: facts.differences.length === 0 && problems.length === 0, differences: facts.differences, problems, overview, elapsedMs };
}

/** All orders are imported first, in file order. */
async function takeOrders(client: DemoClient, dataSet: DataSet): Promise<OrdersTaken> {
  const imported = await importFile(client, 'orders', dataSet.ordersFile);
  const listed = await readAll(client.orders.list({ limit: 100 }));
  // A row that cannot be read comes back without its number: the file says whose it was.
  const results = imported.results.map((result) => ({ ...result, shopOrderId: result.shopOrderId ?? orderAt(dataSet, result.row) }));
  return { ...imported, results, summaries: new Map(listed.map((order) => [order.shopOrderId, order])) };
}

function orderAt({ orders }: DataSet, row: number): string | null {
  return orders.findLast((order) => order.row <= row)?.shopOrderId ?? null;
}

/** The readings of the buyers' names, by order id. A number's first order is the one that was taken. */
function kanaOf(dataSet: DataSet, { summaries }: OrdersTaken): ReadonlyMap<string, string> {
  const pairs = dataSet.orders.toReversed().map(({ shopOrderId, kana }) => [summaries.get(shopOrderId)?.id ?? '', kana] as const);
  return new Map(pairs);
}
