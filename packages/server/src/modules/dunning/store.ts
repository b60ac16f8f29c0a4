import type { Tx } from '../../core/database.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Unit } from '../../core/unit.ts';

export type PlanRow = {
  readonly merchant_id: string;
  readonly invoice_id: string;
  readonly order_id: string;
  /** The last day on which a payment is in time: the steps are counted from it. */
  readonly due_on: LocalDate;
  readonly step: number;
  readonly next_at: Instant | null;
  /** 速報: the buyer has been at the till. */
  readonly paused: boolean;
  /** A carrier brings the goods back. */
  readonly goods_back: boolean;
  readonly counted_overdue: boolean;
};

const columns = 'merchant_id, invoice_id, order_id, due_on, step, next_at, paused, goods_back, counted_overdue';

export async function nextStepDue(tx: Tx, until: Instant, except: readonly string[] = []): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(next_at) as at from dunning_plans where mode = $1 and next_at <= $2 and not paused and not goods_back and invoice_id <> all($3::text[])',
    [tx.scope.mode, until, except],
  );
  return row?.at ?? null;
}

export function lockDuePlans(unit: Unit, limit: number, except: readonly string[] = []): Promise<PlanRow[]> {
  return unit.tx.query<PlanRow>(
    `select ${columns} from dunning_plans where mode = $1 and next_at <= $2 and not paused and not goods_back and invoice_id <> all($4::text[])
     order by order_id limit $3 for update skip locked`,
    [unit.mode, unit.now, limit, except],
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
    `insert into dunning_plans (merchant_id, mode, invoice_id, order_id, due_on, step, next_at, paused, goods_back, counted_overdue)
     select merchant_id, $1, invoice_id, order_id, due_on, step, next_at, paused, goods_back, counted_overdue
     from jsonb_to_recordset($2::jsonb) as p (merchant_id text, invoice_id text, order_id text, due_on date, step int, next_at timestamptz,
       paused boolean, goods_back boolean, counted_overdue boolean)
     on conflict (merchant_id, mode, invoice_id) do update set due_on = excluded.due_on, step = excluded.step, next_at = excluded.next_at,
       paused = excluded.paused, goods_back = excluded.goods_back, counted_overdue = excluded.counted_overdue`,
    [unit.mode, JSON.stringify(plans)],
  );
}
