import { entry, person } from './right-books.ts';
import { plantingSql } from './rows.ts';

export type Violation = { readonly merchant_id: string; readonly mode: string; readonly subject: string; readonly detail: string };

/** Past triggers, checks of other tables and the walls, as a fault or a thief would do it. */
const behindTheTriggers = (sql: string) => `begin; set local session_replication_role = replica; ${sql}; commit`;

const planted = (sql: string) => behindTheTriggers(`${sql}; delete from ledger_seals`);
const plantedEntry = (...parts: Parameters<typeof entry>) => planted(plantingSql('ledger_entries', entry(...parts).row));

export type Fault = {
  readonly title: string;
  readonly view: string;
  readonly sql: string;
  readonly restore?: string;
  readonly found: Partial<Violation>;
  /** Other invariants that the same fault breaks too. */
  readonly alsoIn?: readonly string[];
};

/** What can be wrong with right books, and which check must find it. */
export const faults: readonly Fault[] = [
  {
    title: 'I1: an advance that credits nobody but the tax office',
    view: 'check_i01_journal_lines',
    sql: plantedEntry('advance/shp_2', ['BUYER_RECEIVABLE', 'TAX_PAYABLE', 5], { merchant_id: 'mer_b' }),
    found: { merchant_id: 'mer_b', subject: 'advance/shp_2', detail: 'has none of the lines it needs' },
    alsoIn: ['i12_only_approved_debts'],
  },
  {
    title: 'I1: a line between accounts its kind does not know',
    view: 'check_i01_journal_lines',
    sql: plantedEntry('monthly_fee/2026-10', ['CASH_IN', 'FEE_REVENUE', 5]),
    found: { subject: 'monthly_fee/2026-10', detail: 'line 1 moves 5 from CASH_IN to FEE_REVENUE, which a monthly_fee does not' },
  },
  {
    title: 'I1: an account that does not exist',
    view: 'check_i01_journal_lines',
    sql: plantedEntry('reversal/x', ['CASH_IN', 'SLUSH_FUND', 5]),
    found: { subject: 'reversal/x' },
  },
  {
    title: 'I2: a ledger whose trigger is off',
    view: 'check_i02_append_only',
    sql: 'alter table ledger_entries disable trigger ledger_entries_no_truncate',
    restore: 'alter table ledger_entries enable trigger ledger_entries_no_truncate',
    found: { merchant_id: 'platform', subject: 'ledger_entries', detail: 'nothing refuses to truncate its rows' },
  },
  {
    title: 'I2: events whose trigger is gone',
    view: 'check_i02_append_only',
    sql: 'drop trigger events_append_only on events',
    restore: 'create trigger events_append_only before update or delete on events for each row execute function refuse_change()',
    found: { subject: 'events', detail: 'nothing refuses to delete its rows' },
  },
  {
    title: 'I2: an application that was given the right to change allocations',
    view: 'check_i02_append_only',
    sql: 'grant update on allocations to atobarai_app',
    restore: 'revoke update on allocations from atobarai_app',
    found: { subject: 'allocations', detail: 'the application may update its rows' },
  },
  {
    title: 'I3: a line posted twice after its unique index was dropped',
    view: 'check_i03_posted_once',
    sql: `drop index ledger_entries_once; ${plantedEntry('monthly_fee/2026-10', ['MERCHANT_PAYABLE', 'FEE_REVENUE', 5])}; ${plantedEntry('monthly_fee/2026-10', ['MERCHANT_PAYABLE', 'FEE_REVENUE', 5])}`,
    restore: behindTheTriggers(
      'delete from ledger_entries; create unique index ledger_entries_once on ledger_entries (merchant_id, mode, kind, source_id, line_no)',
    ),
    found: { subject: 'monthly_fee/2026-10', detail: 'line 1 was posted 2 times' },
    alsoIn: ['i10_closed_periods'],
  },
  {
    title: 'I4: an invoice that says more was paid than was allocated',
    view: 'check_i04_cached_balances',
    sql: planted(`update invoices set paid = 4001 where id = 'inv_1'`),
    found: { subject: 'inv_1', detail: 'says 4001 paid, its allocations say 4000' },
  },
  {
    title: 'I4: a receipt that says less was allocated',
    view: 'check_i04_cached_balances',
    sql: planted('update receipts set allocated = 0'),
    found: { merchant_id: 'platform', subject: 'pay_1', detail: 'says 0 allocated, its allocations say 4000' },
  },
  {
    title: 'I4: an advance that the ledger knows with another amount',
    view: 'check_i04_cached_balances',
    sql: planted(`update advances set amount = 10999 where shipment_id = 'shp_1'`),
    found: { subject: 'shp_1', detail: 'says 10999 advanced, the ledger says 11000' },
  },
  {
    title: 'I5: an exposure that no order holds',
    view: 'check_i05_exposure',
    sql: `update exposures set open_net = 12001 where key = '${person}'`,
    found: { subject: person, detail: 'stands at 12001, its orders and authorizations hold 12000' },
  },
  {
    title: 'I5: orders of a person whose exposure row is gone',
    view: 'check_i05_exposure',
    sql: 'delete from exposures',
    found: { subject: person, detail: 'stands at 0, its orders and authorizations hold 12000' },
  },
  {
    title: 'I5: an exposure above its ceiling after its check was dropped',
    view: 'check_i05_exposure',
    sql: 'alter table exposures drop constraint exposure_within_cap; update exposures set ceiling_net = 11999 where open_net > 0',
    restore: 'delete from exposures; alter table exposures add constraint exposure_within_cap check (open_net between 0 and ceiling_net)',
    found: { subject: person, detail: 'stands at 12000 of at most 11999' },
  },
  {
    title: 'I5: a person known as two',
    view: 'check_i05_exposure',
    sql: `update exposures set root = key`,
    found: { subject: 'ord_1', detail: 'its person is known as several' },
  },
  {
    title: 'I6: a payout that says it was sent, which the ledger does not know',
    view: 'check_i06_merchant_payable',
    sql: planted(`delete from ledger_entries where kind = 'payout'`),
    found: { merchant_id: 'mer_a', subject: 'MERCHANT_PAYABLE', detail: 'the ledger owes 12650, unpaid lines are 2200' },
  },
  {
    title: 'I6: a payout that was sent while its row says it waits',
    view: 'check_i06_merchant_payable',
    sql: planted(`update payouts set status = 'approved'`),
    found: { detail: 'the ledger owes 2200, unpaid lines are 12980' },
  },
  {
    title: 'I7: a payout that is not the sum of its lines',
    view: 'check_i07_payout_lines',
    sql: planted('update payouts set net = net + 1'),
    found: { subject: 'po_1', detail: 'comes to 10781, its lines to 10780' },
  },
  {
    title: 'I7: a line in two payouts',
    view: 'check_i07_payout_lines',
    sql: planted(
      plantingSql('payouts', { id: 'po_2', period_from: '2026-10-05', closes_on: '2026-10-11', from_entry: 2, to_entry: 7, net: 2_180 }),
    ),
    found: { subject: 'settlement_fee/shp_1', detail: 'entry 3 is in po_1 and in po_2' },
    alsoIn: ['i06_merchant_payable'],
  },
  {
    title: 'I7: a line that the closings passed over',
    view: 'check_i07_payout_lines',
    sql: planted(
      plantingSql('payouts', { id: 'po_2', period_from: '2026-10-05', closes_on: '2026-10-11', from_entry: 7, to_entry: 11, net: 0 }),
    ),
    found: { subject: 'advance/shp_2', detail: 'entry 7 was passed over before po_2' },
    alsoIn: ['i06_merchant_payable'],
  },
  {
    title: 'I7: a sum carried in that nobody carried over',
    view: 'check_i07_payout_lines',
    sql: planted(
      plantingSql('payouts', {
        id: 'po_2',
        period_from: '2026-10-05',
        closes_on: '2026-10-11',
        from_entry: 3,
        to_entry: 7,
        carried_in: 50,
        net: 2_250,
      }),
    ),
    found: { subject: 'po_2', detail: 'carries 50 in, the one before carried 0' },
    alsoIn: ['i06_merchant_payable'],
  },
  {
    title: 'I8: a receipt that the ledger never received',
    view: 'check_i08_receipts',
    sql: planted(plantingSql('receipts', { id: 'pay_2', source_key: 'bank:2', status: 'unmatched', amount: 70 })),
    found: { subject: 'pay_2', detail: 'counts for 70, the ledger received 0' },
  },
  {
    title: 'I8: suspense that no receipt explains',
    view: 'check_i08_receipts',
    sql: plantedEntry('receipt/pay_9', ['CASH_IN', 'SUSPENSE', 60], { merchant_id: 'platform' }),
    found: { merchant_id: 'platform', subject: 'SUSPENSE', detail: 'holds 260, the receipts leave 200' },
  },
  {
    title: 'I8: a recovery of a written-off debt that no receipt was used for',
    view: 'check_i08_receipts',
    sql: plantedEntry('recovery_after_write_off/pay_9:inv_2:1', ['SUSPENSE', 'BAD_DEBT_RECOVERED', 70]),
    found: { merchant_id: 'platform', subject: 'SUSPENSE', detail: 'holds 130, the receipts leave 200' },
  },
  {
    title: 'I8: a receipt used for a written-off debt that never left suspense',
    view: 'check_i08_receipts',
    sql: planted(`delete from ledger_entries where kind = 'recovery_after_write_off'`),
    found: { merchant_id: 'platform', subject: 'SUSPENSE', detail: 'holds 1200, the receipts leave 200' },
  },
  {
    title: 'I8: more used of a receipt than came in',
    view: 'check_i08_receipts',
    sql: planted('update refunds set amount = 501'),
    found: { subject: 'pay_1', detail: 'counts for 4500, 4501 of it was used' },
  },
  {
    title: 'I9: buyers who owe less than nothing',
    view: 'check_i09_no_negative_balances',
    sql: plantedEntry('write_off/inv_9', ['BAD_DEBT', 'BUYER_RECEIVABLE', 7_001]),
    found: { merchant_id: 'mer_a', subject: 'BUYER_RECEIVABLE', detail: 'stands at -1' },
  },
  {
    title: 'I9: an invoice paid above its amount',
    view: 'check_i09_no_negative_balances',
    sql: planted('update invoices set amount = 3999'),
    found: { subject: 'inv_1', detail: '4000 paid of 3999' },
  },
  {
    title: 'I10: a line booked into a closed period after its close',
    view: 'check_i10_closed_periods',
    sql: plantedEntry('invoice_fee/inv_1:1', ['MERCHANT_PAYABLE', 'FEE_REVENUE', 100], { booked_on: '2026-10-04' }),
    found: { subject: 'invoice_fee/inv_1:1', detail: 'entry 14 is booked on 2026-10-04, closed by po_1 through entry 3' },
  },
  {
    title: 'I11: a sealed entry that was changed',
    view: 'check_i11_hash_chain',
    sql: behindTheTriggers(`update ledger_entries set source_id = 'shp_3' where kind = 'settlement_fee'`),
    found: { mode: 'test', subject: 'seal through entry 13' },
  },
  {
    title: 'I11: a sealed entry that was deleted',
    view: 'check_i11_hash_chain',
    sql: behindTheTriggers(`delete from ledger_entries where kind = 'overpayment'; delete from refunds`),
    found: { subject: 'seal through entry 13' },
  },
  {
    title: 'I11: a seal in the middle that was taken out',
    view: 'check_i11_hash_chain',
    sql: `${plantingSql('ledger_entries', entry('monthly_fee/2026-10', ['MERCHANT_PAYABLE', 'FEE_REVENUE', 5], { booked_on: '2026-10-12' }).row)};
      select ledger_seal('test'); delete from ledger_seals where through_entry = 13`,
    found: { subject: 'seal through entry 14' },
  },
  {
    title: 'I12: an advance for an order that was rejected',
    view: 'check_i12_only_approved_debts',
    sql: planted(`update orders set credit = 'rejected_billable' where id = 'ord_2'`),
    found: { merchant_id: 'mer_a', subject: 'shp_2', detail: 'was advanced, its order is rejected_billable' },
  },
  {
    title: 'I12: an advance in the ledger that no order stands behind',
    view: 'check_i12_only_approved_debts',
    sql: plantedEntry('advance/shp_9', ['BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', 5], { booked_on: '2026-10-12' }),
    found: { subject: 'shp_9', detail: 'was advanced, its order is unknown' },
  },
];
