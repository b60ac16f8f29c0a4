import type { Order } from '@atobarai/sdk';
import type { CancelOrder } from '@atobarai/sdk/contract';
import { cancelKey, digestOf } from '../digest.ts';
import type { OrderFacts } from '../model.ts';
import { ask, type Part } from './part.ts';

/** Nothing more happens to these: neither can they be cancelled, nor need they. */
export const overCredits: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'expired']);

export function cancel(facts: OrderFacts & { readonly atobarai: Order }): Part {
  const { atobarai, record } = facts;
  const hasShipped = atobarai.axes.fulfilment !== 'none';
  // Once a slip is registered the service wants to know why (domain.md 4.2).
  const cancellation: CancelOrder = hasShipped ? { reason: 'returned' } : {};
  return ask(facts, {
    do: 'cancel_transaction',
    slot: 'cancel',
    digest: digestOf({ id: atobarai.id, ...cancellation }),
    key: cancelKey(record, record.revision),
    orderId: atobarai.id,
    cancellation,
  });
}
