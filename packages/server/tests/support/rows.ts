import type { Database } from '../../src/core/database.ts';

/** A row for tests that look at one table: everything a test does not care about is filled in. */
const usual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  merchants: { number: 1, name: '見本商店' },
  orders: {
    merchant_id: 'mer_a',
    mode: 'test',
    status: 'approved',
    credit: 'approved',
    channel: 'api',
    buyer_kind: 'consumer',
    billed_amount: 11_000,
    approved_amount: 11_000,
    person_keys: ['a'.repeat(32), 'b'.repeat(32)],
  },
  shipments: { merchant_id: 'mer_a', mode: 'test', status: 'delivered', carrier: 'yamato', slip_no: '123456789012', amount: 11_000 },
  invoices: { merchant_id: 'mer_a', mode: 'test', status: 'issued', delivery: 'separate', amount: 11_000, net_amount: 10_000 },
  advances: { merchant_id: 'mer_a', mode: 'test', status: 'eligible', amount: 11_000, eligible_on: '2026-10-03' },
  payouts: {
    merchant_id: 'mer_a',
    mode: 'test',
    status: 'closed',
    period_from: '2026-09-28',
    closes_on: '2026-10-04',
    pays_on: '2026-10-09',
    from_entry: 0,
    closed_at: '2026-10-04T15:00:00Z',
  },
  receipts: {
    merchant_id: 'platform',
    mode: 'test',
    channel: 'bank',
    status: 'allocated',
    amount: 4_000,
    landed_on: '2026-10-05',
    confirmed_on: '2026-10-05',
  },
  allocations: { merchant_id: 'mer_a', mode: 'test' },
  refunds: { merchant_id: 'platform', mode: 'test', kind: 'overpayment', status: 'due' },
  ledger_entries: { merchant_id: 'mer_a', mode: 'test', booked_on: '2026-10-03' },
  exposures: { mode: 'test' },
  events: { merchant_id: 'mer_a', mode: 'test', type: 'order.registered', resource_type: 'order' },
};

/** Writes a row as the owner, past every wall and rule of ours but the table's own. */
export async function plant(database: Database, table: string, row: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await database.admin(plantingSql(table, row));
}

/** The same as a statement. Columns that nobody named and that must hold something hold nothing much. */
export function plantingSql(table: string, row: Readonly<Record<string, unknown>> = {}): string {
  const json = JSON.stringify({ ...usual[table], ...row }).replaceAll("'", "''");
  return `do $plant$
    declare given jsonb := '${json}'; columns text;
    begin
      select coalesce(jsonb_object_agg(attname, case
          when format_type(atttypid, null) = 'jsonb' then '{}'::jsonb
          when format_type(atttypid, null) = 'boolean' then 'false'
          when format_type(atttypid, null) like '%[]' then '[]'
          when format_type(atttypid, null) like 'timestamp%' or format_type(atttypid, null) = 'date' then '"2026-10-01T00:00:00Z"'
          when format_type(atttypid, null) in ('integer', 'bigint') then '1'
          else '""' end), '{}') || given into given
        from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = '' and not attisdropped;
      select string_agg(quote_ident(name), ', ') into columns from jsonb_object_keys(given) as name;
      execute format('insert into ${table} (%s) overriding system value select %s from jsonb_populate_record(null::${table}, $1)', columns, columns) using given;
    end $plant$`;
}
