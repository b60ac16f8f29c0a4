import { platformTenant } from '../../core/database.ts';
import { type DueTask, everything } from '../../core/due-task.ts';
import type { Unit } from '../../core/unit.ts';
import { post } from '../ledger/index.ts';
import { agentTransferJournal } from './decide/receipts.ts';
import { nextTransfer, takeDueTransfers } from './store.ts';

const mostPerRun = 500;

/** The collection agent's transfers: konbini money becomes cash, less the agent's fee. */
export const paymentTasks: readonly DueTask[] = [{ name: 'payments.agent_transfer', next: nextTransfer, run: bookTransfers }];

async function bookTransfers(unit: Unit, choice = everything): Promise<number> {
  const transfers = await takeDueTransfers(unit, Math.min(mostPerRun, choice.most), choice.except);
  choice.took(transfers.map(({ id }) => ({ merchantId: platformTenant, id })));
  await post(
    unit,
    transfers.map((transfer) => agentTransferJournal(transfer, platformTenant)),
  );
  return transfers.length;
}
