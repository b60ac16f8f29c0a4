import type { MagicBuyerName } from '@atobarai/sdk/contract';
import type { Answer, IdempotencyClaim } from '../../core/answer.ts';
import type { Yen } from '../../core/money.ts';
import type { Instant, LocalDate } from '../../core/time.ts';
import type { Refusal } from '../../core/result.ts';
import type { OrderContent } from '../orders/model.ts';
import type { Decision, Result, ScreeningFacts, Thresholds } from '../screening/model.ts';

/** What the sandbox was told to answer, whatever the facts say (api.md, Magic buyers). */
export type Magic = MagicBuyerName;

/** An order that passed every rule of its own, sealed and hashed: all a batch must know of it. */
export type PreparedOrder = {
  readonly id: string;
  readonly eventId: string;
  readonly merchantId: string;
  readonly shopOrderId: string;
  readonly idempotency?: IdempotencyClaim;
  readonly placed: ScreeningFacts['placed'];
  readonly orderDate: LocalDate;
  readonly channel: string;
  readonly buyerKind: 'consumer' | 'company';
  readonly billedAmount: Yen;
  readonly netAmount: Yen;
  readonly personKeys: readonly string[];
  readonly phoneHash: string;
  readonly addressHash: string;
  /** Of the device the shop says the order came from. */
  readonly deviceHash?: string;
  readonly itemsHash: string;
  /** Base64 of the sealed personal part. */
  readonly personal: string;
  readonly content: OrderContent;
  readonly warnings: readonly string[];
  readonly addressFindings: ScreeningFacts['addressFindings'];
  readonly phoneKind: ScreeningFacts['phoneKind'];
  readonly emailGiven: boolean;
  readonly kanaGiven: boolean;
  readonly member?: NonNullable<ScreeningFacts['member']>;
  readonly bureau: ScreeningFacts['bureau'];
  readonly thresholds: Thresholds;
  readonly magic?: Magic;
  /** A person must have decided by then, should a person have to (SF-12, SF-14). */
  readonly reviewBy: Instant;
  readonly holdUntil: Instant;
  readonly shipBy: Instant;
  readonly replaces?: string;
};

export type Outcome =
  | { readonly kind: 'registered'; readonly id: string; readonly result: Result; readonly answer: Answer; readonly decision: Decision }
  | { readonly kind: 'replayed'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly duplicateOf?: string };
