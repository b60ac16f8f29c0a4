import type { Receipt } from '@atobarai/sdk/contract';
import { inJapan } from '../../../core/time.ts';
import type { ReceiptRow } from '../model.ts';

export function receiptView(row: ReceiptRow): Receipt {
  return {
    id: row.id,
    channel: row.channel,
    status: row.status,
    amount: row.amount,
    allocated: row.allocated,
    receivedAt: inJapan(row.received_at),
    landedOn: row.landed_on,
    confirmedOn: row.confirmed_on,
    reference: row.reference,
  };
}
