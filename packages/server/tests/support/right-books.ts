import type { Database } from '../../src/core/database.ts';
import { plant } from './rows.ts';

export const person = 'a'.repeat(32);
export const otherKey = 'b'.repeat(32);

type Line = readonly [debit: string, credit: string, amount: number];

/** One line of a journal, which is named by its kind and its source: `advance/shp_1`. */
export function entry(journal: string, [debit, credit, amount]: Line, rest: Readonly<Record<string, unknown>> = {}) {
  const [kind, source_id] = journal.split('/');
  return { table: 'ledger_entries', row: { kind, source_id, debit, credit, amount, ...rest } } as const;
}

/**
 * One life whose books are right: an order of 11,000 advanced and closed in a payout of 10,450 that
 * was sent; a second order advanced after the closing; a bank receipt of 4,500, of which 4,000 are
 * allocated and 300 were too much, so that 200 wait in suspense. The second order's debt was given up,
 * and 1,000 of it came in after all.
 */
const rightBooks: readonly { readonly table: string; readonly row: Readonly<Record<string, unknown>> }[] = [
  { table: 'exposures', row: { key: person, root: person, open_net: 12_000 } },
  { table: 'exposures', row: { key: otherKey, root: person } },
  { table: 'orders', row: { id: 'ord_1', shop_order_id: 'A-1', held_net: 10_000, person_keys: [person, otherKey] } },
  { table: 'orders', row: { id: 'ord_2', shop_order_id: 'A-2', held_net: 2_000, person_keys: [person, otherKey] } },
  { table: 'shipments', row: { id: 'shp_1', order_id: 'ord_1' } },
  { table: 'shipments', row: { id: 'shp_2', order_id: 'ord_2', amount: 2_200 } },
  { table: 'invoices', row: { id: 'inv_1', order_id: 'ord_1', shipment_id: 'shp_1', paid: 4_000 } },
  {
    table: 'invoices',
    row: { id: 'inv_2', order_id: 'ord_2', shipment_id: 'shp_2', status: 'written_off', amount: 2_200, net_amount: 2_000, paid: 1_000 },
  },
  { table: 'advances', row: { shipment_id: 'shp_1', order_id: 'ord_1', invoice_id: 'inv_1', amount: 11_000 } },
  { table: 'advances', row: { shipment_id: 'shp_2', order_id: 'ord_2', invoice_id: 'inv_2', amount: 2_200 } },
  entry('advance/shp_1', ['BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', 11_000]),
  entry('settlement_fee/shp_1', ['MERCHANT_PAYABLE', 'FEE_REVENUE', 200]),
  entry('settlement_fee/shp_1', ['MERCHANT_PAYABLE', 'TAX_PAYABLE', 20], { line_no: 2 }),
  { table: 'payouts', row: { id: 'po_1', status: 'sent', to_entry: 3, transfer_fee: 300, transfer_fee_tax: 30, net: 10_450 } },
  entry('transfer_fee/po_1', ['MERCHANT_PAYABLE', 'TRANSFER_FEE_RECOVERY', 300], { booked_on: '2026-10-09' }),
  entry('transfer_fee/po_1', ['MERCHANT_PAYABLE', 'TAX_PAYABLE', 30], { line_no: 2, booked_on: '2026-10-09' }),
  entry('payout/po_1', ['MERCHANT_PAYABLE', 'CASH_OUT', 10_450], { booked_on: '2026-10-09' }),
  entry('advance/shp_2', ['BUYER_RECEIVABLE', 'MERCHANT_PAYABLE', 2_200], { booked_on: '2026-10-10' }),
  { table: 'receipts', row: { id: 'pay_1', source_key: 'bank:1', status: 'overpaid', amount: 4_500, allocated: 4_000 } },
  entry('receipt/pay_1', ['CASH_IN', 'SUSPENSE', 4_500], { merchant_id: 'platform' }),
  { table: 'allocations', row: { receipt_id: 'pay_1', invoice_id: 'inv_1', amount: 4_000 } },
  entry('allocation/pay_1:inv_1:1', ['SUSPENSE', 'BUYER_RECEIVABLE', 4_000]),
  { table: 'refunds', row: { id: 'ref_1', receipt_id: 'pay_1', amount: 300 } },
  entry('overpayment/pay_1', ['SUSPENSE', 'DEPOSITS_HELD', 300], { merchant_id: 'platform' }),
  entry('write_off/inv_2', ['BAD_DEBT', 'BUYER_RECEIVABLE', 2_200], { booked_on: '2026-10-10' }),
  { table: 'receipts', row: { id: 'pay_3', source_key: 'bank:3', amount: 1_000, allocated: 1_000 } },
  entry('receipt/pay_3', ['CASH_IN', 'SUSPENSE', 1_000], { merchant_id: 'platform', booked_on: '2026-10-10' }),
  { table: 'allocations', row: { receipt_id: 'pay_3', invoice_id: 'inv_2', amount: 1_000 } },
  entry('recovery_after_write_off/pay_3:inv_2:1', ['SUSPENSE', 'BAD_DEBT_RECOVERED', 1_000], { booked_on: '2026-10-10' }),
];

/** Writes them, and seals them. */
export async function keepRightBooks(database: Database): Promise<void> {
  for (const { table, row } of rightBooks) await plant(database, table, row);
  await database.admin(`select ledger_seal('test', '2026-10-10T00:00:00Z')`);
}
