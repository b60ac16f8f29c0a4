import type { Instant } from '../../core/time.ts';
import type { Magic } from '../registration/model.ts';
import type { Decision } from '../screening/model.ts';

/** `reserved` keeps the buyer's frame; the other four hold nothing any more. */
export type AuthorizationStatus = 'reserved' | 'used' | 'expired' | 'replaced' | 'refused';

/** What the checkout screened, as it is kept: keyed hashes and amounts, no person's data. */
export type AuthorizationRow = {
  readonly merchant_id: string;
  readonly id: string;
  readonly status: AuthorizationStatus;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly buyer_kind: 'consumer' | 'company';
  readonly billed_amount: number;
  readonly net_amount: number;
  readonly held_net: number;
  readonly person_keys: readonly string[];
  readonly phone_hash: string;
  readonly address_hash: string;
  readonly bound_to: string;
  readonly decision: Decision;
  readonly consent: unknown;
  readonly magic: Magic | null;
};

/** What an order must have in common with the authorization that it uses. */
export type Bound = Pick<AuthorizationRow, 'billed_amount' | 'net_amount' | 'bound_to'>;
