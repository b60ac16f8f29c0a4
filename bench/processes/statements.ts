import pg from 'pg';
import { openPostgres } from '../../packages/server/src/platform/postgres.ts';
import { answerParent } from '../child.ts';
import { createCounter, type Counter } from '../driver.ts';
import { orderBody, todayInJapan } from '../orders-data.ts';
import { openPreparation, type Preparation, type Shop } from '../prepared-orders.ts';
import { type RecordedStatements, recordStatements } from '../statements.ts';

// The statements of one registration after another on one connection, by the bare driver: what is
// left when HTTP, the checks and the decisions are taken away.
const preparedBatch = 250;

let client: pg.Client;
let preparation: Preparation;
let counter: Counter;
let open = false;
let loop: Promise<void> = Promise.resolve();
let made = 0;

async function record(count: number): Promise<RecordedStatements[]> {
  const run = Date.now().toString(36);
  const recorded: RecordedStatements[] = [];
  for (let index = 0; index < count; index += 1) {
    const order = await preparation.prepare(orderBody((made += 1), todayInJapan()), `s-${run}-${made}`);
    recorded.push(await recordStatements(order, preparation.clock));
  }
  return recorded;
}

async function run(statements: RecordedStatements): Promise<void> {
  await client.query(statements.begin);
  for (const { name, text, values } of statements.prepared) await client.query({ name, text, values: [...values] });
  await client.query('commit');
}

async function repeat(): Promise<void> {
  while (open) {
    // Made in between, so that making them is in no order's time.
    for (const statements of await record(preparedBatch)) {
      if (!open) return;
      const startedMs = performance.now();
      await run(statements);
      counter.add('201', performance.now() - startedMs);
    }
  }
}

answerParent({
  async open({ url, shop }: { url: string; shop: Shop }) {
    preparation = openPreparation(await openPostgres(url, { max: 2 }), shop);
    client = new pg.Client({ connectionString: url });
    await client.connect();
  },
  begin() {
    counter = createCounter();
    open = true;
    loop = repeat();
  },
  mark: () => counter.mark(),
  async end() {
    open = false;
    await loop;
    return counter.result();
  },
});
