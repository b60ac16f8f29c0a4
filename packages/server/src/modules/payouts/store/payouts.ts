import type { PayoutStatus } from '@atobarai/sdk/contract';
import type { Tx } from '../../../core/database.ts';
import { type Choice, everything } from '../../../core/due-task.ts';
import type { Instant, LocalDate } from '../../../core/time.ts';
import type { Unit } from '../../../core/unit.ts';
import { isPayableLine } from '../../ledger/index.ts';
import type { Payout } from '../model.ts';

const columns = `p.merchant_id as "merchantId", p.id, p.version, p.sequence, p.status, p.period_from as "periodFrom", p.closes_on as "closesOn",
  p.pays_on as "paysOn", p.from_entry as "fromEntry", p.to_entry as "toEntry", p.carried_in as "carriedIn", p.transfer_fee as "transferFee",
  p.transfer_fee_tax as "transferFeeTax", p.net, p.negative_closings as "negativeClosings", p.transfers, p.first_approved_by as "firstApprovedBy",
  p.closed_at as "closedAt", p.approved_at as "approvedAt", p.sent_at as "sentAt", p.completed_at as "completedAt",
  p.next_action_at as "nextActionAt"`;

/** Writes closings down; answers which of them are new. One merchant's period is closed once, whoever is quicker. */
export async function insertPayouts(unit: Unit, payouts: readonly Payout[]): Promise<ReadonlySet<string>> {
  const rows = await unit.tx.query<{ id: string }>(
    `insert into payouts (merchant_id, mode, id, version, sequence, status, period_from, closes_on, pays_on, from_entry, to_entry, carried_in,
       transfer_fee, transfer_fee_tax, net, negative_closings, closed_at, next_action_at, marking_at)
     select "merchantId", $1, id, version, sequence, status, "periodFrom", "closesOn", "paysOn", "fromEntry", "toEntry", "carriedIn",
       "transferFee", "transferFeeTax", net, "negativeClosings", "closedAt", "nextActionAt", case when status = 'closed' then "closedAt" end
     from jsonb_to_recordset($2::jsonb) as r ("merchantId" text, id text, version int, sequence int, status text, "periodFrom" date,
       "closesOn" date, "paysOn" date, "fromEntry" bigint, "toEntry" bigint, "carriedIn" bigint, "transferFee" bigint, "transferFeeTax" bigint,
       net bigint, "negativeClosings" int, "closedAt" timestamptz, "nextActionAt" timestamptz)
     on conflict (merchant_id, mode, closes_on) do nothing returning id`,
    [unit.mode, JSON.stringify(payouts)],
  );
  return new Set(rows.map((row) => row.id));
}

/** Writes what may change of a payout; its lines never do. A completed one has its advances marked once more. */
export async function updatePayouts(unit: Unit, payouts: readonly Payout[]): Promise<void> {
  if (payouts.length === 0) return;
  await unit.tx.query(
    `update payouts p set version = r.version, sequence = r.sequence, status = r.status, pays_on = r."paysOn", transfers = r.transfers,
       first_approved_by = r."firstApprovedBy", approved_at = r."approvedAt", sent_at = r."sentAt", completed_at = r."completedAt",
       next_action_at = r."nextActionAt",
       marking_at = case when r.status = 'completed' and p.status <> 'completed' then r."completedAt" else p.marking_at end
     from jsonb_to_recordset($2::jsonb) as r ("merchantId" text, id text, version int, sequence int, status text, "paysOn" date, transfers int,
       "firstApprovedBy" text, "approvedAt" timestamptz, "sentAt" timestamptz, "completedAt" timestamptz, "nextActionAt" timestamptz)
     where p.merchant_id = r."merchantId" and p.mode = $1 and p.id = r.id`,
    [unit.mode, JSON.stringify(payouts)],
  );
}

export async function nextAction(
  tx: Tx,
  status: PayoutStatus,
  { until, except = [] }: { readonly until: Instant; readonly except?: readonly string[] | undefined },
): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }>(
    'select min(next_action_at) as at from payouts where mode = $1 and status = $2 and next_action_at <= $3 and id <> all($4::text[])',
    [tx.scope.mode, status, until, except],
  );
  return row?.at ?? null;
}

const mostPerRun = 500;

/** Payouts that move on by themselves now, held; one that another worker holds is left to it. */
export async function lockDue(unit: Unit, status: PayoutStatus, choice: Choice = everything): Promise<Payout[]> {
  const payouts = await unit.tx.query<Payout>(
    `select ${columns} from payouts p where p.mode = $1 and p.status = $2 and p.next_action_at <= $3 and p.id <> all($5::text[])
     order by p.merchant_id, p.id limit $4 for update skip locked`,
    [unit.mode, status, unit.now, Math.min(mostPerRun, choice.most), choice.except],
  );
  choice.took(payouts);
  return payouts;
}

/** By its id alone, for operators and the bank: ids are unique across shops. */
export async function lockPayout(unit: Unit, id: string): Promise<Payout | undefined> {
  const [payout] = await unit.tx.query<Payout>(`select ${columns} from payouts p where p.mode = $1 and p.id = $2 for update`, [
    unit.mode,
    id,
  ]);
  return payout;
}

/** Payouts whose lines in the ledger do not come to what they say, and by how much; none, or the books are broken. */
export function findUnbalanced(unit: Unit, ids: readonly string[]): Promise<{ id: string; difference: number }[]> {
  return unit.tx.query<{ id: string; difference: number }>(
    `select p.id, (p.net + p.transfer_fee + p.transfer_fee_tax - p.carried_in - lines.amount)::bigint as difference from payouts p
     cross join lateral (select coalesce(sum(case e.credit when 'MERCHANT_PAYABLE' then e.amount else -e.amount end), 0) as amount
       from ledger_entries e where e.merchant_id = p.merchant_id and e.mode = p.mode and e.id > p.from_entry and e.id <= p.to_entry
         and ${isPayableLine}) lines
     where p.mode = $1 and p.id = any ($2::text[]) and p.net + p.transfer_fee + p.transfer_fee_tax - p.carried_in <> lines.amount`,
    [unit.mode, ids],
  );
}

export async function findPayout(unit: Unit, merchantId: string, id: string): Promise<Payout | undefined> {
  const [payout] = await unit.tx.query<Payout>(`select ${columns} from payouts p where p.merchant_id = $1 and p.mode = $2 and p.id = $3`, [
    merchantId,
    unit.mode,
    id,
  ]);
  return payout;
}

export type PayoutFilter = {
  readonly merchantId: string | 'all';
  readonly status?: PayoutStatus | undefined;
  /** First and last pay day. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
};

/** Newest first. */
export function listPayouts(unit: Unit, filter: PayoutFilter): Promise<Payout[]> {
  return unit.tx.query<Payout>(
    `select ${columns} from payouts p
     where p.mode = $1 and ($2::text is null or p.merchant_id = $2) and ($3::text is null or p.status = $3)
       and ($4::date is null or p.pays_on >= $4) and ($5::date is null or p.pays_on <= $5) and ($6::text is null or p.id < $6)
     order by p.id desc limit $7`,
    [
      unit.mode,
      filter.merchantId === 'all' ? null : filter.merchantId,
      filter.status ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.beforeId ?? null,
      filter.limit,
    ],
  );
}
