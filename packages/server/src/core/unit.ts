import type { EventType } from '@atobarai/sdk/contract';
import type { Crypto } from './crypto.ts';
import type { Mode, Tx } from './database.ts';
import type { IdSource } from './id.ts';
import type { Instant, LocalDate } from './time.ts';

export type { EventType };

/** Something that happened, before it is written down. Its resource counts its own sequence. */
export type DomainEvent = {
  readonly merchantId: string;
  readonly type: EventType;
  readonly resource: { readonly type: 'order' | 'payout' | 'import'; readonly id: string };
  readonly sequence: number;
  /** What the merchant is told: ids, statuses, dates and amounts, never a person's data. */
  readonly data: Readonly<Record<string, unknown>>;
};

/**
 * One transaction at one business moment. Services and stores take it first; whatever they do
 * through it happens together or not at all.
 */
export type Unit = {
  readonly tx: Tx;
  readonly mode: Mode;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly ids: IdSource;
  readonly crypto: Crypto;
  /** Writes the events down and lets the modules to the right react, in this transaction (flow.ts). */
  readonly tell: (events: readonly DomainEvent[]) => Promise<void>;
};
