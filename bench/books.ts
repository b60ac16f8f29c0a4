import type { Answers } from './driver.ts';

/** Runs SQL as the owner of the database under test. */
export type RunSql = <Row>(text: string) => Promise<Row[]>;

type Books = {
  readonly orders: number;
  readonly approved: number;
  readonly undecided: number;
  readonly events: number;
  readonly unevenEvents: number;
  readonly held: number;
  readonly open: number;
  readonly violations: readonly string[];
};

const booksSql = `
  select o.orders, o.approved, o.undecided, o.held, e.events, e."unevenEvents", x.open,
    (select coalesce(array_agg(name), '{}') from check_all where violations > 0) as violations
  from (select count(*)::int as orders, count(*) filter (where credit = 'approved')::int as approved,
      count(*) filter (where decision is null)::int as undecided, coalesce(sum(held_net), 0)::int as held from orders) o,
    (select coalesce(sum(count), 0)::int as events, count(*) filter (where count <> 1)::int as "unevenEvents"
      from (select count(*) from events where resource_type = 'order' group by merchant_id, mode, resource_id) each_order) e,
    (select coalesce(sum(open_net), 0)::int as open from exposures) x`;

/**
 * What is wrong with the books after a slice: nothing, when every order that was answered is there
 * once, decided, told of once, and held against its buyer. A fast run with wrong books is a failure.
 */
export async function findFaults(sql: RunSql, answers: Answers): Promise<string[]> {
  const [books] = await sql<Books>(booksSql);
  if (!books) return ['the books could not be read'];
  const { '201': created = 0, ...others } = answers;
  return [
    ...Object.entries(others).map(([status, count]) => `${count} answers with status ${status}`),
    ...unless(books.orders === created, `${books.orders} orders for ${created} answers`),
    // All buyers are strangers with a sound address; where one was not approved the bench measures something else.
    ...unless(books.approved === books.orders, `${books.orders - books.approved} orders were not approved`),
    ...unless(books.undecided === 0, `${books.undecided} orders without a decision`),
    ...unless(books.events === books.orders && books.unevenEvents === 0, `${books.events} events for ${books.orders} orders`),
    ...unless(books.held === books.open, `orders hold ${books.held} yen, buyers stand at ${books.open}`),
    ...books.violations.map((name) => `check ${name} is violated`),
  ];
}

function unless(holds: boolean, fault: string): string[] {
  return holds ? [] : [fault];
}

/** Empties what registrations write. Only when nothing is under way: a truncate waits for everybody, and everybody for it. */
export async function emptyBooks(sql: RunSql): Promise<void> {
  await sql(`begin; set local session_replication_role = replica;
    truncate orders, events, exposures, idempotency_keys, imports, import_chunks; commit`);
}
