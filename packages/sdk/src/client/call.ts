import type { Access, AnyOperation } from '../contract/operation.ts';
import type { Shape } from './shape.ts';

/** What the client must know of one call of the contract; made from it (`npm run generate`). */
export type Call<O extends AnyOperation = AnyOperation> = {
  readonly id: string;
  readonly method: string;
  /** Text and the names of parameters by turns: `/v1/orders/`, `id`, `/cancel`. */
  readonly path: readonly string[];
  readonly access: readonly Access[];
  readonly testModeOnly: boolean;
  /** Whether it is sent with an idempotency key. */
  readonly keyed: boolean;
  readonly body: 'json' | 'csv' | null;
  /** What it answers in JSON; null when it answers a file. */
  readonly reply: Shape | null;
  /** Never there: it only carries the types of the contract's operation. */
  readonly operation?: O;
};
