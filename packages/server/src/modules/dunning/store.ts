import type { Tx } from '../../core/database.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';

export type PlanRow = {
  readonly merchant_id: string;
  readonly invoice_id: string;
  readonly order_id: string;
  readonly due_on: LocalDate;
  readonly step: number;
  readonly next_at: Instant | null;
  readonly paused: boolean;
  readonly counted_overdue: boolean;
};

const columns = 'merchant_id, invoice_id, order_id, due_on, step, next_at, paused, counted_overdue';

export async function nextStepDue(tx: Tx, until: Instant): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(next_at) as at from dunning_plans where mode = $1 and next_at <= $2 and not paused',
    [tx.scope.mode, until],
  );
  return row?.at ?? null;
}

export function lockDuePlans(unit: Unit, limit: number): Promise<PlanRow[]> {
  return unit.tx.query<PlanRow>(
    `select ${columns} from dunning_plans where mode = $1 and next_at <= $2 and not paused order by order_id limit $3 for update skip locked`,
    [unit.mode, unit.now, limit],
  );
}

export function plansOf(unit: Unit, invoices: readonly { readonly merchantId: string; readonly invoiceId: string }[]): Promise<PlanRow[]> {
  return unit.tx.query<PlanRow>(
    `select ${columns} from dunning_plans where mode = $1 and (merchant_id, invoice_id) in (select * from unnest($2::text[], $3::text[])) order by invoice_id for update`,
    [unit.mode, invoices.map((invoice) => invoice.merchantId), invoices.map((invoice) => invoice.invoiceId)],
  );
}

export async function savePlans(unit: Unit, plans: readonly PlanRow[]): Promise<void> {
  if (plans.length === 0) return;
  await unit.tx.query(
    `insert into dunning_plans (merchant_id, mode, invoice_id, order_id, due_on, step, next_at, paused, counted_overdue)
     select merchant_id, $1, invoice_id, order_id, due_on, step, next_at, paused, counted_overdue
     from jsonb_to_recordset($2::jsonb) as p (merchant_id text, invoice_id text, order_id text, due_on date, step int, next_at timestamptz,
       paused boolean, counted_overdue boolean)
     on conflict (merchant_id, mode, invoice_id) do update set due_on = excluded.due_on, step = excluded.step, next_at = excluded.next_at,
       paused = excluded.paused, counted_overdue = excluded.counted_overdue`,
    [unit.mode, JSON.stringify(plans)],
  );
}
