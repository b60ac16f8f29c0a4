import type { Database } from '../core/database.ts';

type Walls = { readonly role: string; readonly openTables: readonly string[]; readonly seesRows: boolean };

// Every table that belongs to a shop has both columns; the list is read from the database itself, so
// that a table whose migration forgot its policy is found too.
const walls = `
  select current_user::text as role,
    coalesce(array_agg(c.relname::text order by c.relname) filter (where not row_security_active(c.oid)), '{}') as "openTables",
    exists (select from orders) or exists (select from ledger_entries) as "seesRows"
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and 2 = (select count(*) from pg_attribute a where a.attrelid = c.oid and a.attname in ('merchant_id', 'mode') and not a.attisdropped)`;

/** Asked once after migrating: a server whose walls between shops are down must not start. */
export async function refuseOpenWalls(database: Database): Promise<void> {
  const [found] = await database.transaction({ mode: 'test', merchants: [] }, (tx) => tx.query<Walls>(walls));
  const faults = [
    found?.role === 'atobarai_app' ? [] : [`transactions run as ${found?.role}, not as atobarai_app`],
    (found?.openTables ?? []).map((table) => `row-level security does not hold on ${table}`),
    found?.seesRows === true ? ['a transaction that serves no shop sees rows'] : [],
  ].flat();
  if (faults.length > 0) throw new Error(`the walls between shops are down: ${faults.join('; ')}`);
}
