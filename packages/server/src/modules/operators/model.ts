import type { Instant } from '../../core/time.ts';

/** One thing an operator did: `operation` is the call's id, `reason` their own words. */
export type OperatorAction = {
  readonly merchantId: string;
  readonly operation: string;
  readonly resourceId: string;
  readonly keyId: string;
  readonly reason: string | null;
};

export type KeptAction = OperatorAction & { readonly id: string; readonly at: Instant };
