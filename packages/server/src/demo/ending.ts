import type { OperatorClient } from '@atobarai/sdk';
import type { DemoClient } from './demo-client.ts';
import type { Check, Ending } from './facts.ts';
import { readAll } from './read-all.ts';

type EndingInput = {
  readonly client: DemoClient;
  readonly operator: Pick<OperatorClient, 'deposits'> | undefined;
  readonly checks: (() => Promise<readonly Check[]>) | undefined;
};

/** Reads where everything stands. */
export async function readEnding({ client, operator, checks }: EndingInput): Promise<Ending> {
  const limit = 100;
  const invoices = await readAll(client.invoices.list({ limit }));
  const payouts = await readAll(client.payouts.list({ limit }));
  const dunning = await readAll(client.events.list({ type: 'invoice.dunned', limit }));
  return {
    invoices,
    payouts: await Promise.all(payouts.toReversed().map(({ id }) => client.payouts.get(id))),
    dunning,
    receipts: operator === undefined ? null : await readAll(operator.deposits({ limit })),
    trialBalance: await client.ledger.trialBalance(),
    checks: checks === undefined ? [] : (await checks()).map(({ name, violations }) => ({ name, violations })),
  };
}
