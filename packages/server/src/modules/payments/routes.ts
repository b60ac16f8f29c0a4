import { allocateDeposit, listDeposits } from '@atobarai/sdk/contract';
import { yen } from '../../core/money.ts';
import { Refused } from '../../core/result.ts';
import type { Api } from '../../platform/http/api.ts';
import { pageOf } from '../../platform/http/page.ts';
import { findInvoiceAnywhere } from '../invoicing/index.ts';
import { noteAction } from '../operators/index.ts';
import { allocateByHand } from './service/receive.ts';
import { listReceipts } from './store.ts';
import { receiptView } from './decide/view.ts';

/** Deposits as operators see them: what came in, and what nobody could match. */
export function depositRoutes(api: Api): void {
  api.read(listDeposits, (unit, { query }) =>
    pageOf(query, {
      load: ({ limit, after }) => listReceipts(unit, { status: query.status, before: after, limit: limit + 1 }),
      cursor: (receipt) => receipt.id,
      view: (receipts) => receipts.map(receiptView),
    }),
  );

  api.change(allocateDeposit, async (unit, { caller, params, body }) => {
    const invoice = await findInvoiceAnywhere(unit, body.invoiceId);
    if (!invoice) throw new Refused({ code: 'not_found', path: 'invoiceId' });
    const amount = body.amount === undefined ? undefined : yen(body.amount);
    const receipt = await allocateByHand(unit, { receiptId: params.id, invoice, amount });
    const { keyId } = caller;
    await noteAction(unit, {
      merchantId: invoice.merchantId,
      operation: allocateDeposit.id,
      resourceId: receipt.id,
      keyId,
      reason: body.reason,
    });
    return receiptView(receipt);
  });
}
