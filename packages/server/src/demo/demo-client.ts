import type { Client } from '@atobarai/sdk';

/** What the demo calls of the shop's client. */
export type DemoClient = Pick<Client, 'sandbox' | 'events'> & {
  readonly imports: Pick<Client['imports'], 'create' | 'waitFor' | 'results'>;
  readonly orders: Pick<Client['orders'], 'list'>;
  readonly invoices: Pick<Client['invoices'], 'list'>;
  readonly payouts: Pick<Client['payouts'], 'list' | 'get'>;
  readonly ledger: Pick<Client['ledger'], 'trialBalance'>;
};
