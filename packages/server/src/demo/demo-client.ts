import type { Client } from '@atobarai/sdk';

/** What the demo calls of the shop's client. */
export type DemoClient = {
  readonly sandbox: Omit<Client['sandbox'], 'requestLogs'>;
  readonly events: Pick<Client['events'], 'list'>;
  readonly imports: Pick<Client['imports'], 'create' | 'waitFor' | 'results'>;
  readonly orders: Pick<Client['orders'], 'list'>;
  readonly invoices: Pick<Client['invoices'], 'list'>;
  readonly payouts: Pick<Client['payouts'], 'list' | 'get'>;
  readonly ledger: Pick<Client['ledger'], 'trialBalance'>;
};
